// One custodian's turn with one key worker: for the recovery, where the share is kept, and for the share check, where it is not.
import { createPublicKey, randomBytes } from 'node:crypto';
import type * as z from 'zod/mini';
import { isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import type { ThumbprintS256 } from '#shared/faults/security-domain.ts';
import type { KeyProtection } from '#core/custodian-key/key-file.ts';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCompactJwe, sealWrappedJwe } from '#core/security-domain/jwe.ts';
import type { SecurityDomain } from '#core/security-domain/security-domain.ts';
import { secretLength } from '#core/security-domain/shamir.ts';
import { parseX509 } from '#core/x509/certificate.ts';
import {
  keyWorkerReplySchema,
  type KeyWorkerRequest,
  readerReplySchema,
  type ReaderRequest,
  tokenWorkerReplySchema,
  type OpenTokenRequest,
} from '#secrets/messages.ts';
import type { TokenDescription } from '#core/custodian-key/token-uri.ts';
import type { PassphraseSource } from '#platform/passphrase.ts';
import type { TokenModule } from '#platform/token-modules.ts';
import type { ProcessHost, WorkerProcess } from '#secrets/host/process-host.ts';
import { WorkerRequest } from './replies.ts';

/** Opening a key is quick; what takes longer was made to take forever. */
const keyTimeLimitMs = 30_000;
/** A card is slow, and may wait to be touched. */
const tokenTimeLimitMs = 120_000;

/** A custodian whose share has been accepted: nothing about it is secret. */
export interface AcceptedCustodian {
  /** Positions of the opened shares in the security domain: one, or several in version 1. */
  readonly positions: readonly number[];
  readonly thumbprintS256: ThumbprintS256;
  readonly keyBits: number;
  readonly protection: KeyProtection | 'token';
}

/** What a worker reports about a share that it has opened. */
export interface OpenedShare {
  readonly accepted: AcceptedCustodian;
  /** The modulus of the custodian's key, which is public. */
  readonly modulusHex: string;
  /** Whether the key decrypted what was encrypted to its certificate. Without a certificate at hand, the worker's word is all there is. */
  readonly isChallenged: boolean;
}

/** A share that was opened, and forgotten again. */
export type ProvenCustodian = AcceptedCustodian & Pick<OpenedShare, 'isChallenged'>;

/** A token in the place of a key file. Its PIN comes as a passphrase does; one turn is one try of it. */
export interface TokenOfTurn {
  readonly module: TokenModule;
  readonly token: TokenDescription;
  /** Whether people have said that the last try may be used. */
  readonly lastTry: boolean;
}

/** A token with the key of a custodian. */
export interface TokenKey {
  /** Its label and its serial number, as people see them. */
  readonly name: string;
  readonly label: string;
  readonly serial: string;
  readonly token: TokenOfTurn;
  /** Whether a folder is in its place, which nobody can take out. */
  readonly isFolder: boolean;
}

export interface CustodianTurn {
  /** The path of the key file, which only a reader opens; of a token, its name as people gave it. */
  readonly keyFile: string;
  /** Where the key is on a token. */
  readonly token?: TokenOfTurn;
  /** The stick on which it was listed; absent where a person named the file. */
  readonly within?: string;
  readonly passphrase: PassphraseSource;
  /** Asks for a passphrase that comes `from: 'message'`, once the key has said that it has one; it is wiped once sent. */
  readonly askPassphrase?: () => Promise<Buffer>;
  /**
   * The certificate that the key should belong to, where one is at hand: its share is tried first, and whoever says that this share was
   * opened must decrypt what was encrypted to it.
   */
  readonly certificateDer?: Buffer;
}

/** The shares of a security domain, as far as a worker needs them. */
export type WrappedShares = Pick<SecurityDomain, 'version' | 'shares'>;

interface TurnOptions {
  /** Positions that other custodians have given. */
  readonly taken: readonly number[];
  /** The name under which the share goes to the combiner; absent where it is only proven. */
  readonly turn?: string;
  readonly limitMs?: number | undefined;
}

/**
 * Lets a worker open the share of one custodian. The caller stops the worker, whatever happens.
 * @throws the faults of the key file, the passphrase, the share and the worker; CUSTODY_MESSAGE_INVALID where the worker reports a share
 *   that this turn may not give
 */
export async function takeTurn(
  worker: WorkerProcess,
  domain: WrappedShares,
  custodian: CustodianTurn,
  { taken, turn, limitMs }: TurnOptions,
): Promise<OpenedShare> {
  const wanted = {
    shares: domain.shares.map(({ jwe }) => encodeCompactJwe(jwe)),
    thumbprints: domain.shares.map(({ thumbprintS256 }) => thumbprintS256),
    taken: [...taken],
    every: domain.version === 1,
    ...(turn !== undefined && { turn }),
  };
  const challenge = custodian.certificateDer && challengeFor(custodian.certificateDer, domain);
  if (custodian.token !== undefined) {
    const { token, lastTry } = custodian.token;
    const proof = challenge !== undefined && { challenge: challenge.text };
    const request: Omit<OpenTokenRequest, 'nonce'> = { do: 'open-token', ...wanted, token, lastTry, ...proof };
    const asked = new WorkerRequest(worker, tokenWorkerReplySchema, request, []);
    const opened = await openedBy(worker, asked, wanted, custodian, limitMs ?? tokenTimeLimitMs);
    return openedShare(worker, domain, taken, opened, challenge);
  }
  // What reads a stick and asks a person takes as long as it takes; computing does not.
  const read = { do: 'read-key-file' as const, path: custodian.keyFile };
  await handOver(worker, { ...read, ...(custodian.within !== undefined && { within: custodian.within }) });
  const request: Omit<KeyWorkerRequest, 'nonce'> = {
    do: 'open-key',
    ...wanted,
    ...(challenge !== undefined && { likely: challenge.likely, challenge: challenge.text }),
  };
  const asked = new WorkerRequest(worker, keyWorkerReplySchema, request, []);
  const opened = await openedBy(worker, asked, wanted, custodian, limitMs ?? keyTimeLimitMs);
  return openedShare(worker, domain, taken, opened, challenge);
}

