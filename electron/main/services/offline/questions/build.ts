// Approval to build the restore blob. What is decided is written from the journal and from files that were verified, never from what a page says.
import type { View } from '#shared/contract/offline/view.ts';
import { wordRows } from '#shared/formatting/fingerprint.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { type Asked, type Question, withoutMarks } from '../../app/confirmation.ts';
import { chosenPeople, nameFields, personFields, typedNames } from '../../app/two-people.ts';
import type { OfflineAppState } from '../app-state.ts';
import type { Ceremony } from '../ceremony/ceremony.ts';
import type { EmergencyRecovery } from '../emergency/emergency.ts';

/** Two people who are named in no plan type their names, and hold. */
export function approveEmergencyBuild(
  { view }: OfflineAppState,
  { practice }: EmergencyRecovery,
): Question<readonly string[]> {
  return {
    practice,
    draw: (texts) => ({
      ...buildAsked(view, texts, texts.screens.emergency.people.note),
      fields: nameFields(texts),
    }),
    take: typedNames,
    again: ({ code }) => code === 'TWO_PEOPLE_NEEDED' || code === 'PERSON_NAME_UNCLEAR',
  };
}

/** Two people of the plan are chosen, and hold. @returns their names */
export function approveBuild({ view }: OfflineAppState, ceremony: Ceremony): Question<readonly string[]> {
  const { plan } = ceremony;
  return {
    practice: plan.practice,
    draw: (texts) => ({
      ...buildAsked(view, texts, texts.screens.build.aloud, texts.screens.build.twoPeople),
      fields: personFields(plan, texts),
    }),
    take: (typed) => ceremony.names(chosenPeople(typed)),
    again: ({ code }) => code === 'TWO_PEOPLE_NEEDED' || code === 'PERSON_NOT_IN_PLAN',
  };
}

/** What the blob is built from, and for whom: each file with its hash, and the words of the key as they are read aloud. */
function buildAsked(
  { exchangeKey, custodians, securityDomain }: View,
  { screens }: Catalogue,
  ...notes: readonly string[]
): Omit<Asked, 'fields'> {
  const { build: t, ceremony, securityDomain: domain, emergency } = screens;
  const isConfirmed = exchangeKey.phase === 'confirmed';
  const exception = isConfirmed ? exchangeKey.exception : null;
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
      ...(isConfirmed
        ? [
            { label: t.forHsm, lines: [exchangeKey.host] },
            { label: emergency.key.region, lines: [exchangeKey.file.name, exchangeKey.file.sha256] },
            { label: t.words, lines: wordRows(exchangeKey.certificateSha256).map((row) => row.join(' ')) },
          ]
        : []),
      ...(securityDomain.phase === 'loaded'
        ? [{ label: domain.title, lines: [securityDomain.file.name, securityDomain.file.sha256] }]
        : []),
    ],
    act: { label: t.holdToBuild, isHeld: true },
  };
}
