// One offline recovery or drill: custodians one at a time, then check or build. What the command line and the app share. Where a journal is
// open, who gave a share and what was built are events of it, and what its order forbids is not done.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { ThumbprintS256 } from '#shared/faults/security-domain.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import type { EventOf } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { thumbprintOf } from '#core/encoding/thumbprint.ts';
import type { ExchangeKeyInput } from '#core/exchange-key/claim.ts';
import { readExchangeCertificate } from '#core/exchange-key/exchange-key-file.ts';
import type { AssessedExchangeKey } from '#core/journal/records.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain, type SecurityDomain } from '#core/security-domain/security-domain.ts';
import { noteSharesGone } from '../journal/common-events.ts';
import type { JournalWriter } from '../journal/journal-file.ts';
import { combinerReplySchema } from '#secrets/messages.ts';
import type { TokenModule } from '#platform/token-modules.ts';
import type { CombinerProcess, ProcessHost, WorkerProcess } from '#secrets/host/process-host.ts';
import { type AcceptedCustodian, type CustodianTurn, type OpenedShare, takeTurn } from './custodian-turn.ts';
import { WorkerRequest, newNonce } from './replies.ts';

const combineTimeLimitMs = 60_000;
/** A share is on its line before the worker tells the host of it: a combiner that waits longer waits for nothing. */
export const takeTimeLimitMs = 10_000;
/** More idle workers would only wait for each other: the machines of custodians have few cores. */
const mostAhead = 3;

export interface CheckedQuorum {
  readonly datumTags: readonly string[];
  /** How many shares were combined and agreed. */
  readonly shares: number;
}

export interface BuiltBlob extends CheckedQuorum {
  readonly blob: Buffer;
}

export interface SessionOptions {
  /** It stays the caller's to close. Its security domain must be that of the session. */
  readonly journal?: Pick<JournalWriter, 'state' | 'append' | 'assertMayHappen'> | undefined;
  /** How many custodians will come, where that is known: no more workers are started than that. */
  readonly custodians?: number;
}

/** A file is the security domain that the journal says was loaded. @throws PLAN_MISMATCH */
export function assertLoadedDomain({ securityDomain }: Pick<JournalState, 'securityDomain'>, file: Buffer): void {
  const found = sha256(file).toString('hex');
  const expected = securityDomain?.sha256 ?? 'none loaded';
  if (found !== expected) refuse({ code: 'PLAN_MISMATCH', what: 'security domain', expected, found });
}

/** Holds a combiner for as long as shares are needed. `end` it, whatever happened: the shares go with it, and the journal says so. */
export class RecoverySession {
  readonly domain: SecurityDomain;
  readonly #combiner: CombinerProcess;
  readonly #accepted: AcceptedCustodian[] = [];
  /** Of the custodians who came: nobody may have made the exchange key from a key that opens a share. */
  readonly #moduliHex: string[] = [];
  readonly #options: SessionOptions;
  /** Certificate of the exchange key that was accepted when the first share was given: custodians gave for no other. SHA-256, hex. */
  #givenFor: string | undefined;
  readonly #load: WorkerRequest<typeof combinerReplySchema>;
  #loaded: Promise<void> | undefined;
  /** Started, and idle until a custodian comes; the first is next. */
  readonly #waitingWorkers: WorkerProcess[] = [];
  #currentWorker: WorkerProcess | undefined;
  /** Why the shares are gone, where taking one went wrong. */
  #lost: Error | undefined;

  /** @throws PLAN_MISMATCH, the faults of parseSecurityDomain, before any process is started */
  constructor(host: ProcessHost, securityDomain: Buffer, options: SessionOptions = {}) {
    if (options.journal) assertLoadedDomain(options.journal.state, securityDomain);
    this.domain = parseSecurityDomain(securityDomain);
    this.#options = options;
    this.#combiner = host.startCombiner();
    this.#load = new WorkerRequest(this.#combiner, combinerReplySchema, { do: 'load' }, [Buffer.from(securityDomain)]);
    this.#startWorkersAhead();
  }

