// What two people answer for beside a call to Azure: what became of one that nobody knows, and the end of the journal.
import type { GuardedCall } from '#shared/journal/events.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { field, hold, type Question } from '../../app/confirmation.ts';
import { unlessTwo } from '../../app/two-people.ts';
import type { Decision } from '../../recovery/decide.ts';
import type { WorkSession } from '../work-session.ts';
import { answering, peopleFields } from './calls.ts';

const again = [...unlessTwo, 'CONFIRMATION_ONE_PERSON'] as const;

/** They say what they found, where they looked, and who they are. */
export const decideOutcome = (work: WorkSession, call: GuardedCall): Question<Decision> => ({
  practice: work.particulars.practice,
  draw(texts) {
    const { unknown: t } = texts.screens.online.step;
    const choices = (['succeeded', 'failed'] as const).map((value) => ({ value, title: t[value].title }));
    return {
      title: t.verdict,
      lead: [t.look[call], t.succeeded.detail, t.failed.detail],
      facts: [],
      fields: [
        field('verdict', t.verdict, { form: { kind: 'choice', choices: [{ value: '', title: '…' }, ...choices] } }),
        field('reason', t.reason),
        ...peopleFields(work, texts),
      ],
      acts: [hold(t.action)],
    };
  },
  take: ({ typed }) => ({
    call,
    verdict: typed['verdict'] === 'succeeded' ? 'succeeded' : 'failed',
    by: answering(work, typed),
    reason: visibleText(typed['reason']?.trim() ?? '', 300),
  }),
  again,
});

export const approveEnd = (work: WorkSession): Question<readonly string[]> => ({
  practice: work.particulars.practice,
  draw(texts) {
    const { close, lead } = texts.screens.online.pages.finish;
    return { title: close, lead: [lead], facts: [], fields: peopleFields(work, texts), acts: [hold(close)] };
  },
  take: ({ typed }) => answering(work, typed),
  again,
});
