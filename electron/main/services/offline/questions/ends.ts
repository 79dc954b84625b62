// What ends something for everybody: every share is dropped, a journal is closed.
import { hold, press, type Question } from '../../app/confirmation.ts';
import { chosenPeople, nameFields, personFields, typedNames, unlessTwo } from '../../app/two-people.ts';
import type { OfflineAppState } from '../app-state.ts';
import { Ceremony } from '../ceremony/ceremony.ts';
import type { KeptJournal } from '../ceremony/kept-journal.ts';

/** Two people answer for it: of the plan, or by their names. In a drill nothing rests on the shares, and nobody is named. */
export const approveRestart = ({ view, kept }: OfflineAppState, practice: boolean): Question<readonly string[]> => ({
  practice,
  draw(texts) {
    const t = texts.screens.custodians.restart;
    return {
      title: t.open,
      lead: [t.price(view.custodians.have)],
      facts: [],
      fields: kept === undefined ? [] : twoOf(kept, texts),
      acts: [hold(t.hold)],
    };
  },
  take: ({ typed }) => (kept === undefined ? [] : namesOf(kept, typed)),
  again: unlessTwo,
});

/** @param known who approved before, and is most often still there */
export const approveClosing = (kept: KeptJournal & { readonly practice: boolean }, known: readonly string[] = []): Question<readonly string[]> => ({
  practice: kept.practice,
  draw(texts) {
    const { finish, ceremony, emergency } = texts.screens;
    const isPlanned = kept instanceof Ceremony;
    return {
      title: finish.title,
      lead: [isPlanned ? finish.lead : emergency.finish.lead],
      facts: [],
      fields: twoOf(kept, texts, known),
      acts: [press(isPlanned ? ceremony.finish.close : emergency.finish.close)],
    };
  },
  take: ({ typed }) => namesOf(kept, typed),
  again: unlessTwo,
});

const twoOf = (kept: KeptJournal, texts: Parameters<Question<void>['draw']>[0], known: readonly string[] = []) =>
  kept instanceof Ceremony ? personFields(kept.plan, texts) : nameFields(texts, known);
const namesOf = (kept: KeptJournal, typed: Parameters<typeof typedNames>[0]): readonly string[] =>
  kept instanceof Ceremony ? kept.names(chosenPeople(typed)) : typedNames(typed);