  /** Custodians whose share is held, in the order in which they came. */
  get accepted(): readonly AcceptedCustodian[] {
    return this.#accepted;
  }

  /**
   * Lets one custodian give a share, and notes whose it is. Whatever happens, the worker and the key in it are gone afterwards.
   * @param certificateSha256 whose turn it is, hex, where people say it: no other share is taken
   * @throws JOURNAL_OUT_OF_ORDER before the key is opened if nobody may give a share now; after it, if this custodian may not: then every
   *   share is gone. The faults of the key file, the passphrase and the worker, KEY_OF_OTHER_CUSTODIAN, after the journal has their code;
   *   the session goes on without this custodian. SHARE_LINE_VIOLATED where the worker sent anything but its share: every share is gone
   */
  async addCustodian(turn: CustodianTurn, certificateSha256?: string): Promise<AcceptedCustodian> {
    const { journal } = this.#options;
    journal?.assertMayHappen([shareOf(certificateSha256 ?? nextCertificate(journal.state))]);
    const givenFor = journal?.state.exchangeKey?.certificateSha256;
    const { accepted, modulusHex } = await this.#open(turn, certificateSha256);
    this.#givenFor ??= givenFor;
    this.#accepted.push(accepted);
    this.#moduliHex.push(modulusHex);
    try {
      await journal?.append(shareOf(certificateSha256Of(accepted.thumbprintS256)));
    } catch (error) {
      // The combiner holds a share that no journal knows.
      await this.end();
      throw error;
    }
    return accepted;
  }

