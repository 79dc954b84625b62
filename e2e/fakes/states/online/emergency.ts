// An emergency without a plan: its door on the first page, its own forms, and its bad results.
import type { Page } from '@playwright/test';
import { certificateSha256, onlineEmergency } from '#core/journal/testdata/emergency.ts';
import { exchange, observed } from '#core/transfer/testdata/samples.ts';
import type { TypedEmergency } from '#services/online/emergency-file.ts';
import { OpenEmergency } from '#services/online/open-emergency.ts';
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { EventKind, JournalEvent } from '#shared/journal/events.ts';
import { missingOn } from '#shared/journal/missing-parts.ts';
import { otherSha } from '../hashes.ts';
import { play } from '../played.ts';
import {
  type Around,
  at,
  callEventMinutes,
  fileWritten,
  journalOf,
  oid,
  operator,
  second,
  show,
  signedInUi,
  start,
  written,
} from './common.ts';
import { choose, inRail, type OnlineState } from './online-state.ts';

/** The events of an honest emergency before the first of this kind, or through the last one. */
const before = (kind: EventKind): readonly JournalEvent[] =>
  onlineEmergency.slice(
    0,
    onlineEmergency.findIndex((event) => event.kind === kind),
  );
const through = (kind: EventKind): readonly JournalEvent[] =>
  onlineEmergency.slice(0, onlineEmergency.findLastIndex((event) => event.kind === kind) + 1);
const throughCall = (call: string): readonly JournalEvent[] =>
  onlineEmergency.slice(
    0,
    onlineEmergency.findIndex((event) => event.kind === 'call-settled' && event.id === `${call}-1`) + 1,
  );

interface Emergency extends Pick<Around, 'ui' | 'refused' | 'facts' | 'agoMinutes'> {
  readonly step?: OnlineStepId;
  readonly typed?: Partial<TypedEmergency>;
  readonly own?: OpenEmergency['own'];
  readonly verification?: OpenEmergency['verification'];
}
const emergencyOf = (
  events: readonly JournalEvent[],
  { step, typed, agoMinutes, own, verification = { phase: 'none' }, ...around }: Emergency = {},
): OnlineView => {
  const journal = journalOf(play(events, { agoMinutes, eventMinutes: callEventMinutes }));
  const { emergency: opened, target } = journal.state;
  if (opened === undefined || target === undefined) throw new Error('an emergency begins with its target');
  const parts = {
    journal,
    ...{ target, own, verification, checks: [], resumed: false },
    opened: { ...opened, missing: missingOn.online },
    folder: { name: opened.ceremony },
    typed: { tenant: oid, start: 'blob', people: [operator, second], place: null, ...typed },
  };
  // A whole one needs a folder and a journal on the disk; what its class reads off these is its own.
  const emergency = Object.assign(Object.create(OpenEmergency.prototype) as OpenEmergency, parts);
  return show({ emergency }, step, { ...around, ui: { ...signedInUi, ...around.ui } });
};

const begun = through('target-typed');
const withBlob = throughCall('init-recovery').concat(
  onlineEmergency.filter(({ kind }) => kind === 'exchange-key-fetched' || kind === 'blob-read'),
);
const fetched = before('blob-read');
const withKey = (events: readonly JournalEvent[]): OnlineView =>
  emergencyOf(events, {
    ...{ typed: { start: 'exchange-key' }, own: observed('operator-1'), step: 'init-recovery' },
    facts: [
      { fact: 'certificate-sha256', value: certificateSha256 },
      { fact: 'fetched-at', value: at('10:12:00') },
    ],
  });
const named = through('backup-named');
const over = { agoMinutes: 35 };
const listed: OnlineView['verification'] = {
  ...{ phase: 'listed', atUtc: at('11:31:07') },
  ...{ keys: 2, versions: 3, roles: 4, file: written('inventory.1.json') },
};
const verified: Emergency = { step: 'verify', verification: listed, facts: [{ fact: 'keys', value: '2' }] };

export const emergencyStates = {
  'online-emergency-start': { view: start, open: choose('Emergency recovery') },
  'online-emergency-new-hsm': {
    view: start,
    open: async (page: Page) => {
      await choose('Emergency recovery')(page);
      await choose('No HSM yet')(page);
    },
  },
  'online-emergency-sign-in': { view: emergencyOf(begun, { ui: { account: { phase: 'signed-out' } } }) },
  'online-emergency-key': { view: withKey(fetched), open: inRail('Exchange key') },
  'online-emergency-key-written': {
    view: withKey([
      ...fetched,
      fileWritten(`exchange-key-recovered-hsm-${exchange.certificateSha256.slice(0, 8)}.pem`),
    ]),
    open: inRail('Exchange key'),
  },
  'online-emergency-blob': { view: emergencyOf(begun) },
  'online-emergency-upload': { view: emergencyOf(withBlob) },
  'online-emergency-other-key': {
    view: emergencyOf(withBlob, {
      step: 'upload',
      refused: { code: 'EXCHANGE_KEY_DIFFERS', inBlob: certificateSha256, fetched: otherSha },
    }),
  },
  'online-emergency-backup': { view: emergencyOf(throughCall('upload')) },
  'online-emergency-backup-named': { view: emergencyOf(named) },
  'online-emergency-restore': { view: emergencyOf(throughCall('backup'), over) },
  'online-emergency-verify': { view: emergencyOf(throughCall('restore')) },
  'online-emergency-listed': { view: emergencyOf(through('restore-verified'), verified), open: inRail('Verify') },
  'online-emergency-finish': { view: emergencyOf(through('restore-verified'), verified), open: inRail('Finish') },
} satisfies Readonly<Record<string, OnlineState>>;
