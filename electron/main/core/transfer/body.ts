// What a bundle's header says about its body, compared with the body.
import { refuse } from '#shared/faults/fault.ts';
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { assertOneDay } from '../exchange-key/fetch-checks.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { assertApproved, readSignedPlan } from '../plan/approval.ts';
import { blobExchangeThumbprint } from './carried-files.ts';
import { certificateOfAnswer, exchangeReferenceOf } from './certificate-hashes.ts';
import { same, sameExchange, sameHsm } from './compare.ts';
import type { BundlePayload, ExchangeReference, Observation, PayloadOf } from './payload.ts';

/** What the header says about the body is what the body holds. */
export function assertBodyAgrees(payload: BundlePayload): void {
  switch (payload.type) {
    case 'exchange-key':
      assertObservationsAgree(payload);
      return;
    case 'restore-blob':
      assertBlobAgrees(payload);
      return;
    case 'security-domain':
      same('BUNDLE_SECURITY_DOMAIN', payload.sd.sha256, textSha256(payload.body.securityDomain));
      return;
    case 'activation-certificates':
      assertCertificatesDistinct(payload);
      return;
    case 'plan':
      assertPlanAgrees(payload);
      return;
    case 'outcome':
      return;
  }
}

function assertObservationsAgree({ body: { first, second, decision }, exchange }: PayloadOf<'exchange-key'>): void {
  if (first.observer !== 'operator-1') refuse({ code: 'BUNDLE_BODY', path: 'body.first.observer' });
  if (second.observer !== 'operator-2') refuse({ code: 'BUNDLE_BODY', path: 'body.second.observer' });
  const keys = { 'operator-1': observedKey(first), 'operator-2': observedKey(second) };
  if (decision === null) {
    same('BUNDLE_OBSERVERS_DISAGREE', keys['operator-1'].certificateSha256, keys['operator-2'].certificateSha256);
  } else {
    const isNeedless = keys['operator-1'].certificateSha256 === keys['operator-2'].certificateSha256;
    if (isNeedless) refuse({ code: 'BUNDLE_BODY', path: 'body.decision' });
    if (peopleAmong(decision.decidedBy) < 2) refuse({ code: 'BUNDLE_BODY', path: 'body.decision.decidedBy' });
  }
  // One journal has one observer: one end given for both means that the key was seen on one machine.
  if (first.journal.head === second.journal.head) refuse({ code: 'BUNDLE_BODY', path: 'body.second.journal' });
  // REQ-10: refused before it travels, and checked whole where it arrives.
  assertOneDay(first, second);
  sameExchange(exchange, keys[decision?.key ?? 'operator-1']);
}

/** The exchange key that an operator saw. */
export const observedKey = ({ answer }: Pick<Observation, 'answer'>): ExchangeReference =>
  exchangeReferenceOf(certificateOfAnswer(decodeBase64(answer)));

function assertBlobAgrees({ body, exchange }: PayloadOf<'restore-blob'>): void {
  const inBlob = certificateSha256Of(blobExchangeThumbprint(body.restoreBlob));
  same('BUNDLE_EXCHANGE_KEY', exchange.certificateSha256, inBlob);
  same('BUNDLE_EXCHANGE_KEY', exchange.certificateSha256, certificateSha256Of(body.x5tS256));
  if (textSha256(body.restoreBlob) !== body.blobSha256) refuse({ code: 'BUNDLE_BODY', path: 'body.blobSha256' });
}

/** An approved plan says of itself which ceremony it is for. The bundle must not contain another one. */
function assertPlanAgrees({ body, practice, ceremony, plan: { sha256 }, hsm }: PayloadOf<'plan'>): void {
  const signed = readSignedPlan(Buffer.from(body.approvedPlan, 'utf8'));
  const { plan } = signed;
  if (plan.practice !== practice) refuse({ code: 'BUNDLE_PRACTICE', expectedPractice: practice });
  same('BUNDLE_CEREMONY', ceremony, plan.ceremony);
  same('BUNDLE_PLAN', sha256, signed.planSha256);
  sameHsm(hsm, plan.target);
  assertApproved(signed);
}

function assertCertificatesDistinct({ body }: PayloadOf<'activation-certificates'>): void {
  const { certificates, required } = body;
  const distinct = (key: 'custodian' | 'certificate'): number => new Set(certificates.map((each) => each[key])).size;
  if (distinct('custodian') < certificates.length || distinct('certificate') < certificates.length) {
    refuse({ code: 'BUNDLE_BODY', path: 'body.certificates' });
  }
  if (required > certificates.length) refuse({ code: 'BUNDLE_BODY', path: 'body.required' });
}

const textSha256 = (text: string): string => sha256(Buffer.from(text, 'utf8')).toString('hex');
