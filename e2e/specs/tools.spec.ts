// The app state beside the ceremony: papers are looked at, saved and printed, and an auditor verifies a package of evidence.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#build/root.ts';
import { app, journalOf, plan, planHash, sampleFiles } from '#core/evidence/testdata/sample-package.ts';
import { buildEvidence } from '#core/evidence/package.ts';
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { encodePlan } from '#core/plan/plan-file.ts';
import { offline } from '#core/transfer/testdata/samples.ts';
import { writeEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { expect, test } from '../fixture.ts';
import { needs } from '../needs.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import type { Workspace } from '../offline-workspace.ts';

const openJournal = journalOf(offlineRecovery.filter(({ kind }) => kind !== 'journal-closed'));
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A plan, a journal that is still open, and an empty folder to save into. */
function layOut({ folder }: Workspace) {
  const files = {
    plan: join(folder, 'plan.json'),
    journal: join(folder, 'journal.jsonl'),
    out: join(folder, 'papers'),
  };
  writeFileSync(files.plan, encodePlan(plan));
  writeFileSync(files.journal, openJournal);
  mkdirSync(files.out);
  return files;
}

async function pick(pages: OfflinePages, what: string, path: string): Promise<void> {
  await pages.app.answerFolder(path);
  await pages.press(`Choose ${what}`);
  await expect(pages.page.getByRole('group', { name: `Choose ${what}` }).locator('strong')).toBeVisible();
}

test('a script is looked at in a window that runs nothing, and printed by a printer on a cable alone', async ({
  workspace,
  start,
}) => {
  needs('printers');
  const files = layOut(workspace);
  const pages = await start();
  await pages.openTool('Print papers');
  await pick(pages, 'the plan', files.plan);
  const opening = pages.app.nextWindow();
  await pages.press('Look at it');
  const window = await opening;
  await expect(window.getByText(plan.ceremony).first()).toBeVisible();
  expect(await window.evaluate(() => 'lifeboat' in globalThis)).toBe(false);
  const tried = await window.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "ran"';
    document.body.append(script);
    const fetched = await fetch('https://example.org/').then(
      () => 'connected',
      () => 'refused',
    );
    return { fetched, title: document.title };
  });
  expect(tried.fetched).toBe('refused');
  expect(tried.title).not.toBe('ran');
  await window.close();

  await pages.press('Print here');
  const sheet = await pages.app.confirmation();
  await expect(sheet.getByRole('option')).toHaveText(['Printer on the desk']);
  await expect(sheet.getByText('2 other printers are not offered')).toBeVisible();
  // From which file it is printed, and whether it is practice, main says itself.
  await expect(sheet.getByText(sha256(readFileSync(files.plan)))).toBeVisible();
  await expect(sheet.getByRole('banner')).toContainText('PRACTICE');
  await pages.pressInView('Print');
  await expect(pages.page.getByText('Sent to the printer')).toBeVisible();
});

test(
  'a PDF is the same as the command line’s, is never written over another, and stands in the open journal',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(120_000);
    const files = layOut(workspace);
    const pages = await start();
    await pages.openTool('Print papers');
    await pages.choose(/^Record/);
    await pick(pages, 'the plan', files.plan);
    await pick(pages, 'the journal', files.journal);
    await pages.app.answerFolder(files.out);
    await pages.press('Save as PDF');
    const saved = pages.page.getByRole('region', { name: 'Saved' });
    await expect(saved).toContainText('The journal now names this file and its hash.', { timeout: 30_000 });
    const name = `record-offline-${plan.ceremony}-en-a4.pdf`;
    expect(readdirSync(files.out)).toEqual([name]);
    const pdf = readFileSync(join(files.out, name));
    const last = readFileSync(files.journal, 'utf8').trimEnd().split('\n').at(-1) ?? '';
    expect(last).toContain(sha256(pdf));
    expect(last).toContain('file-written');

    // The command line, from the journal as it was when the app printed it.
    const before = join(workspace.folder, 'before.jsonl');
    writeFileSync(before, openJournal);
    const twin = join(workspace.folder, 'twin.pdf');
    const cli = join(root, 'out', 'cli', 'lifeboat.cjs');
    execFileSync(process.execPath, [cli, 'print', 'record', '--plan', files.plan, '--journal', before, '--out', twin]);
    expect(sha256(pdf)).toBe(sha256(readFileSync(twin)));

    await pages.app.answerFolder(files.out);
    await pages.press('Save as PDF');
    await expect(pages.page.getByRole('alert')).toContainText('FILE_EXISTS', { timeout: 30_000 });
  },
);

test(
  'an auditor verifies a package: what it proves, what rests on people, and that a changed byte is found',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const folder = join(workspace.folder, 'evidence');
    // Each set of samples has ends of its own: a signature is another one each time.
    const files = sampleFiles();
    await writeEvidenceFolder(folder, buildEvidence(files, [offline], app));
    const pages = await start();
    await pages.openTool('Verify evidence');
    await pick(pages, 'the folder of the package', folder);
    await pages.page.getByLabel('Hash of the plan').fill(planHash.toUpperCase());
    // As it is printed on the record, in groups.
    const { sha256 } = verifyJournal(files.get('journals/offline.jsonl') ?? Buffer.alloc(0)).head;
    const end = pages.page.getByLabel('End of the journal, typed from paper: offline machine');
    await end.fill(sha256.replaceAll(/(.{4})/gu, '$1 ').trim());
    await pages.press('Verify');
    const report = pages.page.getByRole('region', { name: 'Report' });
    await expect(report).toContainText('The package is whole.');
    await expect(report).toContainText('The plan is the one whose hash was typed from paper');
    await expect(report).toContainText('Two people approved the plan');
    await expect(report).toContainText('The journal has the line whose hash was typed from paper');
    await expect(report).toContainText('Nobody typed the end of this journal from paper: compare it: operator 1');

    // The end of another journal is no line of this one.
    await end.fill('0'.repeat(64));
    await pages.press('Verify');
    await expect(pages.page.getByRole('alert')).toContainText('end of the journal on paper');
    await expect(report).toBeHidden();
    await end.fill('');

    const record = join(folder, 'documents', 'record.txt');
    writeFileSync(record, 'The Record\n');
    await pages.press('Verify');
    await expect(pages.page.getByRole('alert')).toContainText('EVIDENCE_FILE');
    await expect(report).toBeHidden();
  },
);

test('the tools do not disturb a running session', { tag: '@long' }, async ({ start }) => {
  const pages = await start();
  await pages.begin(/^Share check/, 'Practice', 'PRACTICE-DESK-1');
  await pages.openTool('Verify evidence');
  await pages.title('Verify evidence');
  await pages.press('← Back');
  await pages.title(/^Is this machine alone/);
});
