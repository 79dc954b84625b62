// Keeps the practice HSMs of one cloud: each is a file, loaded once, changed by one request at a time, saved before the answer.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { HsmState } from './hsm-state.ts';
import { readIfThere, replaceFile } from './state-files.ts';

/** One running practice HSM. */
export class PracticeHsm {
  readonly state: HsmState;
  readonly #file: string;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string, state: HsmState) {
    this.#file = file;
    this.state = state;
  }

  /** Runs `work` when nothing else runs on this HSM. */
  exclusively<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    // The next request waits for this one whether it succeeds or not; its failure belongs to its own caller.
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async save(): Promise<void> {
    await replaceFile(this.#file, JSON.stringify(this.state));
  }
}

export class HsmStore {
  readonly #directory: string;
  readonly #hsms = new Map<string, PracticeHsm>();

  private constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Opens the store and loads every HSM in it.
   * @throws PRACTICE_STATE_DAMAGED
   */
  static async open(directory: string): Promise<HsmStore> {
    const store = new HsmStore(directory);
    for (const file of await filesOf(directory)) {
      // What a kill has left half written was never answered for.
      if (file.endsWith('.tmp')) await rm(join(directory, file));
      const bytes = file.endsWith('.json') ? await readIfThere(join(directory, file)) : undefined;
      if (bytes) store.#load(readState(file, bytes));
    }
    return store;
  }

  #load(state: HsmState): PracticeHsm {
    const hsm = new PracticeHsm(this.#fileOf(state.name), state);
    this.#hsms.set(state.hostName, hsm);
    return hsm;
  }

  #fileOf(name: string): string {
    return join(this.#directory, `${name.toLowerCase()}.json`);
  }

  byHost(hostName: string): PracticeHsm | undefined {
    return this.#hsms.get(hostName.toLowerCase());
  }

  /** Soft-deleted ones, too: they keep their names. */
  byName(name: string): PracticeHsm | undefined {
    return this.all().find(({ state }) => state.name.toLowerCase() === name.toLowerCase());
  }

  all(): PracticeHsm[] {
    return [...this.#hsms.values()];
  }

  async add(state: HsmState): Promise<PracticeHsm> {
    const hsm = this.#load(state);
    await hsm.save();
    return hsm;
  }

  async remove(hsm: PracticeHsm): Promise<void> {
    await hsm.exclusively(() => this.removeNow(hsm));
  }

  /** For a caller that has the HSM to itself already. */
  async removeNow(hsm: PracticeHsm): Promise<void> {
    this.#hsms.delete(hsm.state.hostName);
    await rm(this.#fileOf(hsm.state.name));
  }
}

function readState(file: string, bytes: Buffer): HsmState {
  try {
    return HsmState.parse(parseStrictJson(bytes, { maxBytes: 256 * 1024 * 1024 }));
  } catch (cause) {
    return refuse({ code: 'PRACTICE_STATE_DAMAGED', file: visibleText(file) }, cause);
  }
}

async function filesOf(directory: string): Promise<string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
