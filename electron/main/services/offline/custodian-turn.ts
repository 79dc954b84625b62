// One custodian's turn with one key worker: for the recovery, where the share is kept, and for the share check, where it is not.
import { refuse } from '#shared/faults/fault.ts';
import type { ThumbprintS256 } from '#shared/faults/security-domain.ts';
import type { KeyProtection } from '#core/custodian-key/key-file.ts';
import { encodeCompactJwe } from '#core/security-domain/jwe.ts';
import type { SecurityDomain } from '#core/security-domain/security-domain.ts';
import { keyWorkerReplySchema, type KeyWorkerRequest } from '#secrets/messages.ts';
import type { PassphraseSource } from '#platform/passphrase.ts';
import type { SecretsProcess, ProcessHost } from '#secrets/host/process-host.ts';
import { Asked } from './replies.ts';

/** Opening a key is quick; what takes longer was made to take forever. */
const keyTimeLimitMs = 30_000;

/** A custodian whose share has been accepted: nothing about it is secret. */
export interface AcceptedCustodian {
  /** Positions of the opened shares in the security domain: one, or several in version 1. */
  readonly positions: readonly number[];
  readonly thumbprintS256: ThumbprintS256;
  readonly keyBits: number;
  readonly protection: KeyProtection;
}

/** What a worker tells of a share that it has opened. */
interface OpenedShare {
  readonly accepted: AcceptedCustodian;
  /** The modulus of the custodian's key, which is public. */
  readonly modulusHex: string;
}

export interface CustodianTurn {
  /** The path of the key file; only the worker opens it. */
  readonly keyFile: string;
  /** The stick on which it was listed; absent where a person named the file. */
  readonly within?: string;
  readonly passphrase: PassphraseSource;
  /** The bytes of a passphrase that comes `from: 'message'`; wiped once sent. */
  readonly passphraseBytes?: Buffer;
  /** The position that a certificate beside the key points to. */
  readonly likely?: number;
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
 * @throws the faults of the key file, the passphrase, the share and the worker; CUSTODY_MESSAGE_INVALID where the worker tells of a share
 *   that this turn may not give
 */
export async function takeTurn(
  worker: SecretsProcess,
  domain: WrappedShares,
  custodian: CustodianTurn,
  { taken, turn, limitMs = keyTimeLimitMs }: TurnOptions,
): Promise<OpenedShare> {
  const request: Omit<KeyWorkerRequest, 'nonce'> = {
    do: 'open-key',
    keyFile: custodian.keyFile,
    ...(custodian.within !== undefined && { within: custodian.within }),
    passphrase: custodian.passphrase,
    shares: domain.shares.map(({ jwe }) => encodeCompactJwe(jwe)),
    thumbprints: domain.shares.map(({ thumbprintS256 }) => thumbprintS256),
    ...(custodian.likely !== undefined && { likely: custodian.likely }),
    taken: [...taken],
    every: domain.version === 1,
    ...(turn !== undefined && { turn }),
  };
  const { passphraseBytes } = custodian;
  const asked = new Asked(
    worker,
    keyWorkerReplySchema,
    request,
    passphraseBytes === undefined ? [] : [passphraseBytes],
  );
  // Reading a stick and typing a passphrase take as long as they take; computing does not.
  await asked.reply('working');
  const { positions, bits, protection, modulusHex } = (await asked.reply('opened', limitMs)).head;
  if (!mayGive(positions, domain, taken)) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: worker.name });
  const thumbprintS256 = domain.shares[positions[0] ?? -1]?.thumbprintS256 ?? '';
  return { accepted: { positions, thumbprintS256, keyBits: bits, protection }, modulusHex };
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
): Promise<AcceptedCustodian> {
  const worker = host.startLoneKeyWorker();
  try {
    return (await takeTurn(worker, domain, turn, { taken, limitMs })).accepted;
  } finally {
    worker.stop();
  }
}
