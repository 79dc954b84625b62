// What a trainer can do wrong on purpose in a rehearsal, and by which signs in a journal each is seen to have been noticed.
import type { JournalEvent } from '../journal/events.ts';

export const rehearsalFaults = [
  'swapped-exchange-key',
  'other-ceremony',
  'wrong-passphrase',
  'damaged-stick',
  'clock-off',
  'air-gap-lost',
  'lost-power',
] as const;
export type RehearsalFault = (typeof rehearsalFaults)[number];

interface Signs {
  /** Codes of refusals that say so: of failed checks, and of shares that were not opened. */
  readonly faults: RegExp;
  /** Steps at which people note it themselves, by an exception. */
  readonly steps: RegExp;
  /** What else in the journal of the machine shows it. */
  readonly shows?: (event: JournalEvent, at: string) => boolean;
}

/** Nobody types the time of a wall clock half a day wrong. */
const halfDayMs = 43_200_000;

const signs: Readonly<Record<RehearsalFault, Signs>> = {
  'swapped-exchange-key': {
    faults: /^(?:EXCHANGE_|ATTESTATION_|CONNECTION_|BUNDLE_(?:EXCHANGE_KEY|SIGNATURE|OBSERVERS))/,
    steps: /^(?:B[4-7]|C)(?:\D|$)/,
    shows: (event) => event.kind === 'read-back' && event.subject === 'exchange-key' && event.outcome === 'differed',
  },
  'other-ceremony': { faults: /^BUNDLE_CEREMONY$/, steps: /^B[45](?:\D|$)/ },
  'wrong-passphrase': { faults: /^PASSPHRASE_WRONG$/, steps: /^B1[0-3](?:\D|$)/ },
  'damaged-stick': { faults: /^(?:CUSTODIAN_KEY_|PEM_|DER_|FILE_|MEDIUM_)/, steps: /^B(?:9|1[0-3])(?:\D|$)/ },
  'clock-off': {
    faults: /^CLOCK_/,
    steps: /^(?:M[27]|O\d+)(?:\D|$)/,
    shows: (event, at) => event.kind === 'wall-clock' && Math.abs(Date.parse(event.wall) - Date.parse(at)) >= halfDayMs,
  },
  'air-gap-lost': {
    faults: /^AIR_GAP_/,
    steps: /^(?:M5|B(?:8|9|1[0-5]))(?:\D|$)/,
    shows: (event) =>
      (event.kind === 'air-gap' && !event.closed) || (event.kind === 'shares-gone' && event.reason === 'air-gap-lost'),
  },
  'lost-power': {
    faults: /^SHARES_LOST$/,
    steps: /^B(?:8|9|1[0-5])(?:\D|$)/,
    shows: (event) => event.kind === 'shares-gone' && event.reason === 'power-lost',
  },
};

/** What an event shows of a fault: the code of a refusal, the kind of event; undefined if it shows nothing of it. */
export function signOf(fault: RehearsalFault, event: JournalEvent, at: string): string | undefined {
  const { faults, steps, shows } = signs[fault];
  if (event.kind === 'check-failed' || event.kind === 'share-refused')
    return faults.test(event.fault) ? event.fault : undefined;
  // An exception that leaves a failed check speaks of that check.
  if (event.kind === 'exception' && event.check === null && steps.test(event.step)) return 'exception';
  return shows?.(event, at) === true ? event.kind : undefined;
}

/** Whether a refused check is the sign of any fault at all. */
export const isSignOf = (faults: readonly RehearsalFault[], code: string): boolean =>
  faults.some((fault) => signs[fault].faults.test(code));