  async #open(turn: CustodianTurn, certificateSha256: string | undefined): Promise<OpenedShare> {
    await this.#untilLoaded();
    const worker = this.#takeWorker(turn.token?.module);
    const nonce = newNonce();
    const taken = this.#notFor(certificateSha256 && thumbprintOf(certificateSha256));
    const { journal } = this.#options;
    try {
      const opened = await takeTurn(worker, this.domain, turn, { taken, turn: nonce });
      // The worker has no more to do with this turn: what it may still send belongs to none.
      worker.stop();
      await this.#takeShares(nonce, opened.accepted.positions);
      return opened;
    } catch (error) {
      const named = this.#named(error);
      if (journal) await noteRefusal(journal, named, certificateSha256 ?? null);
      throw named;
    } finally {
      worker.stop();
      this.#currentWorker = undefined;
    }
  }

  /** A combiner that did not get what was announced, or got something else, is ended: nothing in it is certain any more. */
  async #takeShares(turn: string, positions: readonly number[]): Promise<void> {
    try {
      await this.#ask({ do: 'take-shares', turn, positions }).reply(['taken'], takeTimeLimitMs);
    } catch (error) {
      this.#lost = error instanceof Error ? error : undefined;
      this.#stop();
      throw error;
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
    await this.#untilLoaded();
    const asked = this.#ask({ do: 'check', positions: this.#positions() });
    const { head } = await asked.reply(['checked'], combineTimeLimitMs);
    return { datumTags: head.datumTags, shares: head.shares };
  }

  /** As `checkQuorum`, at the end of a drill. It drops the shares first, then writes the event. */
  async proveQuorum(): Promise<CheckedQuorum> {
    const checked = await this.checkQuorum();
    this.#stop();
    await this.#options.journal?.append({ kind: 'quorum-reconstructed', shares: this.#accepted.length });
    await this.end('drill-ended');
    return checked;
  }

  /**
   * Builds the restore blob. The combiner checks the exchange key again, and alone with the keys of those who came. Here its certificate is
   * only read: what comes back is compared with what was asked for before anybody may keep it.
   * @param input of a key that was accepted; one that the combiner refuses for anything but the keys of those who came ends the combiner
   * @param named the key that a journal names, if there is one: no other is built for
   * @throws the faults of checkQuorum and readExchangeCertificate; EXCHANGE_KEY_IS_CUSTODIANS; RESTORE_BLOB_FOR_OTHER_KEY, RESTORE_BLOB_OTHER_DATA
   */
  async buildBlob({ fileBytes, ...input }: ExchangeKeyInput, named?: ThumbprintS256): Promise<BuiltBlob> {
    const custodianModuliHex = [...(input.custodianModuliHex ?? []), ...this.#moduliHex];
    const claim = { ...input, custodianModuliHex };
    const { thumbprintS256 } = readExchangeCertificate(fileBytes);
    if (named !== undefined) assertSameKey(named, thumbprintS256);
    await this.#untilLoaded();
    const positions = this.#positions();
    const asked = this.#ask({ do: 'build', claim, positions }, [Buffer.from(fileBytes)]);
    const { head, parts } = await asked.reply(['built'], combineTimeLimitMs);
    const [blob] = parts;
    if (blob === undefined) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: 'combiner' });
    this.#assertAsked(blob, thumbprintS256);
    return { datumTags: head.datumTags, shares: head.shares, blob };
  }

  /**
   * Builds the restore blob for the key of the journal, if its order allows it: with gap, domain, verified key, read-back, quorum, and the
   * approval of two people. From the intent on the shares are gone afterwards, whatever happened.
   * @param by names of the two people who approve it, now that the quorum is there
   * @param keep makes the blob durable; only then does the journal say that it was built
   * @throws SHARES_FOR_OTHER_KEY, JOURNAL_OUT_OF_ORDER before anything is built; what `buildBlob` throws
   */
  async buildApproved(
    { input, event: { certificateSha256 } }: AssessedExchangeKey,
    by: readonly string[],
    keep: (blob: Buffer) => Promise<void>,
  ): Promise<BuiltBlob> {
    const { journal } = this.#options;
    this.#assertGivenFor(certificateSha256);
    await journal?.append({ kind: 'build-approved', certificateSha256, by: [...by] });
    await journal?.append({ kind: 'blob-intended', certificateSha256 });
    try {
      const built = await this.buildBlob(input, thumbprintOf(certificateSha256));
      await keep(built.blob);
      const blobSha256 = sha256(built.blob).toString('hex');
      await journal?.append({ kind: 'blob-built', certificateSha256, blobSha256, blobBytes: built.blob.length });
      return built;
    } finally {
      await this.end();
    }
  }

  /** @throws SHARES_FOR_OTHER_KEY */
  #assertGivenFor(certificateSha256: string): void {
    const given = this.#givenFor ?? certificateSha256;
    if (given === certificateSha256) return;
    refuse({ code: 'SHARES_FOR_OTHER_KEY', expected: thumbprintOf(given), found: thumbprintOf(certificateSha256) });
  }

  /** Whether the blob is for the key that was asked for, with the data of this security domain in their order. */
  #assertAsked(blob: Buffer, expected: ThumbprintS256): void {
    const { exchangeThumbprintS256, data } = parseRestoreBlob(blob);
    assertSameKey(expected, exchangeThumbprintS256);
    const tagsOf = (tagged: readonly { datumTag: string }[]): string =>
      JSON.stringify(tagged.map(({ datumTag }) => datumTag));
    if (tagsOf(data) !== tagsOf(this.domain.data)) refuse({ code: 'RESTORE_BLOB_OTHER_DATA' });
  }

  /** Ends every process at once, and with them every share; then notes it where shares were held. Safe to call twice. */
  async end(reason: EventOf<'shares-gone'>['reason'] = 'cancelled'): Promise<void> {
    this.#stop();
    if (this.#options.journal) await noteSharesGone(this.#options.journal, reason);
  }

  #stop(): void {
    this.#currentWorker?.stop();
    for (const worker of this.#waitingWorkers) worker.stop();
    this.#combiner.stop();
  }

  #ask(
    request: {
      readonly do: 'take-shares' | 'check' | 'build';
      readonly positions: readonly number[];
      [other: string]: unknown;
    },
    parts: readonly Buffer[] = [],
  ): WorkerRequest<typeof combinerReplySchema> {
    return new WorkerRequest(this.#combiner, combinerReplySchema, request, parts);
  }

  #positions(): number[] {
    return this.#accepted.flatMap(({ positions }) => positions);
  }

  /** Positions that this turn may not give: those given before, and where one custodian is expected, all of the others. */
  #notFor(expected: ThumbprintS256 | undefined): number[] {
    const given = this.#positions();
    if (expected === undefined) return given;
    const others = this.domain.shares.flatMap(({ thumbprintS256 }, at) => (thumbprintS256 === expected ? [] : [at]));
    return [...new Set([...given, ...others])];
  }

  /** To the worker a share that is not expected is one that was taken. */
  #named(error: unknown): unknown {
    if (!(error instanceof Refusal) || error.fault.code !== 'CUSTODIAN_ALREADY_GIVEN') return error;
    const { custodian } = error.fault;
    const hasGiven = this.#accepted.some(({ thumbprintS256 }) => thumbprintS256 === custodian);
    return hasGiven ? error : new Refusal({ code: 'KEY_OF_OTHER_CUSTODIAN', custodian }, error);
  }

  async #untilLoaded(): Promise<void> {
    if (this.#lost !== undefined) throw this.#lost;
    this.#loaded ??= this.#load.reply(['loaded'], combineTimeLimitMs).then(() => undefined);
    await this.#loaded;
  }

  /**
   * Workers start ahead, while people look for a file or another worker computes, and hold nothing while they are idle: one where custodians
   * come one by one, more where it is known how many come at once.
   */
  #startWorkersAhead(): void {
    const { custodians } = this.#options;
    const inUse = this.#currentWorker === undefined ? 0 : 1;
    const wanted = custodians === undefined ? 1 : Math.min(custodians - this.#accepted.length - inUse, mostAhead);
    while (this.#waitingWorkers.length < wanted) this.#waitingWorkers.push(this.#combiner.startKeyWorker());
  }

  /** @param module of a token, whose worker runs nothing else: no such worker waits */
  #takeWorker(module: TokenModule | undefined): WorkerProcess {
    const waiting = module === undefined ? this.#waitingWorkers.shift() : undefined;
    const worker = waiting ?? this.#combiner.startKeyWorker(module);
    this.#currentWorker = worker;
    this.#startWorkersAhead();
    return worker;
  }
}

