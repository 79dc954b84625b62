// Drills, and new keys without a plan.
import { certificates } from '#core/journal/testdata/recovery.ts';
import { domain as plannedDomain } from './security-domain.ts';
import { nobody } from '#services/offline/state.ts';
import type { SessionLog } from '#services/offline/session-log.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { sha } from '../hashes.ts';
import { play } from '../played.ts';
import { clockedKnown, custodianStick, inStick, type Known, outStick, show } from './common.ts';
import { gave, share } from './custodians.ts';

type Session = Pick<EventOf<'session-opened'>, 'ceremony' | 'purpose' | 'practice'>;
/** A session with what its log has after its beginning and its clock. */
const sessionOf = ({ ceremony: id, ...session }: Session, events: readonly JournalEvent[], known: Known): View => {
  const app = { version: '0.2.0', build: 'test' };
  const shown: Pick<SessionLog, 'state'> = play([
    { kind: 'session-opened', ceremony: id, ...session, machine: 'offline', app },
    { kind: 'clock-read', wall: '2026-10-14T09:12:00.000Z' },
    ...events,
  ]);
  // A whole one needs a log on the disk.
  const log = shown as SessionLog;
  return show({ ...clockedKnown, log, session: { phase: 'running', id, ...session }, ...known });
};
const practice = (purpose: 'share-check' | 'quorum-drill') =>
  ({ ceremony: 'PRACTICE-2026-10-14', purpose, practice: true }) as const;
const loaded: JournalEvent = { kind: 'security-domain-loaded', sha256: sha, required: 2, custodians: 3 };

/** A share check in which these copies have been proven: of the first custodian, then of the second, and so on. */
const check = (copies: readonly (1 | 2)[], then: readonly JournalEvent[] = [], known: Known = {}): View =>
  sessionOf(
    practice('share-check'),
    [
      loaded,
      ...copies.map((copy, at): JournalEvent => ({
        kind: 'custodian-proven',
        certificateSha256: certificates[Math.floor(at / 2)] ?? '',
        copy,
      })),
      ...then,
    ],
    {
      securityDomain: plannedDomain,
      volumes: [inStick, custodianStick],
      custodians: { accepted: copies.map((copy, at) => ({ ...gave(Math.floor(at / 2), copy), who: '' })), ...nobody },
      ...known,
    },
  );
const over = (written: View['written']): View =>
  check([1, 2, 1, 2, 1], [{ kind: 'session-finished' }], {
    session: { phase: 'finished', id: 'PRACTICE-2026-10-14', purpose: 'share-check', practice: true },
    volumes: [{ ...outStick, role: written.length === 0 ? 'none' : 'out' }],
    written,
  });
const quorum = (shares: readonly number[]): View =>
  sessionOf(practice('quorum-drill'), [loaded, ...shares.map((at) => share(at))], {
    securityDomain: plannedDomain,
    custodians: { accepted: shares.map((at) => gave(at)), ...nobody },
  });
const keys = (events: readonly JournalEvent[]): View =>
  sessionOf({ ceremony: 'MHSM-ACT-2026-02-03', purpose: 'custodian-keys', practice: false }, events, {});

export const drillStates = {
  'drill-share-check': check([1, 2, 1]),
  'drill-share-check-full': check([1, 2, 1, 2, 1, 2]),
  'drill-share-check-over': over([]),
  'drill-log-written': over([
    {
      volume: 'OUT',
      name: 'session-log-20261014T091200Z-PRACTICE-2026-10-14-a1b2c3.jsonl',
      bytes: 2_841,
      sha256: sha,
      readBack: true,
    },
  ]),
  'drill-quorum-first': quorum([]),
  'drill-quorum-ready': quorum([0, 1]),
  'keys-first': keys([]),
  'keys-made': keys([
    {
      kind: 'key-made',
      key: {
        label: 'C1 Amsterdam',
        bits: 3072,
        certificateSha256: sha,
        files: [{ volume: 'C1', name: 'C1 Amsterdam.key', bytes: 2655, sha256: sha, readBack: true }],
      },
    },
  ]),
} satisfies Readonly<Record<string, View>>;
