// What operators type of the other machine, as its people read it, and of the HSM, from their own paper.
import { field, press, type Question } from '../../app/confirmation.ts';
import { askPairing } from '../../app/questions/words.ts';
import { assertTypedTarget } from '../../recovery/confirmation.ts';
import type { OpenCeremony } from '../open-ceremony.ts';

/** Pairing with the offline machine. */
export const pairWithOffline = (ceremony: OpenCeremony): Question<void> =>
  askPairing({
    practice: ceremony.approved.plan.practice,
    holder: ceremony.offlineMachine.holder,
    number: ceremony.journal.state.challengeIssued ?? '',
    code: ceremony.pairingCode,
    words: () => ceremony.pairingWords,
    pair: (words, number) => ceremony.pair(words, number),
  });

/** The second operator types the name of the HSM from their own paper. @returns what was typed */
export const askTarget = ({ particulars }: OpenCeremony): Question<string> => ({
  practice: particulars.practice,
  draw({ screens: { online } }) {
    const { title, name, action } = online.pages.observe;
    return {
      title,
      lead: [name],
      facts: [],
      fields: [field('name', online.step.confirm.name)],
      acts: [press(action)],
    };
  },
  take({ typed }) {
    const name = typed['name']?.trim() ?? '';
    assertTypedTarget(particulars, name);
    return name;
  },
  again: ['CONFIRMATION_DIFFERS'],
});
