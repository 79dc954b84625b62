// What is open at this machine, with a plan or without one: its journal, and what the steps have left in its folder.
import { z } from 'zod';
import { type VerificationView, verificationView } from '#shared/contract/online/verification-view.ts';
import type { ExchangeKeyCheck } from '#shared/exchange-key/verdict.ts';
import type { InventoryDifference } from '#shared/inventory/inventory.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { type JsonValue, parseStrictJson } from '#core/encoding/json.ts';
import { compareInventories } from '#core/inventory/compare.ts';
import { maxInventoryBytes, parseInventory } from '#core/inventory/inventory-file.ts';
import { readObservation } from '#core/transfer/contents.ts';
import type { Observation } from '#core/transfer/payload.ts';
import type { AnswerFolder } from '../recovery/answer-folder.ts';
import type { RecoveryTarget } from '../recovery/step-context.ts';
import { StepJournal } from '../recovery/step-journal.ts';
import type { CeremonyFolder } from './ceremony-folder.ts';

const maxObservationBytes = 512 << 10;

/** A view that an earlier version of the program kept compared keys and roles alone, and all that differed stopped. */
const keptView = z.preprocess(
  (kept) =>
    typeof kept === 'object' && kept !== null && 'phase' in kept && kept.phase === 'compared'
      ? { byHandCount: 0, notCompared: [], ...kept }
      : kept,
  verificationView,
);

/** What opening a journal needs of the machine. */
export interface Machine {
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly app: AppVersion;
  /** A fresh number that this machine gives out: 16 random bytes in hex. */
  readonly challenge: () => string;
  /** Hears of each event of the journal. */
  readonly onEvent: (event: JournalEvent) => void;
}

export interface KeptParts {
  readonly folder: CeremonyFolder;
  readonly journal: StepJournal;
  readonly answers: AnswerFolder;
  /** Whether it was begun in an earlier run of the program. */
  readonly resumed: boolean;
}

export abstract class WorkSession {
  readonly folder: CeremonyFolder;
  readonly journal: StepJournal;
  readonly answers: AnswerFolder;
  readonly resumed: boolean;
  own: Observation | undefined;
  checks: readonly ExchangeKeyCheck[] = [];
  verification: VerificationView = { phase: 'none' };
  #differences: readonly InventoryDifference[] | undefined;

  protected constructor({ folder, journal, answers, resumed }: KeptParts) {
    this.folder = folder;
    this.journal = journal;
    this.answers = answers;
    this.resumed = resumed;
  }

  /** Its id, which is in its journal and on its papers. */
  abstract get id(): string;
  abstract get particulars(): RecoveryTarget;

  async keepObservation(observation: Observation, checks: readonly ExchangeKeyCheck[]): Promise<void> {
    // Their faults are plain data, which the type of a union cannot say.
    await this.folder.keep('checks', encodeCanonicalJson(checks as unknown as JsonValue));
    await this.folder.keep('observation', encodeCanonicalJson(observation));
    this.own = observation;
    this.checks = checks;
  }

  async keepVerification(view: VerificationView, differences: readonly InventoryDifference[] = []): Promise<void> {
    await this.folder.keep('verification', encodeCanonicalJson(view));
    this.verification = view;
    this.#differences = differences;
  }

  /**
   * Every difference that the last verification found. After a resume they are found again in the two inventories that were kept.
   * @throws the file faults
   */
  async differences(): Promise<readonly InventoryDifference[]> {
    this.#differences ??= await this.#differencesOfFiles();
    return this.#differences;
  }

  async #differencesOfFiles(): Promise<readonly InventoryDifference[]> {
    if (this.verification.phase !== 'compared') return [];
    const [expected, recovered] = [
      await this.folder.last('expected-inventory', maxInventoryBytes),
      await this.folder.last('inventory', maxInventoryBytes),
    ];
    // A ceremony of an earlier version kept the first differences alone.
    if (!expected || !recovered) return this.verification.differences;
    return compareInventories(parseInventory(expected), parseInventory(recovered)).differences;
  }

  protected async readWhatIsThere(): Promise<void> {
    this.own = await this.observationIn('observation');
    const checks = await this.folder.last('checks', maxObservationBytes);
    // Our own file: what it says decides nothing, it is shown.
    if (checks) {
      const json = parseStrictJson(checks, { maxBytes: maxObservationBytes });
      this.checks = z.array(z.custom<ExchangeKeyCheck>()).parse(json);
    }
    const verification = await this.folder.last('verification', maxInventoryBytes);
    if (verification) {
      this.verification = keptView.parse(parseStrictJson(verification, { maxBytes: maxInventoryBytes }));
    }
  }

  protected async observationIn(kind: 'observation' | 'second-observation'): Promise<Observation | undefined> {
    const bytes = await this.folder.last(kind, maxObservationBytes);
    return bytes && readObservation(bytes);
  }
}

/** Opens the journal of a folder. @throws what `StepJournal.open` throws */
export async function openJournal(
  folder: CeremonyFolder,
  { now, onEvent }: Pick<Machine, 'now' | 'onEvent'>,
): Promise<Omit<KeptParts, 'answers'>> {
  const resumed = await folder.isBegun();
  return { folder, journal: await StepJournal.open(folder.journalPath, now, onEvent), resumed };
}

/** How the name of an inventory begins that leaves the ceremony's folder: of which ceremony, and of which HSM. */
export const inventoryPrefix = ({ id }: Pick<WorkSession, 'id'>, of: 'target' | 'source'): string =>
  `inventory-${id}-${of}-`;
