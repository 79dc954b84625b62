// The room of a rehearsal: folders that stand for sticks and machines on one laptop, made like a drill's, with a second stick for each
// custodian, and a folder for what the trainer does.
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AppSide } from '#shared/contract/tools/papers.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { RehearsalFault } from '#shared/rehearsal/faults.ts';
import type { Injection, RehearsalFile } from '#shared/rehearsal/files.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import {
  encodeRehearsalFile,
  maxRehearsalBytes,
  parseInjection,
  parseRehearsal,
} from '#core/rehearsal/rehearsal-files.ts';
import { readWholeFile, translated, writeNewFile } from '#platform/files.ts';
import { type DrillFolder, drillFolder, journaling, custodianNames } from '../folder.ts';

const rehearsalFile = 'PRACTICE-rehearsal.json';
const clockFile = 'PRACTICE-clock-on-the-wall.txt';
const journalFile = 'journal.jsonl';

export class RehearsalWorkspace {
  readonly folder: DrillFolder;

  constructor(directory: string) {
    this.folder = drillFolder(directory);
  }

  /** How many seconds the clock on the wall of this room is ahead; the file is there only while it is wrong. */
  get clockPath(): string {
    return join(this.folder.root, clockFile);
  }

  /** The stick with a custodian's first key. */
  stick(custodian: number): string {
    return join(this.folder.sticks, `custodian-${custodian}`);
  }

  /** Makes the second stick of each custodian, without the passphrase. @throws the file faults */
  async makeSecondSticks(count: number): Promise<void> {
    for (const name of custodianNames(count)) {
      const second = join(this.folder.sticks, `${name}-second`);
      await mkdir(second);
      for (const file of [`${name}.key`, `${name}.cer`]) {
        await copyFile(join(this.folder.sticks, name, file), join(second, file));
      }
    }
  }

  /** Puts the plan beside the offline machine's identity: the folder is that machine's stick. @throws the file faults */
  async layOut(): Promise<void> {
    const { plan, machine } = this.folder;
    await copyFile(plan, join(machine.offline, 'plan.dsse.json'));
  }

  /** Where an app of one side keeps the ceremonies that are held in this room. */
  ceremonies(side: AppSide): string {
    return join(this.folder.root, 'machines', side);
  }

  /** The journals of both sides as far as they have been begun: those of the apps, and those of the command line. @throws the file faults */
  async journals(): Promise<readonly Buffer[]> {
    const { folder } = this;
    const ofApps = await Promise.all(
      (['offline', 'online'] as const).map(async (side) => {
        const root = this.ceremonies(side);
        return (await namesIn(root)).map((name) => join(root, name));
      }),
    );
    const places = [...journaling.map((role) => folder.machine[role]), ...ofApps.flat()];
    const found = await Promise.all(
      places.map(async (place) =>
        (await namesIn(place)).includes(journalFile)
          ? readWholeFile(join(place, journalFile), maxJournalBytes)
          : undefined,
      ),
    );
    return found.filter((bytes) => bytes !== undefined);
  }

  /** The name of the last bundle with an exchange key on the stick to the offline machine; undefined while there is none. */
  async exchangeBundle(): Promise<string | undefined> {
    const names = await namesIn(this.folder.usbIn);
    return names
      .filter((name) => name.endsWith('-exchange-key.bundle.json'))
      .sort()
      .at(-1);
  }

  /** What the trainer has done, and what was taken off sticks meanwhile. */
  get trainer(): TrainerFolder {
    return new TrainerFolder(join(this.folder.root, 'trainer'));
  }

  get #filePath(): string {
    return join(this.folder.root, rehearsalFile);
  }

  /** Makes the folder a rehearsal. @throws FILE_EXISTS, the file faults */
  async begin(file: RehearsalFile): Promise<void> {
    await translated(visibleText(this.trainer.directory), () => mkdir(this.trainer.directory));
    await writeNewFile(this.#filePath, encodeRehearsalFile(file));
  }

  /** @throws REHEARSAL_FILE_INVALID and the file faults */
  async file(): Promise<RehearsalFile> {
    return parseRehearsal(await readWholeFile(this.#filePath, maxRehearsalBytes));
  }

  /** How far the clock on the wall is ahead of the machine's, in seconds. @throws the file faults */
  async wallClockAheadSeconds(): Promise<number> {
    const names = await namesIn(this.folder.root);
    return names.includes(clockFile)
      ? Math.trunc(Number((await readWholeFile(this.clockPath, 32)).toString('utf8'))) || 0
      : 0;
  }
}

/** What was done of the chosen scenarios, and what was taken off sticks meanwhile. */
export class TrainerFolder {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** What is taken off a stick is kept here, to be put back. */
  setAside(fault: RehearsalFault): string {
    return join(this.directory, 'PRACTICE-set-aside', fault);
  }

  /** Notes what has been done. @throws the file faults */
  note(injection: Injection): Promise<void> {
    return writeNewFile(this.#notePath(injection.action, injection.fault), encodeRehearsalFile(injection));
  }

  /** Notes what is going to be injected, so that it can be undone whatever comes in between. @throws the file faults */
  noteBegun(injection: Injection): Promise<void> {
    return writeNewFile(this.#notePath('begun', injection.fault), encodeRehearsalFile(injection));
  }

  /** It is done, or undone. @throws the file faults */
  async forgetBegun({ fault }: Injection): Promise<void> {
    const path = this.#notePath('begun', fault);
    await translated(visibleText(path), () => rm(path, { force: true }));
  }

  #notePath(action: Injection['action'] | 'begun', fault: RehearsalFault): string {
    return join(this.directory, `PRACTICE-${action}-${fault}.json`);
  }

  /** What was injected and put right so far. @throws REHEARSAL_FILE_INVALID and the file faults */
  injections(): Promise<readonly Injection[]> {
    return this.#notes(/^PRACTICE-(?:injected|put-right)-[a-z-]+\.json$/);
  }

  /** What was begun and, because the program ended, not finished. @throws REHEARSAL_FILE_INVALID and the file faults */
  async begun(): Promise<readonly Injection[]> {
    const done = await this.injections();
    const begun = await this.#notes(/^PRACTICE-begun-[a-z-]+\.json$/);
    return begun.filter(({ fault }) => !done.some((each) => each.fault === fault));
  }

  async #notes(named: RegExp): Promise<readonly Injection[]> {
    const names = (await namesIn(this.directory)).filter((name) => named.test(name));
    return Promise.all(
      names
        .sort()
        .map(async (name) => parseInjection(await readWholeFile(join(this.directory, name), maxRehearsalBytes))),
    );
  }
}

/** The names in a folder; none where it is not there yet. @throws the file faults: a trainer may pull the stick at any time */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return translated(visibleText(folder), async () => {
    try {
      return await readdir(folder);
    } catch (error) {
      if (isNodeError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return [];
      throw error;
    }
  });
}

/** Makes a folder, or takes one that has nothing in it. @throws FILE_EXISTS, the file faults */
export async function makeEmptyFolder(directory: string): Promise<void> {
  const name = visibleText(directory);
  await translated(name, () => mkdir(directory, { recursive: true }));
  if ((await namesIn(directory)).length > 0) refuse({ code: 'FILE_EXISTS', name });
}

const isNodeError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'code' in error;
