// The guide of a rehearsal: which window, who, what next. From the journals of both sides, so that it is right on every machine.
import type { Role } from '../ceremony/model.ts';
import type { JournalState } from '../journal/state.ts';

/** The stages of a recovery that is rehearsed on one laptop, in their order. */
export const guideStages = [
  'open',
  'pair',
  'exchange-key',
  'observe',
  'carry-in',
  'read-back',
  'custodians',
  'build',
  'carry-out',
  'upload',
  'tell',
  'restore-point',
  'restore',
  'verify',
  'consumers',
  'close',
] as const;
export type GuideStage = (typeof guideStages)[number];

export interface StagePlace {
  readonly window: 'offline' | 'online' | 'both';
  /** Those whose turn it is. */
  readonly who: readonly Role[];
}

export const stagePlaces: Readonly<Record<GuideStage, StagePlace>> = {
  open: { window: 'both', who: ['OP', 'RO1', 'RO2', 'CA'] },
  pair: { window: 'both', who: ['OP', 'RO1'] },
  'exchange-key': { window: 'online', who: ['RO1', 'RO2'] },
  observe: { window: 'online', who: ['RO2'] },
  'carry-in': { window: 'both', who: ['MC', 'OP'] },
  'read-back': { window: 'offline', who: ['OP', 'RO2', 'W1'] },
  custodians: { window: 'offline', who: ['C', 'MC', 'OP'] },
  build: { window: 'offline', who: ['CA', 'W1', 'OP'] },
  'carry-out': { window: 'both', who: ['OP', 'MC', 'RO1'] },
  upload: { window: 'online', who: ['RO1', 'RO2'] },
  tell: { window: 'both', who: ['RO1', 'OP'] },
  'restore-point': { window: 'online', who: ['RO1'] },
  restore: { window: 'online', who: ['RO1', 'RO2', 'CA'] },
  verify: { window: 'online', who: ['RO1', 'RO2'] },
  consumers: { window: 'online', who: ['RO1', 'CA'] },
  close: { window: 'both', who: ['OP', 'RO1', 'CA'] },
};

/** The journals of both machines, as far as they have been begun. */
export interface BothSides {
  readonly offline: JournalState | undefined;
  readonly online: JournalState | undefined;
}

/** Of the journals of a ceremony those of both sides; of two online the first operator's is the one that acts. */
export function sidesOf(states: readonly JournalState[], ceremony: string): BothSides {
  const of = (role: string): JournalState | undefined =>
    states.find(({ opened }) => opened?.role === role && opened.ceremony === ceremony);
  return { offline: of('offline'), online: of('operator-1') };
}

type Done = (offline: JournalState, online: JournalState) => boolean;

const succeeded = (state: JournalState, call: string): boolean =>
  Object.values(state.calls).some((each) => each.call === call && each.phase === 'succeeded');
const wrote = ({ written }: JournalState, type: string): boolean => written.some((each) => each.type === type);
const took = ({ accepted }: JournalState, type: string): boolean => accepted.some((each) => each.type === type);

const done: Readonly<Record<GuideStage, Done>> = {
  open: (offline, online) => offline.plan !== undefined && online.plan !== undefined,
  pair: (offline, online) => online.challengeNoted !== undefined && offline.challengeIssued !== undefined,
  'exchange-key': (_, { fetched }) => fetched['operator-1'] !== undefined,
  observe: (_, online) => wrote(online, 'exchange-key'),
  'carry-in': (offline) => offline.exchangeKey !== undefined,
  'read-back': ({ readBack, exchangeKey }) =>
    exchangeKey !== undefined && readBack['exchange-key'] === exchangeKey.certificateSha256,
  custodians: ({ shares, plan, blob }) => blob.phase === 'built' || shares.length >= (plan?.required ?? 1),
  build: ({ blob }) => blob.phase === 'built',
  'carry-out': (offline, online) =>
    wrote(offline, 'restore-blob') && (took(online, 'restore-blob') || succeeded(online, 'upload')),
  upload: (_, online) => succeeded(online, 'upload'),
  tell: (offline) => took(offline, 'outcome'),
  'restore-point': (_, online) => succeeded(online, 'backup'),
  restore: (_, online) => succeeded(online, 'restore'),
  // What was restored is listed before the consumers are.
  verify: (_, { consumers, closed }) => consumers !== undefined || closed,
  consumers: (_, { consumers }) => consumers !== undefined && consumers.back === consumers.of,
  close: (offline, online) => offline.closed && online.closed,
};

/** The first stage that is not done; undefined when the rehearsal is over. */
export function nextStage({ offline, online }: BothSides): GuideStage | undefined {
  if (offline === undefined || online === undefined) return 'open';
  return guideStages.find((stage) => !done[stage](offline, online));
}
