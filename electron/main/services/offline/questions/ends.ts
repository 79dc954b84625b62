// What two people say and nothing else: that something ends for everybody, or that they saw it.
import type { View } from '#shared/contract/offline/view.ts';
import { peopleAmong } from '#shared/formatting/person-name.ts';
import type { PlanRole } from '#shared/plan/plan.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type Asked, field, hold, press, type Question, type Typed } from '../../app/confirmation.ts';
import { chosenPeople, nameFields, personFields, typedNames, unlessTwo } from '../../app/two-people.ts';
import { Ceremony } from '../ceremony/ceremony.ts';
import type { KeptJournal } from '../ceremony/kept-journal.ts';

interface AskedOfTwo {
  readonly practice: boolean;
  /** The open journal; without one nothing is answered for, and nobody is named. */
  readonly kept: KeptJournal | undefined;
  /** Of those who are chosen at first. */
  readonly roles?: readonly [PlanRole, PlanRole];
  /** Who answered before without a plan, and is most often still there. */
  readonly known?: readonly string[];
  readonly draw: (texts: Catalogue) => Pick<Asked, 'title' | 'lead' | 'acts'>;
}

/** @returns their names; none where no journal is open */
const askTwo = ({ practice, kept, roles, known, draw }: AskedOfTwo): Question<readonly string[]> => ({
  practice,
  draw(texts) {
    const fields =
      kept instanceof Ceremony
        ? personFields(kept.plan, texts, ...(roles ?? ([] as const)))
        : kept === undefined
          ? []
          : nameFields(texts, known);
    return { ...draw(texts), facts: [], fields };
  },
  take: ({ typed }) => (kept === undefined ? [] : namesOf(kept, typed)),
  again: unlessTwo,
});

const namesOf = (kept: KeptJournal, typed: Typed): readonly string[] =>
  kept instanceof Ceremony ? kept.names(chosenPeople(typed)) : typedNames(typed);

/** Every share is dropped. */
export const approveRestart = (
  view: View,
  kept: KeptJournal | undefined,
  practice: boolean,
): Question<readonly string[]> =>
  askTwo({
    practice,
    kept,
    draw({ screens: { custodians } }) {
      const t = custodians.restart;
      return { title: t.open, lead: [t.price(view.custodians.have)], acts: [hold(t.hold)] };
    },
  });

/** A journal is closed. */
export const approveClosing = (kept: KeptJournal, known?: readonly string[]): Question<readonly string[]> =>
  askTwo({
    practice: kept.practice,
    kept,
    ...(known && { known }),
    draw({ screens: { finish, ceremony, emergency } }) {
      const isPlanned = kept instanceof Ceremony;
      const label = isPlanned ? ceremony.finish.close : emergency.finish.close;
      return { title: label, lead: [isPlanned ? finish.lead : emergency.finish.lead], acts: [press(label)] };
    },
  });

/** The old set of a re-wrap is on the destruction sheet. */
export const askOldSet = (ceremony: Ceremony): Question<readonly string[]> =>
  askTwo({
    practice: ceremony.practice,
    kept: ceremony,
    roles: ['CA', 'MC'],
    draw: ({ screens: { activation } }) => ({
      title: activation.oldSet.title,
      lead: [activation.oldSet.lead],
      acts: [press(activation.oldSet.note)],
    }),
  });

/** Where the system tells sticks by nothing, people see two of them. */
export const askTwoSticks = (ceremony: Ceremony): Question<readonly string[]> =>
  askTwo({
    practice: ceremony.practice,
    kept: ceremony,
    draw({ screens: { activation } }) {
      const { act, twoSticks } = activation.keys;
      return { title: act['write-2'], lead: [twoSticks], acts: [press(act['write-2'])] };
    },
  });

interface TypedEnd {
  readonly by: readonly string[];
  readonly exception: number;
  readonly reason: string;
}

/** A ceremony of new keys ends without its proofs, by an exception that two people decided. */
export function askGivingUp(view: View, ceremony: Ceremony): Question<TypedEnd> {
  // One person's exception ends nothing.
  const fit = view.exceptions.filter(({ decidedBy }) => peopleAmong(decidedBy) >= 2);
  return {
    practice: ceremony.practice,
    draw(texts) {
      const t = texts.screens.activation.giveUp;
      const choices = fit.map(({ number, decision }) => ({
        value: String(number),
        title: `EX-${number}: ${decision.slice(0, 80)}`,
      }));
      return {
        title: t.title,
        lead: [t.warning],
        facts: [],
        fields: [
          field('exception', t.exception, {
            form: { kind: 'choice', choices: [{ value: '', title: t.choose }, ...choices] },
          }),
          field('reason', t.reason, { form: { kind: 'text' } }),
          ...personFields(ceremony.plan, texts),
        ],
        acts: [press(t.confirm)],
      };
    },
    take: ({ typed }) => ({
      by: ceremony.names(chosenPeople(typed)),
      exception: Number(typed['exception']),
      reason: (typed['reason'] ?? '').replaceAll(/\s+/gu, ' ').trim(),
    }),
    again: unlessTwo,
  };
}
