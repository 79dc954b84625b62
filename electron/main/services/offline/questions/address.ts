// The address of the HSM of an emergency, from paper: it alone says which key is the right one.
import { fact, field, press, type Question, withoutMarks } from '../../app/confirmation.ts';
import type { EmergencyRecovery } from '../emergency/emergency.ts';

/** @param fileName of the key that is checked against it; its hash may be one that people bring another way */
export const askAddress = (emergency: EmergencyRecovery, fileName: string): Question<void> => ({
  practice: emergency.practice,
  draw({ screens }) {
    const { key: t } = screens.emergency;
    const { target } = emergency.state;
    // As it was typed for the file before.
    const value = target === undefined ? '' : new URL(target.hsmUri).host;
    return {
      title: t.title,
      lead: [withoutMarks(t.lead)],
      facts: [fact(screens.exchangeKey.title, fileName)],
      fields: [field('address', t.address, { value, detail: t.addressDetail })],
      acts: [press(t.check)],
    };
  },
  take: ({ typed }) => emergency.typeTarget(typed['address'] ?? ''),
  again: ['HSM_URI_INVALID', 'HSM_CLOUD_UNKNOWN', 'HSM_HOST_PRACTICE', 'HSM_HOST_NOT_PRACTICE'],
});
