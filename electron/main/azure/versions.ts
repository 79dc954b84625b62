// The versions of Azure's interfaces, all in one place because versions end: which are known, which is asked first, and when one retires.
import { type Fault, Refusal } from '#shared/faults/fault.ts';

export interface KnownVersion {
  /** As it is sent. */
  readonly version: string;
  /** The day on which it was published, ISO 8601; a month or a year where no day is known. */
  readonly since: string;
  /** The day on which Azure retires it, ISO 8601; null where none is announced. */
  readonly until: string | null;
}

const known = (version: string, since: string, until: string | null = null): KnownVersion => ({
  version,
  since,
  until,
});

/** Azure retires every control-plane version of Key Vault before 2026-02-01 on this day (learn.microsoft.com, "migrate-api-version"). */
const keyVaultRetirement = '2027-02-27';

/**
 * In the order in which they are asked. The next one is asked only after the service has refused the one before by name. The table in
 * the README says what is lost with the later ones; a test compares the two.
 */
export const apiVersions = {
  /** Control plane: HSMs and deleted HSMs. */
  'key-vault': [known('2026-02-01', '2026-02'), known('2024-11-01', '2024-11', keyVaultRetirement)],
  /** Control plane: storage accounts and containers. */
  'storage-accounts': [known('2023-05-01', '2023-05')],
  /** Control plane: user-assigned identities. */
  identities: [known('2023-01-31', '2023-01')],
  /** Control plane: role assignments and permissions. */
  authorization: [known('2022-04-01', '2022-04')],
  /** Control plane: registration of providers. */
  resources: [known('2021-04-01', '2021-04')],
  /** Control plane: questions about resources of all kinds. */
  'resource-graph': [known('2024-04-01', '2024-04'), known('2022-10-01', '2022-10')],
  /** Data plane: security domain, roles, settings. */
  hsm: [known('7.5', '2024'), known('7.6', '2025')],
  /** Data plane: keys. */
  keys: [known('2026-04-01', '2026-04'), known('7.6', '2025'), known('7.5', '2024')],
  /** Data plane: the connection to an external key manager (EKM). */
  ekm: [known('2026-04-01', '2026-04')],
  /** Data plane: backup, restore, and the checks before them. */
  jobs: [known('7.6', '2025'), known('7.5', '2024')],
  /** Blob storage, the header x-ms-version: old enough for every cloud. */
  blobs: [known('2024-08-04', '2024-08'), known('2021-12-02', '2021-12')],
  /** Sign-in: the endpoints of Microsoft Entra ID. */
  'sign-in': [known('v2.0', '2016')],
} as const satisfies Readonly<Record<string, readonly [KnownVersion, ...KnownVersion[]]>>;

/** A part of Azure's interfaces that has versions of its own. */
export type Api = keyof typeof apiVersions;
type ApiTable = Readonly<Record<string, readonly [KnownVersion, ...KnownVersion[]]>>;

/** A version that is in use because the service refused the one before. */
export interface OlderVersion {
  readonly api: Api;
  readonly refused: string;
  readonly used: string;
}

/** Which version of each interface this access uses: the first one, until the service refuses it. */
export class ChosenVersions {
  readonly #at = new Map<Api, number>();
  readonly #untold: OlderVersion[] = [];

  current(api: Api): string {
    return (apiVersions[api] as readonly KnownVersion[])[this.#at.get(api) ?? 0]?.version ?? '';
  }

  /** Whether another version is known to ask in after this one. */
  hasNext(api: Api, version: string): boolean {
    return apiVersions[api].at(-1)?.version !== version;
  }

  /** Goes on to the next version. @returns false where the service has refused the last one that is known */
  refused(api: Api, version: string): boolean {
    const all: readonly KnownVersion[] = apiVersions[api];
    const at = all.findIndex((each) => each.version === version);
    const next = all[at + 1];
    if (!next) return false;
    // Requests run side by side: the first refusal has moved on for all of them.
    if ((this.#at.get(api) ?? 0) <= at) {
      this.#at.set(api, at + 1);
      this.#untold.push({ api, refused: version, used: next.version });
    }
    return true;
  }

  /** Those in use that are not asked first. */
  older(): readonly OlderVersion[] {
    return [...this.#at.keys()].map((api) => ({
      ...{ api, refused: apiVersions[api][0].version, used: this.current(api) },
    }));
  }

  /** What was refused since the last time, as lines for a journal: each is told once. */
  takeNotes(): readonly string[] {
    return this.#untold
      .splice(0)
      .map(({ api, refused, used }) => `Azure refused version ${refused} of ${api}; ${used} is asked instead`);
  }
}

/**
 * Sends a request in the version that is in use, and again in the next one where the service refuses the version by name: it has then
 * done nothing.
 * @param send `isLast`: no other version is known. An answer that refuses another one for its version is not the answer to the call: kept,
 *   it would be taken for it after an interruption.
 */
export async function inKnownVersion<T>(
  chosen: ChosenVersions,
  api: Api,
  send: (version: string, isLast: boolean) => Promise<T>,
): Promise<T> {
  for (;;) {
    const version = chosen.current(api);
    try {
      return await send(version, !chosen.hasNext(api, version));
    } catch (error) {
      if (!(error instanceof Refusal) || !isVersionRefusal(error.fault) || !chosen.refused(api, version)) throw error;
    }
  }
}

/**
 * Whether a service has refused a request for its version alone. Seen of Key Vault's control plane in Government: 400
 * `NoRegisteredProviderFound`, "… and API version '2021-04-01-preview' for type 'vaults'"; of others 404 `InvalidResourceType`.
 */
export function isVersionRefusal(fault: Fault): boolean {
  const isRefused = fault.code === 'SERVICE_REFUSED' && fault.status === 400;
  if (!isRefused && fault.code !== 'SERVICE_NOT_FOUND') return false;
  const { serviceCode, serviceMessage } = fault;
  const namesIt = /\bapi[- ]?version\b/i.test(serviceMessage);
  if (!isRefused) return serviceCode === 'InvalidResourceType' && namesIt;
  const isNotKnown = /\bversion\b.*\b(?:not (?:recognized|supported)|unsupported)\b/i.test(serviceMessage);
  return /^(?:Unsupported|Invalid)ApiVersion/i.test(serviceCode) || namesIt || isNotKnown;
}

/** A version whose end is near although no newer one is known here: this program itself has to be renewed. */
export interface EndingVersion {
  readonly api: string;
  readonly version: string;
  /** ISO 8601. */
  readonly until: string;
}

const monthsAhead = 6;

/**
 * The newest known versions that Azure retires within six months, or has retired.
 * @param now Unix milliseconds
 */
export function endingVersions(now: number, table: ApiTable = apiVersions): readonly EndingVersion[] {
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() + monthsAhead);
  return Object.entries(table).flatMap(([api, versions]) => {
    // One that stays, or ends last, is the one that will do.
    const [last] = versions.toSorted((a, b) => ((a.until ?? '9999') > (b.until ?? '9999') ? -1 : 1));
    const until = last?.until ?? null;
    if (!last || until === null || Date.parse(until) > limit.getTime()) return [];
    return [{ api, version: last.version, until }];
  });
}