function assertSameKey(expected: ThumbprintS256, found: ThumbprintS256): void {
  if (found !== expected) refuse({ code: 'RESTORE_BLOB_FOR_OTHER_KEY', expected, found });
}

/** A key or passphrase that is refused is no failed check, because people may try again; the journal has it all the same. */
export async function noteRefusal(
  journal: Pick<JournalWriter, 'append'>,
  error: unknown,
  certificateSha256: string | null,
): Promise<void> {
  // A turn that was stopped refused nothing; nor did one whose custodian turned back, or pulled the stick.
  if (!(error instanceof Refusal) || endedTurn.includes(error.fault.code)) return;
  await journal.append({ kind: 'share-refused', certificateSha256, fault: error.fault.code });
}

const endedTurn: readonly string[] = ['CUSTODY_STOPPED', 'PASSPHRASE_CANCELLED', 'VOLUME_GONE'];

const shareOf = (certificateSha256: string): EventOf<'share-accepted'> => ({
  kind: 'share-accepted',
  certificateSha256,
});

/** A custodian of the plan, or of the security domain, who has not come yet; whose key is on the stick, only the worker finds out. */
function nextCertificate({ plan, securityDomain, shares }: JournalState): string {
  const certificates = plan?.custodianCertificates ?? securityDomain?.certificates ?? [];
  return certificates.find((each) => !shares.includes(each)) ?? '0'.repeat(64);
}
