// Plans and identities.
import type { MadeIdentity } from '#shared/contract/desk/identities.ts';
import { sha } from '../hashes.ts';
import { file, picked, plan } from './common.ts';
import { at, choose, type DeskState, fill, press, visible } from './desk-state.ts';

const made: MadeIdentity = {
  identity: { role: 'offline', holder: 'Person op', keyId: sha, spki: 'MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE'.repeat(4) },
  files: [
    { ...file, name: 'offline.identity.json' },
    { ...file, name: 'offline.public.json' },
  ],
};

export const planStates = {
  'plan-read': {
    answers: { 'desk.pick': picked, 'plans.load': plan },
    ...at('Plan and approvals', async (page) => {
      await press(page, 'Choose the plan');
      await visible(page, 'The plan');
    }),
  },
  'plan-begin': {
    answers: {},
    ...at('Plan and approvals', (page) => choose(page, 'Begin a new plan')),
  },
  'identity-choose': { answers: {}, ...at('Make an identity', (page) => choose(page, 'Operator 1')) },
  'identity-made': {
    answers: { 'desk.pick': { ...picked, name: 'STICK OF OP' }, 'identities.create': made },
    ...at('Make an identity', async (page) => {
      await choose(page, 'Offline machine');
      await fill(page, 'Who holds it', 'Person op');
      await press(page, 'Choose the stick or folder to write to');
      await press(page, 'Choose the passphrase and make it');
      await visible(page, 'The new identity');
    }),
  },
} satisfies Readonly<Record<string, DeskState>>;
