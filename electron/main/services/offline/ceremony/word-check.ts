// One blind read-back at this machine: words are typed before anything is shown, and the fingerprint itself stays here.
import { randomInt } from 'node:crypto';
import type { ReadBackView } from '#shared/contract/offline/read-back-view.ts';
import { answerReadBack, startReadBack, type ReadBack } from '#shared/formatting/read-back.ts';

export class WordCheck {
  readonly sha256: string;
  #state: ReadBack;

  /**
   * @param sha256 what the words stand for, 64 hex digits
   * @param tries how many are left
   */
  constructor(sha256: string, tries: number) {
    this.sha256 = sha256;
    this.#state = startReadBack((below) => randomInt(below), tries);
  }

  get view(): ReadBackView {
    const { phase, places } = this.#state;
    if (phase === 'agreed') return { phase };
    if (phase === 'exception') return { phase: 'locked' };
    return { phase, places: [...places], triesLeft: this.#state.triesLeft };
  }

  /**
   * Takes the typed words, in the order of the places. Which one did not fit is not told.
   * @throws READ_BACK_CLOSED
   */
  answer(words: readonly string[]): ReadBackView {
    this.#state = answerReadBack(this.#state, words, this.sha256);
    return this.view;
  }
}
