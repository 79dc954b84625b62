// Events of an emergency: how its journal begins on either machine, the address that people typed, and the key that was checked for it.
import { randomBytes } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { emergencyFormat } from '#shared/journal/emergency-events.ts';
import { missingOn } from '#shared/journal/missing-parts.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { type AppVersion, hsmUri as hsmUriForm, practicePrefix } from '#shared/schemas/atoms.ts';
import { practiceHsmSuffix } from '#shared/schemas/cloud-suffixes.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { sha256 } from '../encoding/bytes.ts';
import type { ExchangeKeyInput } from '../exchange-key/claim.ts';
import { parseHsmUri } from '../exchange-key/hsm-address.ts';
import { verifyExchangeKey } from '../exchange-key/policy.ts';
import { parseSecurityDomain } from '../security-domain/security-domain.ts';
import { type AssessedExchangeKey, securityDomainLoaded, type Unattested, verifiedEvent } from './records.ts';

export interface EmergencyBeginning {
  readonly machine: 'offline' | 'online';
  readonly practice: boolean;
  readonly app: AppVersion;
  /** Time by the machine's clock, from which the id is made. */
  readonly now: Date;
}

/**
 * The first event of an emergency journal. Its id is made here, because no plan gives one: `EMERGENCY-20261014-0912-4F2A`, for practice
 * with `PRACTICE-` before it. The two machines have different ids; the hash of the blob and the thumbprint of the key tell that they belong together.
 */
export function emergencyOpened({ machine, practice, app, now }: EmergencyBeginning): EventOf<'emergency-opened'> {
  const [date = '', time = ''] = now.toISOString().replaceAll(/[-:]/g, '').split('T');
  const random = randomBytes(2).toString('hex').toUpperCase();
  const ceremony = `${practice ? practicePrefix : ''}EMERGENCY-${date}-${time.slice(0, 4)}-${random}`;
  const format = emergencyFormat;
  return { kind: 'emergency-opened', format, ceremony, practice, machine, app, missing: [...missingOn[machine]] };
}

/**
 * The event of an address that people typed from paper. `https://` may be missing and a final slash may stand.
 * @throws HSM_URI_INVALID, HSM_CLOUD_UNKNOWN; HSM_HOST_PRACTICE, HSM_HOST_NOT_PRACTICE where practice and production would meet
 */
export function targetTyped(typed: string, practice: boolean): EventOf<'target-typed'> {
  const address = typed.trim();
  const host = parseHsmUri(
    /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`,
    practice ? 'practice' : 'production',
  );
  if (practice && !host.endsWith(practiceHsmSuffix)) refuse({ code: 'HSM_HOST_NOT_PRACTICE', host: visibleText(host) });
  const form = hsmUriForm.safeParse(`https://${host}`);
  if (!form.success) return refuse({ code: 'HSM_URI_INVALID', problem: 'characters' });
  return { kind: 'target-typed', hsmUri: form.data, name: host.slice(0, host.indexOf('.')) };
}

/**
 * The event of a security domain that no plan names: with the certificates of those who can open it.
 * @throws the faults of parseSecurityDomain
 */
export function emergencyDomainLoaded(file: Uint8Array): EventOf<'security-domain-loaded'> {
  const { shares } = parseSecurityDomain(file);
  const certificates = [...new Set(shares.map(({ thumbprintS256 }) => certificateSha256Of(thumbprintS256)))];
  return { ...securityDomainLoaded(file), certificates };
}

/** Two people answer for a key without attestation: its fingerprint typed from paper, hex, in groups or with colons. */
export interface TypedUnattested extends Unattested {
  readonly fingerprint: string;
}

/** An exchange key that came as a file, in no bundle. */
export interface LooseKey {
  /** PEM, DER, JWK or the service's answer, as `az` and Lifeboat Online save it. */
  readonly fileBytes: Buffer;
  /** Address of the HSM, as people typed it from paper. */
  readonly hsmUri: string;
  readonly practice: boolean;
  readonly custodianThumbprintsS256: readonly string[];
  readonly unattested?: TypedUnattested | undefined;
  /** Of the authorities that vouch for the processor, in DER. */
  readonly revocationLists?: readonly Buffer[] | undefined;
}

/** What such a key is checked from: by the rules of a ceremony; who fetched it, and over which connection, rests on those who bring it. */
export function looseKeyInput({
  fileBytes,
  hsmUri,
  practice,
  custodianThumbprintsS256,
  unattested,
  revocationLists = [],
}: LooseKey): ExchangeKeyInput {
  return {
    fileBytes,
    mode: practice ? 'practice' : 'production',
    use: 'ceremony',
    claim: unattested
      ? {
          kind: 'unattested',
          certificateSha256Hex: unattested.fingerprint.replaceAll(/[\s:]/g, ''),
          reason: unattested.reason,
          approvers: unattested.approvers,
        }
      : { kind: 'attested', hsmUri },
    custodianThumbprintsS256,
    revocationLists: revocationLists.map((list) => list.toString('base64')),
  };
}

/**
 * Checks an exchange key that came as a file, for the typed address; attested, or by two people who typed its fingerprint.
 * @throws the faults of verifyExchangeKey
 */
export function verifyLooseKey(key: LooseKey): AssessedExchangeKey {
  const input = looseKeyInput(key);
  const { certificateSha256Hex, spkiSha256Hex, evidence: verdict } = verifyExchangeKey(input);
  const exchange = { certificateSha256: certificateSha256Hex, spkiSha256: spkiSha256Hex };
  return { input, verdict, event: verifiedEvent(verdict, exchange, key.hsmUri, key.unattested) };
}

const listNote = /^Revocation list ([0-9a-f]{64})$/u;

/** The note of a revocation list with which a file is about to be checked as exchange key. @param list in DER */
export const revocationListNoted = (list: Uint8Array): EventOf<'note'> => ({
  kind: 'note',
  by: 'Lifeboat',
  text: `Revocation list ${sha256(list).toString('hex')}`,
});

/** The lists of the check whose outcome is in one line: SHA-256 in hex of those that were noted right before it. */
export function revocationListsOf(events: readonly JournalEvent[], line: number): readonly string[] {
  const found: string[] = [];
  for (let before = events[line - 1]; before?.kind === 'note'; before = events[line - 1 - found.length]) {
    const hash = listNote.exec(before.text)?.[1];
    if (hash === undefined) break;
    found.push(hash);
  }
  return found.reverse();
}

/** The event of a file that was refused as exchange key. */
export const keyRefused = (
  { fileBytes, hsmUri }: Pick<LooseKey, 'fileBytes' | 'hsmUri'>,
  fault: string,
): EventOf<'exchange-key-refused'> => ({
  kind: 'exchange-key-refused',
  fileSha256: sha256(fileBytes).toString('hex'),
  hsmUri,
  fault,
});
