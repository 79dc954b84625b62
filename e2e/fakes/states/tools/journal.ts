// Journals, and the exceptions of a session.
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import type { JournalView } from '#shared/contract/tools/journals.ts';
import { sha } from '../hashes.ts';
import { restoreBlobStates } from '../offline/restore-blob.ts';
import { picked, planHash } from './common.ts';
import { at, type ToolsState, press, visible } from './tool-state.ts';

const journal: JournalView = {
  name: 'offline.jsonl',
  ceremony: recoveryPlan.ceremony,
  practice: false,
  role: 'offline',
  planSha256: planHash,
  challenge: 'a1b2c3d4'.repeat(4),
  events: 120,
  head: sha,
  closed: false,
  givenUp: false,
  damage: null,
  failures: [],
  exceptions: 0,
  openCalls: [],
  page: offlineRecovery.map((event, at) => ({ n: 120 - at, at: '2026-10-14T10:00:00.000Z', event })),
};

export const journalStates = {
  'journal-read': {
    answers: { 'files.pick': picked, 'journals.read': journal },
    ...at('Journal and exceptions', async (page) => {
      await press(page, 'Choose the journal');
      await visible(page, 'The journal');
    }),
  },
  'journal-damaged': {
    answers: {
      'files.pick': picked,
      'journals.read': { ...journal, damage: { code: 'JOURNAL_TORN_LINE', lastGood: 3 }, failures: ['exchange-key'] },
    },
    ...at('Journal and exceptions', async (page) => {
      await press(page, 'Choose the journal');
      await visible(page, 'The journal');
      await press(page, 'Choose the plan');
    }),
  },
  'exceptions-one': {
    view: restoreBlobStates.finished,
    answers: {},
    open: async (page) => {
      await press(page, 'Papers and proofs');
      await press(page, 'Exceptions of this session');
    },
  },
} satisfies Readonly<Record<string, ToolsState>>;
