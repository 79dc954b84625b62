// A key that carries no attestation: two people answer for it, by their reason, and its fingerprint comes another way.
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { ExceptionSheet } from '#shared/journal/events.ts';
import { emptySheet } from '#shared/formatting/exception-sheet.ts';
import { field, hold, type Question } from '../../app/confirmation.ts';
import { sheetOf, unclearSheet } from '../../app/questions/exception.ts';
import { chosenPeople, nameFields, personFields, typedNames, unlessTwo } from '../../app/two-people.ts';
import type { Ceremony } from '../ceremony/ceremony.ts';
import type { EmergencyKey, EmergencyRecovery } from '../emergency/emergency.ts';
import { keyFacts } from './facts.ts';

/** In a recovery they fill in its exception sheet. */
export const acceptUnattested = (
  view: View,
  ceremony: Ceremony,
): Question<{ readonly approvers: string[]; readonly sheet: ExceptionSheet }> => ({
  practice: ceremony.practice,
  draw(texts) {
    const { unattested: t, exception } = texts.screens.ceremony;
    return {
      title: t.heading,
      lead: [t.warning],
      facts: [...keyFacts(view.exchangeKey, texts.screens)],
      fields: [
        field('reason', t.reason, { form: { kind: 'text' } }),
        ...personFields(ceremony.plan, texts),
        field('initials', exception.initials, { detail: exception.initialsNote }),
      ],
      acts: [hold(t.accept)],
    };
  },
  take({ typed, texts }) {
    const { expected, happened, options } = texts.screens.ceremony.unattested;
    const approvers = ceremony.names(chosenPeople(typed));
    const { reason: decision = '', initials = '' } = typed;
    const affectsTrust = 'yes' as const;
    const decidedBy = approvers.join(', ');
    const sheet = { ...emptySheet, expected, happened, options, decision, decidedBy, initials, affectsTrust };
    return { approvers, sheet: sheetOf(sheet, 'B6', 2) };
  },
  again: unclearSheet,
});

interface TypedAcceptance {
  readonly approvers: readonly [string, string];
  readonly reason: string;
  /** As people have it on paper. */
  readonly fingerprint: string;
}

/**
 * In an emergency they type its fingerprint and their names.
 * @param check checks the key with what they typed; another fingerprint than its own is typed again
 */
export const acceptUnattestedNow = (
  view: View,
  { practice }: EmergencyRecovery,
  check: (unattested: TypedAcceptance) => Promise<EmergencyKey>,
): Question<EmergencyKey> => ({
  practice,
  draw(texts) {
    const { ceremony, emergency } = texts.screens;
    const t = ceremony.unattested;
    return {
      title: t.heading,
      lead: [t.warning, emergency.unattested.lead],
      facts: [...keyFacts(view.exchangeKey, texts.screens)],
      fields: [field('fingerprint', emergency.unattested.fingerprint), field('reason', t.reason), ...nameFields(texts)],
      acts: [hold(t.accept)],
    };
  },
  async take({ typed }) {
    const { reason = '', fingerprint = '' } = typed;
    const key = await check({ approvers: typedNames(typed), reason: reason.trim(), fingerprint });
    return key.fault?.code === 'EXCEPTION_FINGERPRINT_OTHER' ? refuse(key.fault) : key;
  },
  again: [...unlessTwo, 'EXCEPTION_FINGERPRINT_OTHER'],
});
