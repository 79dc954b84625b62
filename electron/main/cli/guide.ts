// A person who is led through a command at a terminal: what an option has not said is asked for, and asked again until it fits.
import { Refusal } from '#shared/faults/fault.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { CommandContext } from './context.ts';
import { faultLines, printLines } from './output.ts';
import type { Line } from './terminal-layout.ts';

/** What nobody mends by typing something else. */
const final = /^(?:ENTRY_CANCELLED|PASSPHRASE_CANCELLED|USAGE|AIR_GAP_OPEN|MEDIUM_FULL)$|^(?:JOURNAL|CUSTODY)_/u;

export class Guide {
  readonly context: CommandContext;

  constructor(context: CommandContext) {
    this.context = context;
  }

  /** Says something to the person at the terminal, beside the answer of the command. */
  say(...lines: readonly Line[]): void {
    printLines(this.context.streams.error, lines);
  }

  /**
   * Does something with a value: the one that an option gave, once; else with what is typed, until it is taken.
   * @throws what `work` throws, where an option gave the value or nobody can mend it here
   */
  async until<T>(given: string | undefined, prompt: string, work: (value: string) => Promise<T>): Promise<T> {
    if (given !== undefined) return work(given);
    return this.#asked(prompt, work);
  }

  /**
   * As `until`, of what cannot be begun again, because secrets are gone afterwards: at a terminal a value of an option that does not fit is asked
   * for as well.
   */
  async untilDone<T>(given: string | undefined, prompt: string, work: (value: string) => Promise<T>): Promise<T> {
    if (given === undefined) return this.#asked(prompt, work);
    try {
      return await work(given);
    } catch (error) {
      if (!this.context.terminal) throw error;
      await this.explain(error);
      return this.#asked(prompt, work);
    }
  }

  /** Asks for a value until it can be read: whatever is wrong with it is said. @throws ENTRY_CANCELLED */
  ask<T>(prompt: string, read: (typed: string) => T | Promise<T>): Promise<T> {
    return this.#asked(prompt, (typed) => Promise.resolve(typed).then(read), /^ENTRY_CANCELLED$/u);
  }

  async #asked<T>(prompt: string, work: (value: string) => Promise<T>, ending = final): Promise<T> {
    for (;;) {
      const typed = await this.context.askLine(prompt);
      if (typed === '') continue;
      try {
        return await work(typed);
      } catch (error) {
        await this.explain(error, ending);
      }
    }
  }

  /** Says what is wrong with what was given. @throws what nobody mends by typing something else */
  async explain(error: unknown, ending = final): Promise<void> {
    if (!(error instanceof Refusal) || ending.test(error.fault.code)) throw error;
    const { fault, about } = error;
    const { language } = this.context;
    // Whoever answers a question has called no command wrongly.
    if (fault.code === 'USAGE' && fault.allowed !== '') {
      this.say((await loadCatalogue(language)).commands.common.doesNotFit(fault.allowed));
    } else this.say(...(await faultLines(language, fault, about)));
  }
}
