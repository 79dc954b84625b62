// The pairing of two machines.
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import type { Pairing } from '#shared/contract/tools/pairing.ts';
import { sha } from '../hashes.ts';
import { picked, planHash } from './common.ts';
import { at, type ToolsState, fill, press, visible } from './tool-state.ts';

const pairing: Pairing = {
  offline: { role: 'offline', holder: 'Person op', keyId: sha, spki: 'MHYwEAYHKoZIzj0CAQ==' },
  online: { role: 'operator-1', holder: 'Person operator-1', keyId: planHash, spki: 'MHYwEAYHKoZIzj0CAQ==' },
  code: sha,
};

export const pairingStates = {
  'pairing-type': {
    answers: { 'files.pick': picked },
    ...at('Pair two machines', async (page) => {
      await fill(page, 'Ceremony id', recoveryPlan.ceremony);
      await press(page, 'Choose the offline identity');
      await press(page, 'Choose the online identity');
      await visible(page, 'Type the code');
    }),
  },
  'pairing-agreed': {
    answers: { 'files.pick': picked, 'pairing.compare': pairing },
    ...at('Pair two machines', async (page) => {
      await fill(page, 'Ceremony id', recoveryPlan.ceremony);
      await press(page, 'Choose the offline identity');
      await press(page, 'Choose the online identity');
      await press(page, 'Type the 32 words');
      await visible(page, 'Pairing code');
    }),
  },
} satisfies Readonly<Record<string, ToolsState>>;
