// Approval to build: what is decided comes from the journal and the files that this machine has, not from the page.
import type { View } from '#shared/contract/offline/view.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type Asked, fact, hold, type Question, withoutMarks } from '../../app/confirmation.ts';
import { wordsFact } from '../../app/questions/words.ts';
import { chosenPeople, nameFields, personFields, typedNames, unlessTwo } from '../../app/two-people.ts';
import type { Ceremony } from '../ceremony/ceremony.ts';
import type { EmergencyRecovery } from '../emergency/emergency.ts';
import { keyFacts } from './facts.ts';

/** Two people who are named in no plan type their names, and hold. */
export const approveEmergencyBuild = (view: View, { practice }: EmergencyRecovery): Question<readonly string[]> => ({
  practice,
  draw: (texts) => ({
    ...buildAsked(view, texts, texts.screens.emergency.people.note),
    fields: nameFields(texts),
  }),
  take: ({ typed }) => typedNames(typed),
  again: unlessTwo,
});

/** Two people of the plan are chosen, and hold. @returns their names */
export const approveBuild = (view: View, ceremony: Ceremony): Question<readonly string[]> => ({
  practice: ceremony.practice,
  draw: (texts) => ({
    ...buildAsked(view, texts, texts.screens.build.aloud, texts.screens.build.twoPeople),
    fields: personFields(ceremony.plan, texts),
  }),
  take: ({ typed }) => ceremony.names(chosenPeople(typed)),
  again: unlessTwo,
});

/** What the blob is built from, and for whom: each file with its hash, and the words of the key as they are read aloud. */
function buildAsked(
  { exchangeKey, custodians, securityDomain }: View,
  { screens }: Catalogue,
  ...notes: readonly string[]
): Omit<Asked, 'fields'> {
  const { build: t, ceremony, securityDomain: domain } = screens;
  const exception = exchangeKey.phase === 'confirmed' ? exchangeKey.exception : null;
  return {
    title: t.build,
    lead: [
      ...(exception === null
        ? []
        : [`${ceremony.unattested.accepted(exception.approvers.join(', '))} ${exception.reason}`]),
      withoutMarks(t.shares(custodians.have, custodians.required)),
      ...notes,
    ],
    facts: [
      ...keyFacts(exchangeKey, screens),
      ...(exchangeKey.phase === 'confirmed' ? [wordsFact(t.words, exchangeKey.certificateSha256)] : []),
      ...(securityDomain.phase === 'loaded'
        ? [fact(domain.title, securityDomain.file.name, securityDomain.file.sha256)]
        : []),
    ],
    acts: [hold(t.holdToBuild)],
  };
}
