// A recovery under the journal of its ceremony: who gave a share and what was built are events, and what the order forbids is not done.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { thumbprintOf } from '#core/encoding/thumbprint.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import type { AssessedExchangeKey } from '#core/journal/records.ts';
import type { JournalFile } from '../journal/journal-file.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import type { AcceptedCustodian, CustodianTurn } from './custodian-turn.ts';
import { type BuiltBlob, RecoverySession, type SessionOptions } from './recovery-session.ts';
import { noteSharesGone } from '../journal/common-events.ts';

export interface CeremonyParts {
  readonly host: ProcessHost;
  /** The file that the journal says was loaded. */
  readonly securityDomain: Buffer;
  /** The offline machine's; it stays the caller's to close. */
  readonly journal: JournalFile;
  /** The key of the accepted bundle, as checked by the plan; in an emergency that of a file, as checked by the typed address. */
  readonly exchangeKey: AssessedExchangeKey;
}

/** A file is the security domain that the journal says was loaded. @throws PLAN_MISMATCH */
export function assertLoadedDomain({ securityDomain }: Pick<JournalState, 'securityDomain'>, file: Buffer): void {
  const found = sha256(file).toString('hex');
  const expected = securityDomain?.sha256 ?? 'none loaded';
  if (found !== expected) refuse({ code: 'PLAN_MISMATCH', what: 'security domain', expected, found });
}

/** Holds shares for one ceremony. `end` it, whatever happened: the shares go with it, and the journal says so. */
export class CeremonySession {
  readonly #session: RecoverySession;
  readonly #journal: JournalFile;
  readonly #exchangeKey: AssessedExchangeKey;

  /** @throws PLAN_MISMATCH if another security domain was loaded; the faults of parseSecurityDomain */
  constructor({ host, securityDomain, journal, exchangeKey }: CeremonyParts, options: SessionOptions = {}) {
    assertLoadedDomain(journal.state, securityDomain);
    this.#journal = journal;
    this.#exchangeKey = exchangeKey;
    this.#session = new RecoverySession(host, securityDomain, options);
  }

  /**
   * Lets one custodian give a share, and notes whose it is.
   * @param certificateSha256 whose turn it is, hex, where people say it: no other share is taken
   * @throws JOURNAL_OUT_OF_ORDER before the key is opened if nobody may give a share now; after it, if this custodian may not:
   *   then every share is gone. What `RecoverySession.addCustodian` throws, after the journal has its code; the session goes on
   *   without this custodian
   */
  async addCustodian(turn: CustodianTurn, certificateSha256?: string): Promise<AcceptedCustodian> {
    this.#journal.assertMayHappen([shareOf(certificateSha256 ?? this.#nextCertificate())]);
    const expected = certificateSha256 && thumbprintOf(certificateSha256);
    const accepted = await this.#open(turn, certificateSha256, expected);
    try {
      await this.#journal.append(shareOf(certificateSha256Of(accepted.thumbprintS256)));
    } catch (error) {
      // The combiner holds a share that no journal knows.
      await this.end('cancelled');
      throw error;
    }
    return accepted;
  }

  /** Opens a share. A key or passphrase that is refused is no failed check, because people may try again; the journal has it all the same. */
  async #open(
    turn: CustodianTurn,
    certificateSha256: string | undefined,
    expected: string | undefined,
  ): Promise<AcceptedCustodian> {
    try {
      return await this.#session.addCustodian(turn, expected);
    } catch (error) {
      // A turn that was stopped refused nothing; nor did one whose custodian turned back, or pulled the stick.
      if (error instanceof Refusal && !endedTurn.includes(error.fault.code)) {
        const { code: fault } = error.fault;
        await this.#journal.append({ kind: 'share-refused', certificateSha256: certificateSha256 ?? null, fault });
      }
      throw error;
    }
  }

  /** Stops the custodian who is at the keyboard; `addCustodian` then throws CUSTODY_STOPPED. */
  stopCustodian(): void {
    this.#session.stopCustodian();
  }

  /**
   * Notes that two people want the blob built, now that the quorum is there.
   * @throws JOURNAL_OUT_OF_ORDER
   */
  async approve(by: readonly string[]): Promise<void> {
    await this.#journal.append({
      kind: 'build-approved',
      certificateSha256: this.#exchangeKey.event.certificateSha256,
      by: [...by],
    });
  }

  /**
   * Builds the restore blob, if the order allows it: with gap, domain, verified key, read-back, quorum and approval. The shares are
   * gone afterwards, whatever happened.
   * @param keep makes the blob durable; only then does the journal say that it was built
   * @throws JOURNAL_OUT_OF_ORDER before anything is built; what `RecoverySession.buildBlob` throws
   */
  async buildBlob(keep: (blob: Buffer) => Promise<void>): Promise<BuiltBlob> {
    const { certificateSha256 } = this.#exchangeKey.event;
    await this.#journal.append({ kind: 'blob-intended', certificateSha256 });
    try {
      const built = await this.#session.buildBlob(this.#exchangeKey.input, thumbprintOf(certificateSha256));
      await keep(built.blob);
      const blobSha256 = sha256(built.blob).toString('hex');
      await this.#journal.append({ kind: 'blob-built', certificateSha256, blobSha256, blobBytes: built.blob.length });
      return built;
    } finally {
      await this.end('cancelled');
    }
  }

  /** Ends every process, and with them every share; notes it where shares were held. Safe to call twice. */
  async end(reason: EventOf<'shares-gone'>['reason']): Promise<void> {
    this.#session.end();
    await noteSharesGone(this.#journal, reason);
  }

  /** A custodian of the plan, or of the security domain, who has not come yet; whose key is on the stick, only the worker finds out. */
  #nextCertificate(): string {
    const { plan, securityDomain, shares } = this.#journal.state;
    const certificates = plan?.custodianCertificates ?? securityDomain?.certificates ?? [];
    return certificates.find((each) => !shares.includes(each)) ?? '0'.repeat(64);
  }
}

const endedTurn: readonly string[] = ['CUSTODY_STOPPED', 'PASSPHRASE_CANCELLED', 'VOLUME_GONE'];

const shareOf = (certificateSha256: string): EventOf<'share-accepted'> => ({
  kind: 'share-accepted',
  certificateSha256,
});
