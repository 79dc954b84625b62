// Blind read-backs at this machine: words are typed before anything is shown, and the fingerprint itself stays here.
import { randomInt } from 'node:crypto';
import { refuse } from '#shared/faults/fault.ts';
import type { ReadBackView } from '#shared/contract/read-back-view.ts';
import {
  allowedTries,
  answerReadBack,
  areWordsOf,
  startReadBack,
  type ReadBack,
} from '#shared/formatting/read-back.ts';

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

  /** Places to type, counted from 1, ascending. */
  get places(): readonly number[] {
    return this.#state.places;
  }

  /** Whether the words fit, where a journal counts the tries. */
  fits(words: readonly string[]): boolean {
    return areWordsOf(this.sha256, this.places, words);
  }

  /** The same where no journal counts the tries. @throws WORDS_WRONG, WORDS_LOCKED */
  take(words: readonly string[]): void {
    if (this.view.phase === 'locked') refuse({ code: 'WORDS_LOCKED' });
    const view = this.answer(words);
    if (view.phase === 'asking') refuse({ code: 'WORDS_WRONG', triesLeft: view.triesLeft });
    if (view.phase === 'locked') refuse({ code: 'WORDS_LOCKED' });
  }
}

/** The read-backs of a program: one for each subject, with places that only this process draws and knows the words of. */
export class WordChecks<Subject extends string> {
  readonly #checks = new Map<Subject, WordCheck>();

  /**
   * The read-back that is under way. One of an earlier run goes on with other places, and with the tries that were left.
   * @param sha256 what the words stand for, 64 hex digits: another value begins another read-back
   */
  asked(subject: Subject, sha256: string, tries = allowedTries): WordCheck {
    const known = this.#checks.get(subject);
    if (known?.sha256 === sha256 && known.view.phase === 'asking') return known;
    const begun = new WordCheck(sha256, tries);
    this.#checks.set(subject, begun);
    return begun;
  }
}
