// Remembers for a day that Electron could not be fetched, so that every further start is quick.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const dayMs = 24 * 60 * 60 * 1000;

interface Refusal {
  readonly reason: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /** What was asked, and from where: another mirror or another version is asked again. */
  readonly asked: string;
}

export class FetchRefusal {
  readonly #file: string;
  readonly #asked: string;

  /**
   * @param modules the folder of installed packages; a new installation forgets
   * @param version of Electron
   */
  constructor(modules: string, version: string, env: NodeJS.ProcessEnv) {
    this.#file = join(modules, '.cache', 'lifeboat', 'electron-fetch.json');
    const sources = Object.entries(env).filter(([name]) => /electron|_proxy$/i.test(name));
    this.#asked = JSON.stringify([version, ...sources.sort()]);
  }

  /** Why it failed within the last day. */
  read(nowMs: number): string | undefined {
    let kept: Partial<Refusal>;
    try {
      kept = JSON.parse(readFileSync(this.#file, 'utf8')) as Partial<Refusal>;
    } catch {
      // Nothing is kept, or not by us: asking again costs seconds.
      return undefined;
    }
    const ageMs = nowMs - (kept.atMs ?? 0);
    return kept.asked === this.#asked && ageMs >= 0 && ageMs < dayMs ? kept.reason : undefined;
  }

  keep(reason: string, nowMs: number): void {
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify({ reason, atMs: nowMs, asked: this.#asked } satisfies Refusal));
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }
}
