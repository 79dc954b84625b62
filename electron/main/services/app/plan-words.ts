// Which plans people have compared with paper since the program began, by words of their fingerprint.
import { allowedTries } from '#shared/formatting/read-back.ts';
import { WordCheck } from './word-check.ts';

export class PlanWords {
  /** By SHA-256 of the plan, hex. Two wrong tries close a plan for as long as the program runs: no journal counts them yet. */
  readonly #checks = new Map<string, WordCheck>();

  isCompared(planSha256: string): boolean {
    return this.#checks.get(planSha256)?.view.phase === 'agreed';
  }

  /** The comparison that is under way, or a new one. */
  asked(planSha256: string): WordCheck {
    const known = this.#checks.get(planSha256);
    if (known && known.view.phase !== 'agreed') return known;
    const begun = new WordCheck(planSha256, allowedTries);
    this.#checks.set(planSha256, begun);
    return begun;
  }
}
