// What a trainer can do wrong on purpose in a rehearsal, and by which signs in a journal each is seen to have been noticed.
import { isGapLost } from '../journal/air-gap.ts';
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

/** Those that are done to the stick or the envelope of one custodian. */
export const faultsOfOneCustodian: ReadonlySet<RehearsalFault> = new Set<RehearsalFault>([
  'wrong-passphrase',
  'damaged-stick',
]);

export type Machine = 'offline' | 'online';

interface Signs {
  /** Which machine can show it: what another one refuses has another cause. */
  readonly shownAt: readonly Machine[];
  /** At which side people can notice it. */
  readonly seenAt: readonly Machine[];
  /** Codes of the machine's own refusals: of failed checks, or for a fault of one custodian of that custodian's share. */
  readonly refusals?: RegExp;
  /** Steps at which people note it themselves, by an exception. */
  readonly steps: RegExp;
  /** What else in the journal of the machine shows it. */
  readonly shows?: (seen: Seen, earlier: readonly Seen[]) => boolean;
}

/** An event, and when the clock of its machine says it was. */
export interface Seen {
  readonly at: string;
  readonly event: JournalEvent;
}

/** One event of one side's journal. */
export interface Witnessed extends Seen {
  readonly machine: Machine;
}

/** Nobody types the time of a wall clock half a day wrong by mistake. */
const halfDayMs = 43_200_000;

const both: readonly Machine[] = ['offline', 'online'];
const offlineOnly = { shownAt: ['offline'], seenAt: ['offline'] } as const;

const signs: Readonly<Record<RehearsalFault, Signs>> = {
  'swapped-exchange-key': {
    shownAt: ['offline'],
    seenAt: both,
    refusals: /^(?:EXCHANGE_|ATTESTATION_|CONNECTION_|BUNDLE_(?:EXCHANGE_KEY|SIGNATURE|OBSERVERS))/,
    // The second operator reads the words at the online side.
    steps: /^(?:B[4-7]|C(?:[7-9]|1[0-2]))(?!\d)/,
    shows: ({ event }) =>
      event.kind === 'read-back' && event.subject === 'exchange-key' && event.outcome === 'differed',
  },
  'other-ceremony': { ...offlineOnly, refusals: /^BUNDLE_CEREMONY$/, steps: /^B[45](?!\d)/ },
  'wrong-passphrase': { ...offlineOnly, refusals: /^PASSPHRASE_WRONG$/, steps: /^B1[0-3](?!\d)/ },
  'damaged-stick': {
    ...offlineOnly,
    refusals: /^(?:CUSTODIAN_KEY_|PEM_|DER_|FILE_|MEDIUM_)/,
    steps: /^B(?:9|1[0-3])(?!\d)/,
  },
  'clock-off': {
    shownAt: both,
    seenAt: both,
    steps: /^(?:M[267]|O\d+|C0)(?!\d)/,
    // A false time typed and left means that nothing was noticed; the right one typed afterwards, that it was.
    shows: (seen, earlier) => {
      const before = earlier.findLast(({ event }) => event.kind === 'wall-clock');
      return before !== undefined && isOff(before) === true && isOff(seen) === false;
    },
  },
  'air-gap-lost': {
    ...offlineOnly,
    steps: /^(?:M5|B\d+)(?!\d)/,
    shows: ({ event }) =>
      (event.kind === 'air-gap' && isGapLost(event)) ||
      (event.kind === 'shares-gone' && event.reason === 'air-gap-lost'),
  },
  'lost-power': {
    ...offlineOnly,
    // After a restart the sticks come first.
    steps: /^(?:O7|B\d+)(?!\d)/,
    shows: ({ event }) => event.kind === 'shares-gone' && event.reason === 'power-lost',
  },
};

/** Whether a reading of the clock on the wall is wrong; undefined for any other event. */
const isOff = ({ at, event }: Seen): boolean | undefined =>
  event.kind === 'wall-clock' ? Math.abs(Date.parse(event.wall) - Date.parse(at)) >= halfDayMs : undefined;

/** Whether an exception at this step, at this side, can be about a fault. */
export const canBeAbout = (fault: RehearsalFault, machine: Machine, step: string): boolean =>
  signs[fault].seenAt.includes(machine) && signs[fault].steps.test(step);

/**
 * Whether the machine itself shows a fault by an event: by a refusal, or by what it notes.
 * @param certificateSha256 of the custodian to whom it was done, hex
 * @param earlier the events of the same machine before it, since the injection
 */
export function isSignOf(
  fault: RehearsalFault,
  seen: Witnessed,
  certificateSha256: string | null,
  earlier: readonly Seen[],
): boolean {
  const { shownAt, refusals, shows } = signs[fault];
  const { event } = seen;
  if (!shownAt.includes(seen.machine)) return false;
  if (event.kind === 'share-refused')
    return (
      certificateSha256 !== null &&
      event.certificateSha256 === certificateSha256 &&
      refusals?.test(event.fault) === true
    );
  // What befalls one custodian is refused when this custodian's share is opened, and nowhere else.
  if (event.kind === 'check-failed') return !faultsOfOneCustodian.has(fault) && refusals?.test(event.fault) === true;
  return shows?.(seen, earlier) === true;
}
