// The states of the pages beside a ceremony: what main would answer, and how a person gets there. For the gallery and for axe.
import { bundleStates } from './states/desk/bundles.ts';
import { type DeskState, press } from './states/desk/desk-state.ts';
import { incidentStates } from './states/desk/incident.ts';
import { journalStates } from './states/desk/journal.ts';
import { pairingStates } from './states/desk/pairing.ts';
import { paperStates } from './states/desk/papers.ts';
import { planStates } from './states/desk/plan.ts';
import { rehearsalStates } from './states/desk/rehearsal.ts';
import { activationEnds } from './states/offline/activation.ts';
import { running } from './states/offline/common.ts';

const all = {
  'desk-list': { view: running, answers: {}, open: (page) => press(page, 'Papers and proofs') } satisfies DeskState,
  ...paperStates,
  ...rehearsalStates,
  ...planStates,
  ...bundleStates,
  ...journalStates,
  ...pairingStates,
  ...incidentStates,
  ...activationEnds,
};
export type DeskStateName = keyof typeof all;

/** From a name to a state; the names are those of the images in the gallery. */
export const deskStates: Readonly<Record<DeskStateName, DeskState>> = all;
