// When a fault may be injected: neither before anybody can meet it, nor when nobody can notice it any more.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import type { RehearsalFault } from '#shared/rehearsal/faults.ts';
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { apply } from '#shared/journal/fold.ts';
import { bundleFileName } from '#core/transfer/bundle.ts';
import { assertNoticeable, type Moment } from './moments.ts';

/** The offline side as it is after the last event of a kind. */
const after = (kind: string): JournalState =>
  offlineRecovery
    .slice(0, offlineRecovery.findLastIndex((event) => event.kind === kind) + 1)
    .reduce(apply, emptyJournal);
const firstShare = offlineRecovery
  .slice(0, offlineRecovery.findIndex(({ kind }) => kind === 'share-accepted') + 1)
  .reduce(apply, emptyJournal);
const [given = ''] = firstShare.shares;

const accepted = after('bundle-accepted');
const ceremony = accepted.opened?.ceremony ?? '';
const bundle = bundleFileName({ ceremony, seq: 2, type: 'exchange-key' });
const taken = accepted.accepted.find(({ type }) => type === 'exchange-key') ?? expect.fail('no bundle');
const takenBundle = bundleFileName({ ceremony, ...taken });

const moment = (offline: JournalState | undefined, more: Partial<Moment> = {}): Moment => ({
  sides: { offline, online: undefined },
  clocksEntered: false,
  bundle: undefined,
  certificateSha256: null,
  gapOpen: false,
  ...more,
});

const early = after('plan-adopted');
const built = after('blob-built');
const closed = after('journal-closed');

describe('the moment of an injection', () => {
  it.each<[RehearsalFault, string, Moment, string | undefined]>([
    ['swapped-exchange-key', 'before there is a bundle', moment(early), 'REHEARSAL_NOT_YET'],
    ['swapped-exchange-key', 'while it lies on the stick', moment(early, { bundle }), undefined],
    ['other-ceremony', 'after it was taken in', moment(accepted, { bundle: takenBundle }), 'REHEARSAL_TOO_LATE'],
    ['other-ceremony', 'when a later one has come', moment(accepted, { bundle: 'later' }), undefined],
    ['wrong-passphrase', 'before anything began', moment(undefined), undefined],
    ['wrong-passphrase', 'of who has given', moment(firstShare, { certificateSha256: given }), 'REHEARSAL_TOO_LATE'],
    ['damaged-stick', 'of who has not', moment(firstShare, { certificateSha256: 'f'.repeat(64) }), undefined],
    ['damaged-stick', 'when the blob is built', moment(built), 'REHEARSAL_TOO_LATE'],
    ['damaged-stick', 'when there are enough', moment(after('share-accepted')), 'REHEARSAL_TOO_LATE'],
    ['clock-off', 'before both sides have the time', moment(early), undefined],
    ['clock-off', 'after', moment(early, { clocksEntered: true }), 'REHEARSAL_TOO_LATE'],
    ['air-gap-lost', 'without a journal', moment(undefined), 'REHEARSAL_NOT_YET'],
    ['air-gap-lost', 'behind the gap', moment(firstShare), undefined],
    ['air-gap-lost', 'on a connected laptop', moment(firstShare, { gapOpen: true }), 'REHEARSAL_GAP_OPEN'],
    ['air-gap-lost', 'where the journal has no gap', moment(emptyJournal), 'REHEARSAL_GAP_OPEN'],
    ['air-gap-lost', 'after the end', moment(closed), 'REHEARSAL_TOO_LATE'],
    ['lost-power', 'without a journal', moment(undefined), 'REHEARSAL_NOT_YET'],
    ['lost-power', 'without shares', moment(early), 'REHEARSAL_NOT_YET'],
    ['lost-power', 'while shares are held', moment(firstShare), undefined],
    ['lost-power', 'after the build', moment(built), 'REHEARSAL_TOO_LATE'],
  ])('of %s %s', (fault, _when, at, code) => {
    const assert = (): void => assertNoticeable(fault, at);
    if (code === undefined) expect(assert).not.toThrow();
    else expect(faultOf(assert)).toEqual(code === 'REHEARSAL_GAP_OPEN' ? { code } : { code, fault });
  });
});
