// Everything that the online part of one plan reaches, opened together: HSM, control plane, container, over one transport and sign-in.
import type { NetworkUse } from '#shared/contract/online/account-view.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { openControlPlane } from '#azure/azure-control-plane.ts';
import { createAzureTransport, type Transport } from '#azure/azure-connection.ts';
import { openContainer } from '#azure/azure-container.ts';
import { type HsmAddress, parseHsmAddress } from '#azure/hsm-address.ts';
import { type ManagedHsm, openManagedHsm } from '#azure/managed-hsm.ts';
import { type NetworkChoice, networkPath } from '#azure/network-path.ts';
import type { Waiting } from '#azure/polling.ts';
import { createPracticeConnection } from '#azure/practice-connection.ts';
import { openResourceGraph, type ResourceGraph } from '#azure/resource-graph.ts';
import { ChosenVersions } from '#azure/versions.ts';
import {
  type Account,
  oneAccount,
  signedInAccount,
  signIn,
  type SignInMethod,
  type TokenCredential,
} from '#azure/sign-in.ts';
import type { BackupContainer } from '#azure/backup-container.ts';
import type { ControlPlane } from '#azure/control-plane.ts';
import { holdMinuteMs } from './hold.ts';
import { type RecoveryTarget, plannedContainer } from './step-context.ts';

export interface PracticePlace {
  readonly port: number;
  readonly caCertificatePem: string;
  /** Object id of the account that signs in. */
  readonly principalId: string;
}

export type Credentials =
  /** `network`: what was said beside the plan; it goes before what the plan says. */
  | { readonly kind: 'azure'; readonly signIn: SignInMethod; readonly network?: NetworkChoice }
  | { readonly kind: 'practice'; readonly place: PracticePlace };

export interface Access {
  readonly hsm: ManagedHsm;
  /** Undefined where the place of the HSM in Azure is not known. */
  readonly controlPlane: ControlPlane | undefined;
  /** @param containerUri `https://ACCOUNT.blob.SUFFIX/CONTAINER` */
  readonly openContainer: (containerUri: string) => BackupContainer;
  /** The way to Azure and the roots that are trusted on it, for the record; undefined in practice, which has its own. */
  readonly networkPath: string | undefined;
  /** The same for a screen. */
  readonly networkUse: NetworkUse | undefined;
  /** The versions of Azure's interfaces that are in use. */
  readonly versions: ChosenVersions;
  /** The HSM that was lost, where the plan names one and it still answers. */
  readonly openSource: () => ManagedHsm | undefined;
  /** Questions about the resources of all subscriptions that the account sees. */
  readonly openResourceGraph: () => ResourceGraph;
  /** @param signal gives up a sign-in that waits for a person */
  readonly account: (signal?: AbortSignal) => Promise<Account>;
  readonly close: () => void;
}

/** What is reached, and over which network: where no plan says it, as the system of this machine does. */
export interface AccessTarget extends Pick<RecoveryTarget, 'practice' | 'source'>, Pick<Plan, 'network'> {
  /** Its subscription may be missing: only the control plane wants it. */
  readonly target: Pick<Plan['target'], 'uri' | 'tenant'> & Partial<Pick<Plan['target'], 'subscription'>>;
}

/**
 * Opens what a plan names, or people have typed; nothing is sent yet.
 * @throws HSM_URI_INVALID, HSM_CLOUD_UNKNOWN, HSM_HOST_PRACTICE; PROXY_INVALID, ROOT_CERTIFICATE_INVALID
 */
export function openAccess(plan: AccessTarget, credentials: Credentials, ordinary: Waiting): Access {
  const waiting = plan.practice ? inPracticeTime(ordinary, plan) : ordinary;
  const mode = plan.practice ? 'practice' : 'production';
  const address = parseHsmAddress(plan.target.uri, mode);
  const { subscription } = plan.target;
  const { transport, credential, account, networkPath: path, networkUse } = enter(plan, address, credentials);
  const { httpClient } = transport;
  const versions = new ChosenVersions();
  const common = { mode, credential, httpClient, versions } as const;
  const open = (hsmUri: string): ManagedHsm => openManagedHsm({ ...common, hsmUri, waiting });
  return {
    hsm: open(plan.target.uri),
    controlPlane:
      subscription === undefined
        ? undefined
        : openControlPlane({ ...common, cloud: address.cloud, subscription, waiting }),
    openContainer: (containerUri) => openContainer({ ...common, containerUri, waiting }),
    openSource: () => (plan.source ? open(plan.source.uri) : undefined),
    openResourceGraph: () => openResourceGraph({ ...common, cloud: address.cloud, waiting }),
    networkPath: path,
    networkUse,
    versions,
    account,
    close: transport.close,
  };
}

/** The container of the backups, where a plan or people have named one. */
export const containerOf = (
  { openContainer: open }: Access,
  plan: Pick<RecoveryTarget, 'backup'>,
): BackupContainer | undefined => (plan.backup ? open(plannedContainer(plan)) : undefined);

interface Entered {
  readonly transport: Transport;
  readonly credential: TokenCredential;
  readonly account: Access['account'];
  readonly networkPath: Access['networkPath'];
  readonly networkUse: Access['networkUse'];
}

function enter({ target, network }: AccessTarget, { cloud }: HsmAddress, credentials: Credentials): Entered {
  if (credentials.kind === 'practice') {
    const connection = createPracticeConnection(credentials.place);
    const objectId = credentials.place.principalId;
    const account = { objectId, name: `PRACTICE ${objectId}`, tenantId: target.tenant };
    const { credential } = connection;
    const way = { networkPath: undefined, networkUse: undefined };
    return { transport: connection, credential, account: () => Promise.resolve(account), ...way };
  }
  const path = networkPath({ ...plannedNetwork(network), ...credentials.network });
  const transport = createAzureTransport(path);
  const credential = oneAccount(signIn(credentials.signIn, target.tenant, cloud, transport.httpClient));
  return {
    transport,
    credential,
    account: (signal) => signedInAccount(credential, cloud, signal),
    networkPath: path.description,
    networkUse: path.shown,
  };
}

function plannedNetwork(network: Plan['network']): NetworkChoice {
  if (network === undefined) return {};
  const { proxy, roots } = network;
  return {
    ...(proxy === null ? {} : { proxy }),
    roots: roots.map(({ name, certificate }) => ({ name, certificate: decodeBase64(certificate) })),
  };
}

/** A practice HSM is asked as often as a real one; a minute of practice is a second. */
const inPracticeTime = ({ wait, ...others }: Waiting, plan: Pick<Plan, 'practice'>): Waiting => ({
  wait: (ms, signal) => wait((ms * holdMinuteMs(plan)) / 60_000, signal),
  ...others,
});
