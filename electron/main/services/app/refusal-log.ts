// What the calls of the pages were refused with since the program began: moments, names of calls and codes; nothing of what was asked.
import type { AboutView } from '#shared/contract/tools/about.ts';
import type { Fault } from '#shared/faults/fault.ts';

/** More than a long day brings; the oldest go first. */
const most = 500;

export class RefusalLog {
  readonly #now: () => Date;
  #entries: AboutView['refusals'] = [];

  constructor(now: () => Date) {
    this.#now = now;
  }

  note(call: string, { code }: Fault): void {
    this.#entries = [...this.#entries, { atUtc: this.#now().toISOString(), call, code }].slice(-most);
  }

  get entries(): AboutView['refusals'] {
    return this.#entries;
  }
}
