// Two people who answer for something, as the confirmation view asks for them.
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';
import { refuse } from '#shared/faults/fault.ts';
import { isPersonName, peopleAmong } from '#shared/formatting/person-name.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Typed } from './confirmation.ts';

type Field = ConfirmationSheet['fields'][number];

/** Where no plan names anybody, they type their names. */
export const nameFields = ({ screens: { emergency } }: Catalogue): Field[] => [
  { name: 'first', label: emergency.people.first, value: '', detail: null },
  { name: 'second', label: emergency.people.second, value: '', detail: null },
];

/** @throws PERSON_NAME_UNCLEAR, TWO_PEOPLE_NEEDED */
export function typedNames({ first = '', second = '' }: Typed): readonly [string, string] {
  const by = [first.trim(), second.trim()] as const;
  const unclear = by.find((name) => !isPersonName(name));
  if (unclear !== undefined) refuse({ code: 'PERSON_NAME_UNCLEAR', person: visibleText(unclear, 80) });
  return peopleAmong(by) === 2 ? by : refuse({ code: 'TWO_PEOPLE_NEEDED' });
}
