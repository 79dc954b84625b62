// A whole practice recovery from the printed pages alone: both scripts are read step by step beside the apps, offline and two operators
// online, over one practice cloud. Every file is one that an app wrote, carried to the other; everything told is read from a screen.
import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal } from '#core/journal/chain.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { openBundle } from '#core/transfer/bundle.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { makePaper, type PaperRequest } from '#core/paper/papers.ts';
import { passphraseOf } from '../offline-workspace.ts';
import { OnlinePages } from '../pages/online-pages.ts';
import { type PrintedStep, printedSteps } from '../support/printed-steps.ts';
import { actsOf, isByHand, walk } from '../pages/script-acts.ts';
import { expect, test } from '../two-machines.ts';

const style = { css: '', pictures: { en: {}, de: {} }, appVersion: '0.1.0', language: 'en', paper: 'a4' } as const;
const printed = (request: Pick<PaperRequest, 'document' | 'plan' | 'side' | 'journal'>): readonly PrintedStep[] =>
  printedSteps(makePaper({ drillLevels: [], ...request }, style).html);

/** What a screen is for and no line of the journal is: the sheet, the files and the stick of it are there to be looked at. */
const notedElsewhere = {
  offline: ['M5', 'B4', 'B11', 'B18', 'B19', 'Z1R', 'Z1P'],
  online: ['M7N', 'C2', 'C3', 'C5', 'C7', 'C11', 'C12', 'C27', 'Z1R', 'Z1P', 'Z5N'],
};
/** What a whole journal amounts to. */
function journalAt(...path: readonly string[]): JournalState {
  const { damage, head } = readJournal(readFileSync(join(...path)));
  expect(damage).toBeUndefined();
  return head.state;
}
const domainFile = 'security-domain.json';

test.use({ target: 'new' });

test('the printed script leads both rooms through a recovery, and the record ticks what they did', async ({
  workspace,
  start,
  keys,
  prepared,
  operator,
}) => {
  test.setTimeout(300_000);
  const plan = readFileSync(prepared.planFile);
  const papers = {
    offline: printed({ document: 'script', plan, side: 'offline' }),
    online: printed({ document: 'script', plan, side: 'online' }),
  };
  workspace.laySecurityDomain(
    prepared.recovery.securityDomain,
    keys.workspace.custodians.map(({ key }) => key),
  );
  renameSync(join(workspace.stick('IN'), domainFile), join(workspace.stick('DOMAIN'), domainFile));
  const [first, second] = (['operator-1', 'operator-2'] as const).map(
    (role) => new OnlinePages(operator(role), role, prepared),
  ) as [OnlinePages, OnlinePages];
  const acts = actsOf({
    ...{ workspace, prepared, start, first, second },
    custodians: [
      { stick: 'C1', key: /custodian-1\.key/, passphrase: passphraseOf(1) },
      { stick: 'C3', key: /custodian-3\.key/, passphrase: '' },
    ],
  });

  // No step without an act, no act without a step.
  for (const side of ['offline', 'online'] as const)
    expect([...new Set(papers[side].map(({ id }) => id))].sort()).toEqual(Object.keys(acts[side]).sort());

  const places: Record<string, string> = {};
  const goThrough = (side: 'offline' | 'online'): Promise<void> =>
    walk(papers[side], acts[side], ({ id, turn }) => {
      places[side] = `${id}.${turn}`;
    });
  try {
    await Promise.all([goThrough('offline'), goThrough('online')]);
  } catch (error) {
    throw new Error(`the rooms were at ${JSON.stringify(places)}`, { cause: error });
  }

  // The records tick all that a screen was for and the journal notes, and nothing that was done by hand.
  for (const [side, machines] of [
    ['offline', ['offline']],
    ['online', ['operator-1', 'operator-2']],
  ] as const) {
    const rows = machines.flatMap((machine) => acts.records.get(machine) ?? []);
    const ticked = new Set(rows.flatMap(({ id, isDone }) => (isDone ? [id] : [])));
    const atScreens = Object.keys(acts[side]).filter((id) => !isByHand(acts[side][id]));
    expect([...ticked].filter((id) => !atScreens.includes(id))).toEqual([]);
    expect(atScreens.filter((id) => !ticked.has(id))).toEqual(notedElsewhere[side]);
  }
  // The blob is for the certificate that both read out.
  const [blob = 'none'] = readdirSync(workspace.stick('OUT'));
  const { payload } = openBundle(
    readFileSync(join(workspace.stick('OUT'), blob)),
    'restore-blob',
    pinnedIdentities(prepared.plan),
  );
  const offline = journalAt(workspace.stick('RECORDS'), `journal-offline-${prepared.plan.ceremony}.jsonl`);
  expect(offline).toMatchObject({ closed: true, exceptions: 0, failures: [] });
  expect(payload.exchange.certificateSha256).toBe(offline.readBack['exchange-key']);

  // Nothing was sent twice; the second backup is that of the recovered HSM.
  const { calls } = journalAt(first.machine.stick, `records-${prepared.plan.ceremony}-operator-1`, 'journal.jsonl');
  const once = ['create-1', 'init-recovery-1', 'upload-1', 'backup-1', 'restore-1', 'backup-2'];
  expect(Object.keys(calls)).toEqual(once);
});
