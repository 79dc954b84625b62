// The storage behind the practice cloud's server: accounts by host name, tokens or SAS, the firewall, XML.
import { randomUUID } from 'node:crypto';
import type { Cloud } from '#core/azure/clouds.ts';
import { type Answer, ServiceRefusal } from '../answers.ts';
import type { CloudServices } from '../call.ts';
import type { StoredAccount } from '../control-plane/azure-state.ts';
import type { Incoming } from '../incoming.ts';
import { practiceTenantId, type SignIn } from '../sign-in.ts';
import { isContainerName } from '../storage-address.ts';
import { claimsChallenge, type Surface } from '../surface.ts';
import type { BlobCall } from './blob-call.ts';
import { containerProperties, createContainer, listBlobs, listContainers } from './containers.ts';
import { userDelegationKey } from './delegation-key.ts';
import { xmlRefusal } from './xml.ts';

/** What tokens for storage are made for, in every cloud. */
const storageResource = 'https://storage.azure.com';

interface BlobSurfaceParts {
  readonly signIn: SignIn;
  readonly services: CloudServices;
}

/** @throws 404 where there is no account of this name */
export function blobSurface(
  { signIn, services }: BlobSurfaceParts,
  azureCloud: Cloud,
  { hostName }: Incoming,
): Surface {
  const account = services.azure.account(hostName.slice(0, -azureCloud.blobSuffix.length - 1));
  if (!account) throw new ServiceRefusal(404, 'ResourceNotFound', 'there is no practice storage account of this name');
  const loginOrigin = `https://${azureCloud.loginHost}`;
  const audiences = [storageResource, `${storageResource}/`, `https://${hostName}`];
  return {
    authenticate: ({ authorization, query }) => {
      const token = signIn.open(authorization, audiences, Math.floor(services.now() / 1000));
      if (token) return { token };
      return authorization === undefined && query.has('sig') ? {} : challenge(loginOrigin, authorization !== undefined);
    },
    handle: async (incoming, { token }) => {
      refuseAtFirewall(account);
      const container = containerOf(incoming.path);
      return handlerOf(incoming)({
        cloud: services,
        azureCloud,
        account,
        container,
        principalId: token?.principalId,
        incoming,
      });
    },
    refuse: xmlRefusal,
    demandClaims: (claims) => claimsChallenge(loginOrigin, claims),
    headers: () => ({
      date: new Date(services.now()).toUTCString(),
      'x-ms-request-id': randomUUID(),
      'x-ms-version': '2026-10-06',
    }),
  };
}

/** A caller over the network is no trusted service: only the HSM itself may pass a closed firewall. */
function refuseAtFirewall({ defaultAction }: StoredAccount): void {
  if (defaultAction === 'Allow') return;
  throw new ServiceRefusal(403, 'AuthorizationFailure', 'This request is not authorized to perform this operation.');
}

function containerOf(path: string): string {
  const name = path.replace(/^\//, '').replace(/\/$/, '');
  if (name === '' || isContainerName(name)) return name;
  throw new ServiceRefusal(400, 'InvalidResourceName', 'The specified resource name contains invalid characters.');
}

/** Storage tells its calls apart by method and two parameters. */
function handlerOf({ method, path, query }: Incoming): (call: BlobCall) => Promise<Answer> | Answer {
  const isAccount = path === '/';
  const call = [isAccount ? 'account' : 'container', method, query.get('restype') ?? '', query.get('comp') ?? ''];
  switch (call.join(' ').trimEnd()) {
    case 'account GET  list':
      return listContainers;
    case 'account POST service userdelegationkey':
      return userDelegationKey;
    case 'container PUT container':
      return createContainer;
    case 'container GET container':
    case 'container HEAD container':
      return containerProperties;
    case 'container GET container list':
      return listBlobs;
    default:
      throw new ServiceRefusal(400, 'InvalidQueryParameterValue', 'The practice storage does not know this call.');
  }
}

function challenge(loginOrigin: string, hasToken: boolean): Answer {
  const refusal = hasToken
    ? new ServiceRefusal(
        401,
        'InvalidAuthenticationInfo',
        'The token is invalid, has expired, or is for another resource.',
      )
    : new ServiceRefusal(401, 'NoAuthenticationInformation', 'The request carries no sign-in and no SAS token.');
  const authorizationUri = `${loginOrigin}/${practiceTenantId}/oauth2/authorize`;
  const header = `Bearer authorization_uri=${authorizationUri} resource_id=${storageResource}`;
  const answer = xmlRefusal(refusal);
  return { ...answer, headers: { ...answer.headers, 'www-authenticate': header } };
}