/** What a worker has told, compared with what it was asked. @throws CUSTODY_MESSAGE_INVALID */
function openedShare(
  worker: WorkerProcess,
  domain: WrappedShares,
  taken: readonly number[],
  { positions, bits, protection, modulusHex, answer }: Opened,
  challenge: ReturnType<typeof challengeFor> | undefined,
): OpenedShare {
  const isChallenged = positions.some((position) => position === challenge?.likely);
  if (isChallenged && answer !== challenge?.answer) {
    refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: worker.name });
  }
  if (!mayGive(positions, domain, taken)) refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: worker.name });
  const thumbprintS256 = domain.shares[positions[0] ?? -1]?.thumbprintS256 ?? '';
  return { accepted: { positions, thumbprintS256, keyBits: bits, protection }, modulusHex, isChallenged };
}

/** Encrypts a nonce to a certificate: only its private key tells its hash. */
function challengeFor(certificateDer: Buffer, { shares }: WrappedShares) {
  const nonce = randomBytes(secretLength);
  const key = createPublicKey({ key: parseX509(certificateDer).spkiDer, format: 'der', type: 'spki' });
  const thumbprint = encodeBase64url(sha256(certificateDer));
  return {
    likely: shares.findIndex(({ thumbprintS256 }) => thumbprintS256 === thumbprint),
    text: sealWrappedJwe(nonce, key),
    answer: sha256(nonce).toString('hex'),
  };
}

type ReplySchema = typeof keyWorkerReplySchema | typeof tokenWorkerReplySchema;
type Opened = Extract<z.infer<ReplySchema>, { is: 'opened' }>;

/** Asks the worker, and the custodian for the passphrase or the PIN where the key has one. */
async function openedBy<Schema extends ReplySchema>(
  worker: WorkerProcess,
  asked: WorkerRequest<Schema>,
  { taken, thumbprints }: Pick<KeyWorkerRequest, 'taken' | 'thumbprints'>,
  { passphrase, askPassphrase }: CustodianTurn,
  limitMs: number,
): Promise<Opened> {
  try {
    const { head } = await asked.reply(['locked', 'opened'], limitMs);
    if (head.is === 'opened') return head;
    await handOver(worker, { do: 'take-passphrase', passphrase }, await askPassphrase?.());
    return (await asked.reply(['opened'], limitMs)).head;
  } catch (error) {
    // It names somebody: nobody but those whom it was told of.
    const fault = error instanceof Refusal ? error.fault : undefined;
    const isOfOthers = fault?.code === 'CUSTODIAN_ALREADY_GIVEN';
    const mayBeNamed = taken.map((position) => thumbprints[position]);
    if (isOfOthers && !mayBeNamed.includes(fault.custodian)) {
      refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: worker.name }, error);
    }
    throw error;
  }
}

/**
 * Lets the reader of a worker hand something over to it. Parts are wiped once sent. Whoever calls it waits for the worker's answer next.
 * @throws the file faults, PASSPHRASE_…, TERMINAL_MISSING, the faults of the reader but that it was stopped
 */
export async function handOver(
  worker: WorkerProcess,
  request: { readonly do: ReaderRequest['do']; readonly [member: string]: unknown },
  ...parts: readonly (Buffer | undefined)[]
): Promise<void> {
  const bytes = parts.filter((part) => part !== undefined);
  try {
    await new WorkerRequest(worker.reader, readerReplySchema, request, bytes).reply(['handed-over']);
  } catch (error) {
    // A reader is stopped when its worker has ended, maybe before it could say that it handed over. Why, the worker's own answer says.
    if (!isFaultOf(error, 'CUSTODY_STOPPED')) throw error;
  }
}

/** The worker has read a file that a stranger may have written: what it tells is compared with what it was asked. */
function mayGive(positions: readonly number[], domain: WrappedShares, taken: readonly number[]): boolean {
  const isOneTurn = domain.version === 1 ? positions.length > 0 : positions.length === 1;
  return (
    isOneTurn &&
    new Set(positions).size === positions.length &&
    positions.every((position) => position in domain.shares && !taken.includes(position))
  );
}

/**
 * The share check (drill level D1): proves that a key opens its share. No other share is in memory, and this one is forgotten.
 * @throws as takeTurn
 */
export async function proveShare(
  host: ProcessHost,
  domain: WrappedShares,
  turn: CustodianTurn,
  taken: readonly number[] = [],
  limitMs?: number,
): Promise<ProvenCustodian> {
  const worker = host.startLoneKeyWorker(turn.token?.module);
  try {
    const { accepted, isChallenged } = await takeTurn(worker, domain, turn, { taken, limitMs });
    return { ...accepted, isChallenged };
  } finally {
    worker.stop();
  }
}
