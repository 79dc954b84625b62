// The room of a rehearsal: folders that stand for sticks and machines on one laptop, made like a drill's, with a second stick for each
// custodian; and the trainer's folder, which lies elsewhere.
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { refuse } from '../../../../shared/faults/fault.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import type { RehearsalFault } from '../../../../shared/rehearsal/faults.ts';
import type { Envelope, Injection, Seal } from '../../../../shared/rehearsal/files.ts';
import {
  assertSealed,
  encodeRehearsalFile,
  maxRehearsalBytes,
  parseEnvelope,
  parseInjection,
  parseSeal,
} from '../../core/rehearsal/seal.ts';
import { readWholeFile, writeNewFile } from '../../ports/files.ts';
import { custodianNames } from '../drill/custodians.ts';
import { type DrillFolder, drillFolder } from '../drill/folder.ts';

const sealFile = 'PRACTICE-seal.json';
const clockFile = 'PRACTICE-clock-on-the-wall.txt';
const envelopeFile = 'PRACTICE-envelope.json';

export class RehearsalRoom {
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

  get sealPath(): string {
    return join(this.folder.root, sealFile);
  }

  writeSeal(seal: Seal): Promise<void> {
    return writeNewFile(this.sealPath, encodeRehearsalFile(seal));
  }

  /** @throws REHEARSAL_FILE_INVALID and the file faults */
  async seal(): Promise<Seal> {
    return parseSeal(await readWholeFile(this.sealPath, maxRehearsalBytes));
  }

  /** How far the clock on the wall is ahead of the machine's, in seconds. @throws the file faults */
  async wallClockAheadSeconds(): Promise<number> {
    const names = await readdir(this.folder.root);
    return names.includes(clockFile) ? Number((await readWholeFile(this.clockPath, 32)).toString('utf8')) : 0;
  }
}

/** The list, and what was done of it: on a stick of the trainer's own. */
export class TrainerFolder {
  readonly directory: string;

  constructor(directory: string) {
    this.directory = directory;
  }

  /** Makes the folder. @throws REHEARSAL_ENVELOPE_IN_ROOM, FILE_EXISTS if it has something in it */
  static async make(directory: string, room: RehearsalRoom): Promise<TrainerFolder> {
    if (liesWithin(room.folder.root, directory)) refuse({ code: 'REHEARSAL_ENVELOPE_IN_ROOM' });
    await mkdir(directory, { recursive: true });
    if ((await readdir(directory)).length > 0) refuse({ code: 'FILE_EXISTS', name: visibleText(directory) });
    return new TrainerFolder(directory);
  }

  /** What is taken off a stick is kept here, to be put back. */
  setAside(fault: RehearsalFault): string {
    return join(this.directory, 'set-aside', fault);
  }

  writeEnvelope(envelope: Envelope): Promise<void> {
    return writeNewFile(join(this.directory, envelopeFile), encodeRehearsalFile(envelope));
  }

  /** @throws REHEARSAL_SEAL_BROKEN, REHEARSAL_FILE_INVALID and the file faults */
  async envelope(seal: Seal): Promise<Envelope> {
    const envelope = parseEnvelope(await readWholeFile(join(this.directory, envelopeFile), maxRehearsalBytes));
    assertSealed(envelope, seal);
    return envelope;
  }

  note(injection: Injection): Promise<void> {
    const name = `${injection.deed}-${injection.fault}.json`;
    return writeNewFile(join(this.directory, name), encodeRehearsalFile(injection));
  }

  /** What was injected and put right so far. @throws REHEARSAL_FILE_INVALID and the file faults */
  async injections(): Promise<readonly Injection[]> {
    const names = (await readdir(this.directory)).filter((name) => /^(?:injected|put-right)-[a-z-]+\.json$/.test(name));
    return Promise.all(
      names
        .sort()
        .map(async (name) => parseInjection(await readWholeFile(join(this.directory, name), maxRehearsalBytes))),
    );
  }
}

function liesWithin(folder: string, other: string): boolean {
  const way = relative(resolve(folder), resolve(other));
  // On Windows there is no relative way to another drive.
  return !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}
