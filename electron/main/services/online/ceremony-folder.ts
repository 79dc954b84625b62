// The folder of one ceremony at this machine: plan, public identity, journal, the service's answers, and what came of the steps. All
// that is needed to go on after the program has ended is in it, and nothing secret does.
import { readdir } from 'node:fs/promises';
import { basename, join, posix } from 'node:path';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { emergencyFolder } from '../journal/emergency-folder.ts';
import { makeFolder, readWholeFile, writeNewFile } from '#platform/files.ts';

const names = {
  plan: 'plan.dsse.json',
  identity: 'identity.public.json',
  journal: 'journal.jsonl',
  /** What people typed of an emergency, in the place of a plan. */
  emergency: 'emergency.json',
} as const;

/** The journals that may be in a folder: of a ceremony with a plan, and of an emergency. */
export const journalsIn = (path: string): readonly [string, string] => [
  join(path, names.journal),
  emergencyFolder(path).journal,
];

/** What the steps leave behind; where a step leaves one more, the last counts and the earlier ones stay. */
export type KeptKind =
  /** What people typed of an emergency, corrected. */
  | 'emergency'
  | 'observation'
  | 'second-observation'
  | 'checks'
  | 'draft'
  | 'sent'
  | 'incoming'
  | 'restored-key'
  /** The restore blob of an emergency, as it was read from a stick. */
  | 'blob'
  | 'verification'
  /** What the HSM's maker says of the test key. */
  | 'attestations'
  | 'expected-inventory'
  /** The map of consumers that is worked off. */
  | 'consumers'
  | 'inventory';

export class CeremonyFolder {
  /** Of this machine: never shown. */
  readonly path: string;
  readonly journalPath: string;

  private constructor(path: string, isEmergency: boolean) {
    this.path = path;
    this.journalPath = journalsIn(path)[isEmergency ? 1 : 0];
  }

  /** Opens a folder; it is made if it is not there. @throws the file faults */
  static async open(path: string): Promise<CeremonyFolder> {
    for (const name of ['answers', 'outgoing']) await makeFolder(join(path, name));
    return new CeremonyFolder(path, false);
  }

  /** Opens the folder of an emergency; it is made if it is not there. @throws the file faults */
  static async openEmergency(path: string): Promise<CeremonyFolder> {
    await makeFolder(join(path, 'answers'));
    return new CeremonyFolder(path, true);
  }

  /** Whether an emergency was begun in a folder. */
  static async isEmergency(path: string): Promise<boolean> {
    const names: readonly string[] = await readdir(path).catch(() => []);
    return names.includes(basename(journalsIn(path)[1]));
  }

  /** The folder's own name, made harmless to look at. */
  get name(): string {
    return visibleText(basename(this.path), 80);
  }

  get answersPath(): string {
    return join(this.path, 'answers');
  }

  /** Where bundles lie that this machine signed alone. */
  get outgoingPath(): string {
    return join(this.path, 'outgoing');
  }

  /** Where an inventory of an HSM goes on that was interrupted. */
  partialPath(of: 'target' | 'source'): string {
    return join(this.path, `inventory-${of}.partial`);
  }

  /** Whether a ceremony was begun here. */
  async isBegun(): Promise<boolean> {
    return (await readdir(this.path)).includes(basename(this.journalPath));
  }

  /** Puts down what the ceremony is; a second time, only the same is accepted. @throws FILE_EXISTS and the file faults */
  async begin(plan: Buffer, publicIdentity: Buffer): Promise<void> {
    await this.#once(names.plan, plan);
    await this.#once(names.identity, publicIdentity);
  }

  /** The approved plan and the public identity. @throws the file faults */
  async basis(): Promise<{ readonly plan: Buffer; readonly identity: Buffer }> {
    const read = (name: string): Promise<Buffer> => readWholeFile(join(this.path, name), maxBundleBytes);
    return { plan: await read(names.plan), identity: await read(names.identity) };
  }

  /** Puts down what people typed of an emergency. @throws FILE_EXISTS and the file faults */
  async beginEmergency(typed: Buffer): Promise<void> {
    await writeNewFile(join(this.path, names.emergency), typed);
  }

  /** What they typed, last. @throws the file faults */
  async emergency(maxBytes: number): Promise<Buffer> {
    return (await this.last('emergency', maxBytes)) ?? readWholeFile(join(this.path, names.emergency), maxBytes);
  }

  /** Keeps one more thing of a kind. @returns the name of its file @throws the file faults */
  async keep(kind: KeptKind, bytes: Buffer): Promise<string> {
    const path = this.#keptPath(kind, (await this.#lastNumber(kind)) + 1);
    await writeNewFile(path, bytes);
    return basename(path);
  }

  /** The last thing of a kind; undefined if there is none. @throws the file faults; FILE_TOO_LARGE */
  async last(kind: KeptKind, maxBytes: number): Promise<Buffer | undefined> {
    const number = await this.#lastNumber(kind);
    return number === 0 ? undefined : readWholeFile(this.#keptPath(kind, number), maxBytes);
  }

  /**
   * What an emergency leaves as evidence, by its path in a package: journal, answers, what people typed, blobs and inventories.
   * @param id of the emergency
   * @throws the file faults
   */
  async evidence(id: string): Promise<ReadonlyMap<string, Buffer>> {
    const lists = /^(?:blob|inventory|expected-inventory)[.][0-9]+[.]json$/u;
    const kept = (await readdir(this.path)).filter((name) => lists.test(name)).map((name) => [name, `lists/${name}`]);
    const answers = (await readdir(this.answersPath)).map((name) => [join('answers', name), `service/${name}`]);
    const files = new Map<string, Buffer>();
    const journal = [basename(this.journalPath), `journals/online-${id}.jsonl`];
    for (const [name = '', path = ''] of [journal, ...kept, ...answers]) {
      files.set(path, await readWholeFile(join(this.path, name), maxJournalBytes));
    }
    // What was typed before and changed is nobody's word any more.
    return files.set(`lists/${names.emergency}`, await this.emergency(maxJournalBytes));
  }

  /** All that a ceremony leaves at this machine, by its path in this folder. @throws the file faults */
  async records(): Promise<ReadonlyMap<string, Buffer>> {
    const files = new Map<string, Buffer>();
    for (const below of ['', 'answers', 'outgoing']) {
      const entries = await readdir(join(this.path, below), { withFileTypes: true });
      for (const entry of entries.filter((each) => each.isFile() && /[.]jsonl?$/u.test(each.name))) {
        const path = posix.join(below, entry.name);
        files.set(path, await readWholeFile(join(this.path, path), maxJournalBytes));
      }
    }
    return files;
  }

  async #once(name: string, bytes: Buffer): Promise<void> {
    const path = join(this.path, name);
    const there = (await readdir(this.path)).includes(name) ? await readWholeFile(path, maxBundleBytes) : undefined;
    if (there?.equals(bytes) !== true) await writeNewFile(path, bytes);
  }

  async #lastNumber(kind: KeptKind): Promise<number> {
    const pattern = new RegExp(`^${kind}[.]([1-9][0-9]{0,3})[.]json$`);
    const numbers = (await readdir(this.path)).flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
    return Math.max(0, ...numbers);
  }

  #keptPath(kind: KeptKind, number: number): string {
    return join(this.path, `${kind}.${number}.json`);
  }
}
