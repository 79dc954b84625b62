// The states of the pages beside a ceremony: what main would answer, and how a person gets there. For the gallery and for axe.
import { bundleStates } from './states/tools/bundles.ts';
import { type ToolsState, press } from './states/tools/tool-state.ts';
import { incidentStates } from './states/tools/incident.ts';
import { journalStates } from './states/tools/journal.ts';
import { pairingStates } from './states/tools/pairing.ts';
import { paperStates } from './states/tools/papers.ts';
import { planStates } from './states/tools/plan.ts';
import { rehearsalStates } from './states/tools/rehearsal.ts';
import { activationEnds } from './states/offline/activation.ts';
import { running } from './states/offline/common.ts';

const all = {
  'desk-list': { view: running, answers: {}, open: (page) => press(page, 'Papers and proofs') } satisfies ToolsState,
  ...paperStates,
  ...rehearsalStates,
  ...planStates,
  ...bundleStates,
  ...journalStates,
  ...pairingStates,
  ...incidentStates,
  ...activationEnds,
};
export type ToolStateName = keyof typeof all;

/** From a name to a state; the names are those of the images in the gallery. */
export const toolStates: Readonly<Record<ToolStateName, ToolsState>> = all;
