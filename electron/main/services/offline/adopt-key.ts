// Adopts a custodian's key that the tool of a token's vendor made on the token: its certificate is read without a PIN, and must be fit for a
// custodian; what a token of Yubico says of the key must hold; then the key opens a share that is wrapped to it, with one try of the PIN.
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { AttestedKey, TokenOfKey } from '#shared/register/token.ts';
import { attestationAuthorities } from '#core/custodian-key/practice-authority.ts';
import { type TokenAttestation, verifyTokenAttestation } from '#core/custodian-key/token-attestation.ts';
import { soundKey } from '#core/transfer/planned-certificates.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { type ReadTokenRequest, tokenWorkerReplySchema } from '#secrets/messages.ts';
import { checkCopy } from './check-copy.ts';
import type { CustodianTurn, TokenOfTurn } from './custodian-turn.ts';
import { WorkerRequest } from './replies.ts';

/** A module may have to wake its reader up. */
const readTimeLimitMs = 30_000;

/** What is read on a token without a PIN. */
export interface TokenRead {
  readonly certificateDer: Buffer;
  readonly token: TokenOfKey;
  /** What it says of the key, and the certificate that has signed that. */
  readonly told: readonly Buffer[];
}

export interface AdoptedKey extends Pick<TokenRead, 'certificateDer' | 'token'> {
  readonly bits: number;
  /** What the token says of the key, and what that proves; null where it says nothing, or where people left it out. */
  readonly attestation: (TokenAttestation & { readonly proven: AttestedKey }) | null;
}

export interface Adoption {
  readonly turn: CustodianTurn & { readonly token: TokenOfTurn };
  /** Whose key it is, for people. */
  readonly custodian: string;
  /** Which key, where several on the token could be a custodian's: its CKA_ID, hex. */
  readonly keyId?: string;
  /** Left out where a token's attestation is not of Yubico's own key. */
  readonly attestation: 'verified' | 'left-out';
  /** In practice the authority of practice counts, too. */
  readonly practice: boolean;
  readonly at: Date;
  /** Refuses what was read, before any PIN. */
  readonly mayBe?: (found: TokenRead) => void;
}

/**
 * @throws CUSTODIAN_CERTIFICATE_UNFIT, TOKEN_CERTIFICATE_MISSING, TOKEN_CERTIFICATES_SEVERAL and TOKEN_ATTESTATION_… before any PIN;
 *   TOKEN_OTHER_KEY; the other TOKEN_ faults, those of the PIN and of the worker
 */
export async function adoptKey(
  host: ProcessHost,
  { turn, custodian, keyId, mayBe, attestation: wanted, practice, at }: Adoption,
): Promise<AdoptedKey> {
  const found = await readToken(host, turn.token, keyId === undefined ? {} : { keyId });
  const { certificateDer, token, told } = found;
  const modulus = soundKey(custodian, certificateDer);
  mayBe?.(found);
  const [statement, attesting] = wanted === 'verified' ? told : [];
  if (statement && !attesting) refuse({ code: 'TOKEN_ATTESTATION_UNSIGNED' });
  const attestation = statement && attesting ? { statement, attesting } : null;
  const by = { certificateDer, serial: token.serial, at };
  const proven = attestation && verifyTokenAttestation(attestation, by, attestationAuthorities(practice));
  await checkCopy(host, certificateDer, turn, custodian);
  return {
    ...{ certificateDer, bits: modulus.toString(2).length, token },
    attestation: attestation && proven && { ...attestation, proven },
  };
}

/**
 * Describes the one token that fits, and reads a certificate on it: the one that is wanted, or that of a key that can be a custodian's.
 * @throws TOKEN_NOT_FOUND, TOKEN_AMBIGUOUS; TOKEN_FOREIGN where the wanted one is not there, else TOKEN_CERTIFICATE_…; CUSTODY_…
 */
export async function readToken(
  host: ProcessHost,
  { module, token }: Pick<TokenOfTurn, 'module' | 'token'>,
  which: Pick<ReadTokenRequest, 'keyId' | 'certificateSha256'>,
): Promise<TokenRead> {
  const worker = host.startLoneKeyWorker(module);
  try {
    const request: Omit<ReadTokenRequest, 'nonce'> = { do: 'read-token', token, ...which };
    const asked = new WorkerRequest(worker, tokenWorkerReplySchema, request, []);
    const { head, parts } = await asked.reply(['read'], readTimeLimitMs);
    const [certificateDer, ...told] = parts;
    if (certificateDer === undefined) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: worker.name });
    const { serial, model, manufacturer, firmware, label, keyId: own } = head;
    return {
      ...{ certificateDer, told },
      token: {
        ...{ serial: shown(serial), model: shown(model), manufacturer: shown(manufacturer) },
        ...{ firmware: shown(firmware), label: shown(label), keyId: shown(own) },
      },
    };
  } finally {
    worker.stop();
  }
}

/** At most 40 characters, as the register wants it: an id of a SHA-1, for example. What is cut ends in an ellipsis. */
function shown(text: string): string | null {
  const whole = visibleText(text, 40).trim();
  return (whole.length <= 40 ? whole : visibleText(text, 39).trim()) || null;
}
