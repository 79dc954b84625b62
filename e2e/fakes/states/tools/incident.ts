// The incident sheet, from the tools and by itself.
import { refuseNext } from '../../fake-app.ts';
import { say } from '../../localize.ts';
import { sha } from '../hashes.ts';
import { picked, planHash } from './common.ts';
import { at, type ToolsState, press } from './tool-state.ts';

export const incidentStates = {
  'incident-begins': {
    answers: {},
    // Its steps come after the page, which would be checked empty.
    ...at('Incident', (page) => page.locator('.incident > li').waitFor()),
  },
  'incident-by-itself': {
    answers: { 'files.pick': picked },
    ...at('Verify a bundle', async (page) => {
      await press(page, 'Choose the approved plan');
      await press(page, 'Choose the bundle');
      await refuseNext(page, { code: 'BUNDLE_OBSERVERS_DISAGREE', expected: sha, found: planHash });
      await press(page, 'Verify');
      await page.getByRole('alert').waitFor();
    }),
  },
  'incident-differs': {
    answers: {},
    ...at('Incident', async (page) => {
      for (let step = 0; step < 2; step += 1) await press(page, 'Done, and written on the sheet');
      const fields = page.getByRole('region', { name: await say(page, 'Three values') }).getByRole('textbox');
      for (const [place, value] of [sha, sha, planHash].entries()) await fields.nth(place).fill(value);
      await page.locator('.mark[data-tone="stop"]').waitFor();
    }),
  },
} satisfies Readonly<Record<string, ToolsState>>;
