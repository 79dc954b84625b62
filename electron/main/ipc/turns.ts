// One transition at a time: what a call has checked stays true until it has ended. While one works, others wait for it. While it asks people,
// others are refused, and those by which people leave turn away whoever is asked, then have their turn.
import { type Call, type CallTurn, type Contract, channelOf } from '#shared/contract/define.ts';
import { refuse } from '#shared/faults/fault.ts';
import { wipe } from '#core/encoding/bytes.ts';
import type { Confirm } from '#services/app/confirmation.ts';

/** People do one thing after the other: more that wait are a page that floods. */
const mostWaiting = 32;

/** The turns of one app's state. */
export class Turns {
  readonly #dismiss: () => void;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #asking = 0;
  #leaving = 0;
  /** How often people were turned away: an answer that was given before that is not used after it. */
  #turnedAway = 0;

  /** @param dismiss ends what somebody is asked: its promise rejects */
  constructor(dismiss: () => void) {
    this.#dismiss = dismiss;
  }

  /** @throws CALL_WHILE_ASKING, CALLS_TOO_MANY, and what the work throws */
  async run<T>(call: string, turn: CallTurn, work: () => T | Promise<T>): Promise<T> {
    if (turn === 'passes') return work();
    if (turn === 'takes' && this.#asking > 0) refuse({ code: 'CALL_WHILE_ASKING', call });
    if (this.#waiting >= mostWaiting) refuse({ code: 'CALLS_TOO_MANY', call });
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#last = promise;
    this.#waiting += 1;
    if (turn === 'ends') {
      this.#leaving += 1;
      this.turnAway();
    }
    try {
      await before;
      if (turn === 'ends') this.#leaving -= 1;
      return await work();
    } finally {
      this.#waiting -= 1;
      resolve(undefined);
    }
  }

  /** Ends what somebody is asked, here or by the gap, the idle lock and sleep, which come at any time. */
  readonly turnAway = (): void => {
    this.#turnedAway += 1;
    this.#dismiss();
  };

  /** Whoever waits for people within a turn asks through it. A secret that is no longer wanted when it comes is wiped. */
  readonly askingPeople =
    (ask: Confirm): Confirm =>
    async (question) => {
      if (this.#leaving > 0) refuse({ code: 'CONFIRMATION_NOT_GIVEN' });
      const before = this.#turnedAway;
      const answer = await this.asking(() => ask(question));
      if (this.#turnedAway === before) return answer;
      if (Buffer.isBuffer(answer)) wipe(answer);
      return refuse({ code: 'CONFIRMATION_NOT_GIVEN' });
    };

  /** Marks a turn as waiting for people, whom others must not overtake. */
  async asking<T>(ask: () => Promise<T>): Promise<T> {
    this.#asking += 1;
    try {
      return await ask();
    } finally {
      this.#asking -= 1;
    }
  }
}

type Groups = Readonly<Record<string, Readonly<Record<string, (input: never) => unknown>>>>;

/** Gives each handler the turn that its call has in the contract: none can forget it. */
export function inTurn<Handlers extends Groups>(turns: Turns, contract: Contract, handlers: Handlers): Handlers {
  const groups = Object.entries(handlers);
  const wrapped = groups.map(([group, members]) => {
    const calls = Object.entries(members).map(([name, handler]) => {
      // The mapped type knows that each handler has its call; an index by plain names does not.
      const call = contract[group]?.[name] as Call;
      return [name, (input: never) => turns.run(channelOf(group, name), call.turn, () => handler(input))] as const;
    });
    return [group, Object.fromEntries(calls)] as const;
  });
  return Object.fromEntries(wrapped) as Groups as Handlers;
}
