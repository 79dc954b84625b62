// How long a call has lasted is said where people wait for it, and does not bury what was said before.
import { expect, it } from 'vitest';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { progressTo } from './step-options.ts';

it('says at first how long a call usually takes, then once a minute and at each trouble how long it has lasted', async () => {
  const { commands } = await loadCatalogue('en');
  let now = Date.UTC(2026, 10, 30, 9);
  const said: string[] = [];
  const { onProgress } = progressTo(
    (line) => void said.push(line(commands)),
    () => now,
  );
  for (let queries = 1; queries <= 30; queries += 1) {
    now += 5_000;
    onProgress?.({
      operation: 'control-plane',
      queries,
      lastContact: queries === 1 ? undefined : now,
      ...(queries === 3 && { trouble: { code: 'SERVICE_ANSWER_LOST', operation: 'control-plane' } }),
    });
  }
  expect(said).toMatchInlineSnapshot(`
    [
      "Azure works on it: 5 s so far; last answer: none yet. Usually 15 to 17 minutes for a new HSM or a purge, up to 4 for another change",
      "Azure works on it: 15 s so far; last answer: 2026-11-30 09:00:15 UTC, not answered (SERVICE_ANSWER_LOST), going on",
      "Azure works on it: 1 min 15 s so far; last answer: 2026-11-30 09:01:15 UTC",
      "Azure works on it: 2 min 15 s so far; last answer: 2026-11-30 09:02:15 UTC",
    ]
  `);
});
