// One offline recovery or drill: custodians one at a time, then check or build. What the command line and the app share.
import { Refusal, refuse } from '../../../shared/faults/fault.ts';
import type { ThumbprintS256 } from '../../../shared/faults/security-domain.ts';
import type { ExchangeKeyInput } from '../core/exchange-key/claim.ts';
import { parseSecurityDomain, type SecurityDomain } from '../core/security-domain/security-domain.ts';
import type { Message } from '../custody/frames.ts';
import { combinerReplySchema } from '../custody/messages.ts';
import type { CombinerProcess, CustodyProcess, ProcessHost } from '../ports/process-host.ts';
import { type AcceptedCustodian, type CustodianTurn, takeTurn } from './custodian-turn.ts';
import { readReply } from './replies.ts';

const combineTimeLimitMs = 60_000;

export interface CheckedQuorum {
  readonly datumTags: readonly string[];
  /** How many shares were combined and agreed. */
  readonly shares: number;
}

export interface BuiltBlob extends CheckedQuorum {
  readonly blob: Buffer;
}

export interface SessionOptions {
  /** How many custodians will come, where that is known: no more workers are started than that. */
  readonly custodians?: number;
  /** Milliseconds that a worker may compute on one key. */
  readonly keyTimeLimitMs?: number;
}

/** Holds a combiner for as long as shares are needed. `end` it, whatever happened: the shares go with it. */
export class RecoverySession {
  readonly domain: SecurityDomain;
  readonly #combiner: CombinerProcess;
  readonly #accepted: AcceptedCustodian[] = [];
  /** Of the custodians who came: nobody may have made the exchange key from a key that opens a share. */
  readonly #moduliHex: string[] = [];
  readonly #options: SessionOptions;
  #loaded: Promise<void> | undefined;
  #nextWorker: CustodyProcess | undefined;
  #currentWorker: CustodyProcess | undefined;

  /** @throws the faults of parseSecurityDomain, before any process is started */
  constructor(host: ProcessHost, securityDomain: Buffer, options: SessionOptions = {}) {
    this.domain = parseSecurityDomain(securityDomain);
    this.#options = options;
    this.#combiner = host.startCombiner();
    this.#combiner.send({ do: 'load' }, [Buffer.from(securityDomain)]);
    this.#startNextWorker();
  }

  /** Custodians whose share is held, in the order in which they came. */
  get accepted(): readonly AcceptedCustodian[] {
    return this.#accepted;
  }

  /**
   * Lets one custodian give a share. Whatever happens, the worker and the key in it are gone afterwards.
   * @param expected the certificate's thumbprint of the custodian whose turn it is, where that is known: no other share is taken
   * @throws the faults of the key file, the passphrase and the worker, KEY_OF_OTHER_CUSTODIAN; the session goes on without this
   *   custodian
   */
  async addCustodian(turn: CustodianTurn, expected?: ThumbprintS256): Promise<AcceptedCustodian> {
    // The domain is with the combiner before a worker may write on the same line.
    await this.#untilLoaded();
    const worker = this.#takeWorker();
    try {
      const { accepted, modulusHex } = await takeTurn(worker, this.domain, turn, {
        taken: this.#notFor(expected),
        give: true,
        limitMs: this.#options.keyTimeLimitMs,
      });
      this.#accepted.push(accepted);
      this.#moduliHex.push(modulusHex);
      return accepted;
    } catch (error) {
      return this.#named(error);
    } finally {
      worker.stop();
      this.#currentWorker = undefined;
    }
  }

  /** Stops the custodian who is at the keyboard; `addCustodian` then throws CUSTODY_STOPPED. */
  stopCustodian(): void {
    this.#currentWorker?.stop();
  }

  /**
   * Proves that the shares given so far rebuild the master key, and that every datum is authentic under it. Writes nothing.
   * @throws QUORUM_SHORT, the faults of the shares, DATUM_NOT_AUTHENTIC, SHARES_LOST
   */
  async checkQuorum(): Promise<CheckedQuorum> {
    const reply = readReply('combiner', combinerReplySchema, (await this.#ask({ do: 'check' })).head);
    if (reply.is !== 'checked') return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: 'combiner' });
    return { datumTags: reply.datumTags, shares: reply.shares };
  }

  /**
   * Builds the restore blob. The combiner judges the exchange key by itself, from the same input.
   * @throws the faults of checkQuorum and of verifyExchangeKey
   */
  async buildBlob({ fileBytes, ...input }: ExchangeKeyInput): Promise<BuiltBlob> {
    const custodianModuliHex = [...(input.custodianModuliHex ?? []), ...this.#moduliHex];
    const claim = { ...input, custodianModuliHex };
    const message = await this.#ask({ do: 'build', claim }, [Buffer.from(fileBytes)]);
    const reply = readReply('combiner', combinerReplySchema, message.head);
    const [blob] = message.parts;
    if (reply.is !== 'built' || blob === undefined) {
      return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: 'combiner' });
    }
    return { datumTags: reply.datumTags, shares: reply.shares, blob };
  }

  /** Ends every process of this session, and with them every share. Safe to call twice. */
  end(): void {
    this.#currentWorker?.stop();
    this.#nextWorker?.stop();
    this.#combiner.stop();
  }

  async #ask(
    request: { do: 'check' } | { do: 'build'; claim: object },
    parts: readonly Buffer[] = [],
  ): Promise<Message> {
    await this.#untilLoaded();
    const positions = this.#accepted.flatMap((custodian) => custodian.positions);
    this.#combiner.send({ ...request, positions }, parts);
    return this.#combiner.receive(combineTimeLimitMs);
  }

  /** Positions that this turn may not give: those given before, and where one custodian is expected, all of the others. */
  #notFor(expected: ThumbprintS256 | undefined): number[] {
    const given = this.#accepted.flatMap(({ positions }) => positions);
    if (expected === undefined) return given;
    const others = this.domain.shares.flatMap(({ thumbprintS256 }, at) => (thumbprintS256 === expected ? [] : [at]));
    return [...new Set([...given, ...others])];
  }

  /** To the worker a share that is not expected is one that was taken. */
  #named(error: unknown): never {
    if (error instanceof Refusal && error.fault.code === 'CUSTODIAN_ALREADY_GIVEN') {
      const { custodian } = error.fault;
      if (this.#accepted.every(({ thumbprintS256 }) => thumbprintS256 !== custodian)) {
        refuse({ code: 'KEY_OF_OTHER_CUSTODIAN', custodian }, error);
      }
    }
    throw error;
  }

  #untilLoaded(): Promise<void> {
    this.#loaded ??= this.#combiner.receive(combineTimeLimitMs).then(({ head }) => {
      readReply('combiner', combinerReplySchema, head);
    });
    return this.#loaded;
  }

  /** One worker ahead: it starts while people look for the file or another worker computes, and holds nothing while it is idle. */
  #startNextWorker(): void {
    const expected = this.#options.custodians ?? Number.POSITIVE_INFINITY;
    const inUse = this.#currentWorker === undefined ? 0 : 1;
    if (this.#accepted.length + inUse < expected) this.#nextWorker = this.#combiner.startKeyWorker();
  }

  #takeWorker(): CustodyProcess {
    const worker = this.#nextWorker ?? this.#combiner.startKeyWorker();
    this.#currentWorker = worker;
    this.#nextWorker = undefined;
    this.#startNextWorker();
    return worker;
  }
}
