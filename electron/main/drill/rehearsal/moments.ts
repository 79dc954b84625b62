// When a fault can be injected so that somebody can still notice it: what is never noticeable must not be scored as missed.
import { refuse } from '#shared/faults/fault.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { RehearsalFault } from '#shared/rehearsal/faults.ts';
import type { BothSides } from '#shared/rehearsal/guide.ts';
import { bundleFileName } from '#core/transfer/bundle.ts';

/** What is so in a room at the moment of an injection. */
export interface Moment {
  readonly sides: BothSides;
  /** Whether both machines have the time of the clock on the wall. */
  readonly clocksEntered: boolean;
  /** The name of the last bundle with an exchange key on the stick IN. */
  readonly bundle: string | undefined;
  /** The custodian's who is meant, hex. */
  readonly certificateSha256: string | null;
  /** Whether the offline machine is known to have a way out now. */
  readonly gapOpen: boolean;
}

type Verdict = 'now' | 'not-yet' | 'too-late' | 'gap-open';

/** @throws REHEARSAL_NOT_YET, REHEARSAL_TOO_LATE, REHEARSAL_GAP_OPEN */
export function assertNoticeable(fault: RehearsalFault, moment: Moment): void {
  const verdict = verdicts[fault](moment);
  if (verdict === 'not-yet') refuse({ code: 'REHEARSAL_NOT_YET', fault });
  if (verdict === 'too-late') refuse({ code: 'REHEARSAL_TOO_LATE', fault });
  if (verdict === 'gap-open') refuse({ code: 'REHEARSAL_GAP_OPEN' });
}

const verdicts: Readonly<Record<RehearsalFault, (moment: Moment) => Verdict>> = {
  'swapped-exchange-key': onBundle,
  'other-ceremony': onBundle,
  'wrong-passphrase': onCustodian,
  'damaged-stick': onCustodian,
  'clock-off': ({ clocksEntered }) => (clocksEntered ? 'too-late' : 'now'),
  'air-gap-lost': ({ sides: { offline }, gapOpen }) => {
    if (offline === undefined) return 'not-yet';
    if (offline.closed) return 'too-late';
    return gapOpen || !offline.airGapClosed ? 'gap-open' : 'now';
  },
  'lost-power': ({ sides: { offline } }) => {
    if (offline === undefined) return 'not-yet';
    if (isBuilt(offline)) return 'too-late';
    return offline.shares.length > 0 ? 'now' : 'not-yet';
  },
};

const isBuilt = ({ blob, closed }: JournalState): boolean => blob.phase === 'built' || closed;

/** What the offline side has taken in is not read from the stick again; a later bundle is. */
function onBundle({ sides: { offline }, bundle }: Moment): Verdict {
  if (bundle === undefined) return 'not-yet';
  const taken = offline?.accepted.some((each) => bundleFileName({ ...each, ceremony: ceremonyOf(offline) }) === bundle);
  return taken === true ? 'too-late' : 'now';
}

const ceremonyOf = ({ opened }: JournalState): string => opened?.ceremony ?? '';

/** A custodian who has given comes once more only if the shares are lost; where there are enough, no further one comes. */
function onCustodian({ sides: { offline }, certificateSha256 }: Moment): Verdict {
  if (offline === undefined) return 'now';
  const { shares, plan } = offline;
  const isEnough = plan !== undefined && shares.length >= plan.required;
  const hasGiven = certificateSha256 !== null && shares.includes(certificateSha256);
  return isBuilt(offline) || isEnough || hasGiven ? 'too-late' : 'now';
}
