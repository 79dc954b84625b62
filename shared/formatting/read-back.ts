// The blind read-back of a fingerprint: the listener types words at random places before anything is revealed.
import { assertNever, refuse } from '../faults/fault.ts';
import { fingerprintBytes, fingerprintWords } from './fingerprint.ts';

/** How many random places are asked besides the last. */
const randomPlaces = 6;

/** How often the listener may be wrong before only an exception leads on. */
export const allowedTries = 2;

/** Draws a whole number from 0 to `below` − 1, each equally likely. */
export type Draw = (below: number) => number;

/** What the screen may show; before the words matched it holds nothing of the fingerprint. */
export type ReadBack =
  | {
      readonly phase: 'asking';
      /** Places to type, counted from 1, ascending; the last word is always among them. */
      readonly places: readonly number[];
      readonly triesLeft: number;
    }
  | { readonly phase: 'agreed'; readonly places: readonly number[]; readonly wrongTries: number }
  | { readonly phase: 'exception'; readonly places: readonly number[] };

/**
 * Starts a read-back with six random places and the last.
 * @param tries how many are left, where some were wrong before the program was started again
 * @throws READ_BACK_RANDOMNESS when `draw` answers outside its range
 */
export function startReadBack(draw: Draw, tries = allowedTries): ReadBack {
  const rest = Array.from({ length: fingerprintBytes - 1 }, (_, at) => at + 1);
  const places = Array.from({ length: randomPlaces }, () => rest.splice(drawn(draw, rest.length), 1)).flat();
  return { phase: 'asking', places: [...places.sort((a, b) => a - b), fingerprintBytes], triesLeft: tries };
}

function drawn(draw: Draw, below: number): number {
  const value = draw(below);
  return Number.isInteger(value) && value >= 0 && value < below ? value : refuse({ code: 'READ_BACK_RANDOMNESS' });
}

/**
 * Takes the typed words, in the order of the places. All must fit; which one did not is not told, so that nobody can
 * feel a way to the value. The same places are asked again.
 * @throws READ_BACK_CLOSED after agreement or exception
 */
export function answerReadBack(state: ReadBack, typed: readonly string[], fingerprint: string): ReadBack {
  switch (state.phase) {
    case 'asking':
      return answered(state, areWordsOf(fingerprint, state.places, typed));
    case 'agreed':
    case 'exception':
      return refuse({ code: 'READ_BACK_CLOSED' });
    default:
      return assertNever(state);
  }
}

/** Whether these are the words of a fingerprint at these places, counted from 1. */
export function areWordsOf(fingerprint: string, places: readonly number[], typed: readonly string[]): boolean {
  const words = fingerprintWords(fingerprint);
  return (
    typed.length === places.length &&
    places.every((place, at) => typed[at]?.trim().toLowerCase() === words[place - 1]?.toLowerCase())
  );
}

function answered({ places, triesLeft }: Extract<ReadBack, { phase: 'asking' }>, right: boolean): ReadBack {
  if (right) return { phase: 'agreed', places, wrongTries: allowedTries - triesLeft };
  return triesLeft > 1 ? { phase: 'asking', places, triesLeft: triesLeft - 1 } : { phase: 'exception', places };
}
