// Looks at everything of a running app: the memory of its processes, its files, its windows, its messages, and checks what may be where.
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { appMayHold, appProcesses, coreLimit } from './app-processes.ts';
import { patternsOf, type Secret, type SecretKind } from './forms.ts';
import { PatternSearch } from './pattern-search.ts';
import { scanProcess } from './process-memory.ts';

export interface AppTally {
  scans: number;
  bytes: number;
  files: number;
  readonly processes: Set<string>;
  readonly allowed: Set<string>;
}

export class AppWatch {
  readonly findings: string[] = [];
  readonly tally: AppTally = { scans: 0, bytes: 0, files: 0, processes: new Set(), allowed: new Set() };
  readonly #secrets: Secret[];
  #search: PatternSearch;

  constructor(secrets: readonly Secret[]) {
    this.#secrets = [...secrets];
    this.#search = new PatternSearch(this.#secrets.flatMap(patternsOf));
  }

  /** Secrets that only came to be while the app ran. */
  learn(secrets: readonly Secret[]): void {
    this.#secrets.push(...secrets);
    this.#search = new PatternSearch(this.#secrets.flatMap(patternsOf));
  }

  /** All processes as they are now. @returns everything that was found, what may be there included */
  lookAtMemory(at: string): Set<string> {
    const everything = new Set<string>();
    for (const { pid, role } of appProcesses()) {
      const { found, bytes } = scanProcess(pid, this.#search);
      this.tally.scans += 1;
      this.tally.bytes += bytes;
      this.tally.processes.add(role);
      this.report(`${at}: ${role}`, found, appMayHold[role]);
      for (const name of found) everything.add(`${role}: ${name}`);
      const limit = coreLimit(pid);
      if (limit !== undefined && limit !== '0')
        this.findings.push(`${at}: ${role} would leave a core file of ${limit} bytes`);
    }
    return everything;
  }

  lookAtBytes(where: string, bytes: Buffer, allowed: readonly SecretKind[] = []): void {
    this.report(where, this.#search.in(bytes), allowed);
  }

  /** A file, in parts: a core file is as large as a process. */
  lookAtFile(where: string, path: string): void {
    this.tally.files += 1;
    const part = Buffer.allocUnsafeSlow(partBytes);
    const file = openSync(path, 'r');
    try {
      for (let at = 0; ; at += partBytes - overlapBytes) {
        const length = readSync(file, part, 0, partBytes, at);
        if (length > 0) this.lookAtBytes(where, part.subarray(0, length));
        if (length < partBytes) return;
      }
    } finally {
      closeSync(file);
    }
  }

  /** Every file below a folder, of every process. @returns their names */
  lookAtFiles(folder: string): readonly string[] {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(join(folder, name), { throwIfNoEntry: false })?.isFile(),
    );
    for (const name of files) this.lookAtFile(`file ${name}`, join(folder, name));
    return files;
  }

  report(where: string, found: ReadonlySet<string>, allowed: readonly SecretKind[] = []): void {
    for (const name of found) {
      const kind = allowed.find((each) => name.startsWith(`${each}, `));
      if (kind === undefined) this.findings.push(`${where}: ${name}`);
      else this.tally.allowed.add(`${where.replace(/^.*: /, '')}: ${kind}`);
    }
  }
}

const partBytes = 8 * 2 ** 20;
/** A pattern may lie across two parts. */
const overlapBytes = 256;
