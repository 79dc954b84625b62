// English: the checks before a ceremony, and what to do about each finding.
import type { OnlineCheckOutcome } from '../../../../online/checks.ts';
import { plural } from '../../formats.ts';
import { englishOnlineTexts } from '../../online.ts';

const outcomes: Readonly<Record<OnlineCheckOutcome, string>> = {
  ok: 'fine',
  look: 'look here',
  stop: 'would fail',
  unknown: 'not known',
};

export const preFlight = {
  title: 'Pre-flight checks',
  lead: 'Everything is looked at and nothing is changed. Look before anybody travels, and again before each step.',
  operators: 'Object ids of those who work here, or of their group',
  operatorsNote: 'One in each line. Compared with the administrators in the backup.',
  inventory: 'the inventory of the backup',
  inventoryNote:
    'The file that was exported at backup time. Without it, nobody can say who will be an administrator after the restore.',
  action: 'Look now',
  again: 'Refresh',
  looking: (since: string) => `Looking, for ${since} …`,
  looked: (when: string) => `Looked ${when}.`,
  clear: 'Nothing is in the way, as far as could be checked.',
  stops: (count: number) =>
    plural(count, {
      one: '1 point would fail. Correct it first.',
      other: `${count} points would fail. Correct them first.`,
    }),
  looks: (count: number) =>
    plural(count, {
      one: 'Nothing would fail. 1 point needs a person’s eye.',
      other: `Nothing would fail. ${count} points need a person’s eye.`,
    }),
  findings: 'Findings',
  todo: 'To do',
  outcomes,
  checks: englishOnlineTexts.checks,
  checkTodo: englishOnlineTexts.todo,
  createFirst: englishOnlineTexts.createFirst,
  source: {
    title: 'The lost HSM still answers?',
    note: 'Then export its inventory now: it is what the new HSM is compared with.',
    action: 'Export its inventory',
  },
};
