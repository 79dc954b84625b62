// Looks into every process of a held command line, and checks what each may hold: main nothing, an idle worker nothing, a busy
// worker one custodian's secrets, the combiner shares.
import { setTimeout as sleep } from 'node:timers/promises';
import { patternsOf, type Secret, type SecretKind } from './forms.ts';
import type { Pause } from './pause-messages.ts';
import { PatternSearch } from './pattern-search.ts';
import { copyMemory, isAlive, scanProcess } from './process-memory.ts';
import type { Written } from './trace.ts';

const lastWords = /^(?:key-worker|token-worker|key-maker): .*(?:opened|refused|made)/;
const goneWithinMs = 5000;

const mayHold: Readonly<Record<string, readonly SecretKind[]>> = {
  // Shares by design. Of what a build decrypts, Node's cipher leaves copies that JavaScript cannot reach: they end with the process.
  combiner: ['share', 'datum', 'datum key'],
  // From a request to its answer it has the master key, too. It is not held at a pause: a worker that is gone may be seen in that moment.
  'busy combiner': ['share', 'datum', 'datum key', 'master key'],
  'busy key-worker': ['private key', 'key file', 'passphrase', 'share', 'wrapping key'],
  // SoftHSM computes in it. A module of a real token would hold no key.
  'busy token-worker': ['private key', 'passphrase', 'share', 'wrapping key'],
  // What it reads, until it has handed it over.
  'busy reader': ['private key', 'key file', 'passphrase'],
  'busy key-maker': ['private key', 'key file', 'passphrase'],
};

export interface Tally {
  pauses: number;
  scans: number;
  bytes: number;
  written: number;
  files: number;
  /** Scans in which a process at work showed the secrets that it was at work on: the scanner sees. */
  seenAtWork: number;
  /** What was found in the combiner after a build, apart from shares. */
  residue: Set<string>;
}

export class Watch {
  readonly tally: Tally = { pauses: 0, scans: 0, bytes: 0, written: 0, files: 0, seenAtWork: 0, residue: new Set() };
  readonly findings: string[] = [];
  readonly #known: PatternSearch;
  #new: PatternSearch | undefined;
  /** The combiner's memory after it has built, until the new secrets are known. */
  #afterBuild: Buffer[] = [];

  constructor(secrets: readonly Secret[]) {
    this.#known = new PatternSearch(secrets.flatMap(patternsOf));
  }

  /** Everything that stands still at a pause. */
  async look(pause: Pause): Promise<void> {
    this.tally.pauses += 1;
    // Who is at work would be done before we have looked.
    const working = pause.children.filter(({ name, pid, busy }) => busy && name !== 'combiner' && isAlive(pid));
    for (const { pid } of working) signal(pid, 'SIGSTOP');
    try {
      await this.#lookAtAll(pause);
    } finally {
      for (const { pid } of working) signal(pid, 'SIGCONT');
    }
  }

  async #lookAtAll(pause: Pause): Promise<void> {
    if (lastWords.test(pause.at)) await this.#expectGone(pause.speaker, pause.at);
    this.#scan('main', pause.main, pause.at);
    const atWork = pause.children
      .filter(({ pid }) => pid > 0 && isAlive(pid))
      .map(({ name, pid, busy }) => this.#scanChild(busy ? `busy ${name}` : name, pid, pause.at));
    const owners = [...new Set(atWork.flat())];
    if (owners.length > 1) this.findings.push(`${pause.at}: private keys of ${owners.join(' and ')} at once`);
    const combiner = pause.children.find(({ name }) => name === 'combiner');
    if (pause.at === 'combiner: built' && combiner) this.#afterBuild = copyMemory(combiner.pid);
  }

  /** Every byte that was written, wherever it went. */
  lookAtWritten(at: string, written: readonly Written[]): void {
    for (const { to, bytes } of written) {
      this.tally.files += 1;
      this.tally.written += bytes.length;
      this.#report(`${at}: ${to}`, this.#known.in(bytes));
      if (this.#new) this.#report(`${at}: ${to}`, this.#new.in(bytes));
    }
    this.#new = undefined;
  }

  /** Secrets that only came to be in the run: in main now, and in the combiner when it had built. */
  lookForNew(at: string, secrets: readonly Secret[], main: number): void {
    const search = new PatternSearch(secrets.flatMap(patternsOf));
    this.#new = search;
    this.#report(`${at}: main`, scanProcess(main, search).found);
    for (const piece of this.#afterBuild) {
      this.#report(`${at}: combiner after the build`, search.in(piece), mayHold['combiner']);
    }
    this.#afterBuild = [];
  }

  #scan(role: string, pid: number, at: string): ReadonlySet<string> {
    const { found, bytes } = scanProcess(pid, this.#known);
    this.tally.scans += 1;
    this.tally.bytes += bytes;
    this.#report(`${at}: ${role}`, found, mayHold[role]);
    return found;
  }

  /** @returns whose private keys it holds */
  #scanChild(role: string, pid: number, at: string): string[] {
    const found = this.#scan(role, pid, at);
    if (/^busy (?!combiner)/.test(role) && found.size > 0) this.tally.seenAtWork += 1;
    return [...new Set([...found].filter((name) => name.startsWith('private key')).map(ownerOf))];
  }

  async #expectGone(pid: number, at: string): Promise<void> {
    for (let waited = 0; waited < goneWithinMs; waited += 20) {
      if (!isAlive(pid)) return;
      await sleep(20);
    }
    this.findings.push(`${at}: the process that said it is still there`);
  }

  #report(where: string, found: ReadonlySet<string>, allowed: readonly SecretKind[] = []): void {
    for (const name of found) {
      const kind = allowed.find((each) => name.startsWith(`${each}, `));
      if (kind === 'datum' || kind === 'datum key') this.tally.residue.add(kind);
      if (kind === undefined) this.findings.push(`${where}: ${name}`);
    }
  }
}

/** `private key, custodian-0 d, raw` belongs to custodian-0. */
const ownerOf = (name: string): string => name.split(', ')[1]?.split(' ')[0] ?? '';

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended of itself, which is as well.
  }
}
