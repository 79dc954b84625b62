// POST /?restype=service&comp=userdelegationkey: a key with which the signed-in user can sign SAS tokens for a few days.
import { type Answer, ServiceRefusal } from '../answers.ts';
import { azureActions } from '../control-plane/azure-roles.ts';
import { practiceTenantId } from '../sign-in.ts';
import { type BlobCall, needAccess } from './blob-call.ts';
import { type DelegationKey, delegationKeyValue } from './sas.ts';
import { element, textOf, xmlDocument } from './xml.ts';

const sevenDays = 7 * 24 * 60 * 60 * 1000;

export function userDelegationKey(call: BlobCall): Answer {
  needAccess(call, azureActions.delegateKey);
  const body = call.incoming.body.toString('utf8');
  const start = textOf('Start', body) ?? new Date(call.cloud.now()).toISOString().replace(/[.]\d+Z$/, 'Z');
  const expiry = textOf('Expiry', body) ?? '';
  const lasts = Date.parse(expiry) - call.cloud.now();
  // Documented: a delegation key lives for seven days at most.
  if (!(lasts > 0 && lasts <= sevenDays && Date.parse(expiry) > Date.parse(start))) {
    throw new ServiceRefusal(
      400,
      'InvalidXmlNodeValue',
      'Start and Expiry are not in order, or more than seven days away.',
    );
  }
  const key: DelegationKey = {
    objectId: call.principalId ?? '',
    tenantId: practiceTenantId,
    start,
    expiry,
    service: 'b',
    version: call.incoming.header('x-ms-version') ?? '2026-10-06',
  };
  const fields = [
    element('SignedOid', key.objectId),
    element('SignedTid', key.tenantId),
    element('SignedStart', key.start),
    element('SignedExpiry', key.expiry),
    element('SignedService', key.service),
    element('SignedVersion', key.version),
    element('Value', delegationKeyValue(call.account, key).toString('base64')),
  ];
  return { status: 200, xml: xmlDocument(`<UserDelegationKey>${fields.join('')}</UserDelegationKey>`) };
}
