// The folder of one ceremony at this machine: plan, public identity, journal, the service's answers, and what came of the steps. All
// that is needed to go on after the program has ended lies in it, and nothing secret does.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { maxBundleBytes } from '../../core/transfer/envelope.ts';
import { makeFolder, readWholeFile, writeNewFile } from '../../ports/files.ts';

const names = { plan: 'plan.dsse.json', identity: 'identity.public.json', journal: 'journal.jsonl' } as const;

/** The journal of the ceremony that lies in a folder. */
export const journalIn = (path: string): string => join(path, names.journal);

/** What the steps leave behind; where a step leaves one more, the last counts and the earlier ones stay. */
export type KeptKind =
  | 'observation'
  | 'second-observation'
  | 'checks'
  | 'draft'
  | 'sent'
  | 'incoming'
  | 'restored-key'
  | 'verification'
  | 'inventory';

export class CeremonyFolder {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Opens a folder; it is made if it is not there. @throws the file faults */
  static async open(path: string): Promise<CeremonyFolder> {
    for (const name of ['answers', 'outgoing']) await makeFolder(join(path, name));
    return new CeremonyFolder(path);
  }

  /** The folder's own name, made harmless to look at. */
  get name(): string {
    return visibleText(basename(this.#path), 80);
  }

  get journalPath(): string {
    return journalIn(this.#path);
  }

  get answersPath(): string {
    return join(this.#path, 'answers');
  }

  /** Where bundles lie that this machine signed alone. */
  get outgoingPath(): string {
    return join(this.#path, 'outgoing');
  }

  /** Whether a ceremony was begun here. */
  async isBegun(): Promise<boolean> {
    return (await readdir(this.#path)).includes(names.journal);
  }

  /** Puts down what the ceremony is; a second time, only the same is accepted. @throws FILE_EXISTS and the file faults */
  async begin(plan: Buffer, publicIdentity: Buffer): Promise<void> {
    await this.#once(names.plan, plan);
    await this.#once(names.identity, publicIdentity);
  }

  /** The approved plan and the public identity. @throws the file faults */
  async basis(): Promise<{ readonly plan: Buffer; readonly identity: Buffer }> {
    const read = (name: string): Promise<Buffer> => readWholeFile(join(this.#path, name), maxBundleBytes);
    return { plan: await read(names.plan), identity: await read(names.identity) };
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

  async #once(name: string, bytes: Buffer): Promise<void> {
    const path = join(this.#path, name);
    const there = (await readdir(this.#path)).includes(name) ? await readWholeFile(path, maxBundleBytes) : undefined;
    if (there?.equals(bytes) !== true) await writeNewFile(path, bytes);
  }

  async #lastNumber(kind: KeptKind): Promise<number> {
    const pattern = new RegExp(`^${kind}[.]([1-9][0-9]{0,3})[.]json$`);
    const numbers = (await readdir(this.#path)).flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
    return Math.max(0, ...numbers);
  }

  #keptPath(kind: KeptKind, number: number): string {
    return join(this.#path, `${kind}.${number}.json`);
  }
}
