// Bundles: made, countersigned, verified.
import type { Page } from '@playwright/test';
import type { DraftView } from '#shared/contract/tools/bundles.ts';
import { refuseNext } from '../../fake-app.ts';
import { sha } from '../hashes.ts';
import { bundle, bundleName, file, picked, planHash } from './common.ts';
import { at, choose, type ToolsState, press, visible } from './tool-state.ts';

const draft: DraftView = {
  bundle: { ...bundle, noted: 'draft', signers: bundle.signers.slice(0, 1) },
  spkiSha256: planHash,
  observations: (['operator-1', 'operator-2'] as const).map((observer) => ({
    observer,
    requestId: 'f2a5c0de-0000-4000-8000-000000000001',
    serverDate: observer === 'operator-1' ? null : 'Wed, 14 Oct 2026 09:00:00 GMT',
    fetchedAt: '2026-10-14T09:00:01Z',
    tlsCertificates: 3,
  })),
};

async function fillPlanBundle(page: Page): Promise<void> {
  await choose(page, 'The approved plan');
  for (const what of ['the approved plan', 'the journal', 'your identity', 'the stick or folder to write to']) {
    await press(page, `Choose ${what}`);
  }
}

export const bundleStates = {
  'send-outcome': {
    answers: { 'files.pick': picked },
    ...at('Make a bundle', (page) => choose(page, 'The outcome of a call')),
  },
  'send-in-the-way': {
    answers: { 'files.pick': picked },
    ...at('Make a bundle', async (page) => {
      await fillPlanBundle(page);
      await refuseNext(page, { code: 'BUNDLE_IN_THE_WAY', name: bundleName, fileSha256: sha });
      await press(page, 'Type the passphrase and sign');
      await visible(page, 'A file is in the way');
    }),
  },
  'send-done': {
    answers: { 'files.pick': picked, 'bundles.create': { bundle: { ...bundle, type: 'plan', noted: 'sent' }, file } },
    ...at('Make a bundle', async (page) => {
      await fillPlanBundle(page);
      await press(page, 'Type the passphrase and sign');
      await visible(page, 'Verified');
    }),
  },
  'observer-compared': {
    answers: { 'files.pick': picked, 'bundles.readDraft': draft },
    ...at('Second observer', async (page) => {
      await press(page, 'Choose the approved plan');
      await press(page, 'Choose the draft from operator 1');
      await press(page, 'Choose what this machine fetched');
      await press(page, 'Choose the journal');
      await press(page, 'Compare');
      await visible(page, 'Compared');
    }),
  },
  'bundle-choose': {
    answers: {},
    ...at('Verify a bundle', (page) => choose(page, 'Accept it')),
  },
  'bundle-verified': {
    answers: { 'files.pick': picked, 'bundles.verify': bundle },
    ...at('Verify a bundle', async (page) => {
      await press(page, 'Choose the approved plan');
      await press(page, 'Choose the bundle');
      await press(page, 'Verify');
      await visible(page, 'Verified');
    }),
  },
} satisfies Readonly<Record<string, ToolsState>>;
