// A whole guided rehearsal with both apps on one workspace: made on the screen, every failure scenario injected by the trainer, noticed
// and put right by the people at the machines, and reported on screen and paper when everything is done. Both operators take turns at one
// window, as they do on one laptop.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { OnlineMachine, type OperatorsWorkspace } from '../online-machine.ts';
import type { OfflinePages } from '../pages/offline-pages.ts';
import {
  asTrainer,
  beginOffline,
  choose,
  makeWorkspace,
  makeRehearsal,
  nextIn,
  openWorkspace,
  press,
  type RehearsalTable,
  restoreAndClose,
  sendExchangeKey,
  tableAt,
  toRehearsal,
  trainersActions,
  upload,
  wallClockIn,
} from '../rehearsal-table.ts';

const opened: OnlineMachine[] = [];
test.afterEach(async () => {
  for (const machine of opened.splice(0)) await machine.close();
});
function machineOf(folder: string, operators: OperatorsWorkspace): OnlineMachine {
  const machine = new OnlineMachine('operator-1', folder, operators);
  opened.push(machine);
  return machine;
}

const faults = [
  'Clock off by a day',
  'Bundle from another ceremony',
  'Swapped exchange certificate',
  'Damaged stick',
  'Lost power',
  'Air gap lost',
  'Wrong passphrase',
];
const deciders = 'Player CA, Player W1';

/** A custodian is called to the screen, with a stick. */
async function come(pages: OfflinePages, table: RehearsalTable, custodian: number, stick = table.stick(custodian)) {
  await pages.page
    .getByRole('radio', { name: table.nameOf(`custodian-${custodian}`) })
    .locator('xpath=ancestor::label')
    .click();
  await pages.press(/I am the custodian/);
  await insert(pages, stick);
}

/** A folder stands for the stick; its only key is found by itself. */
async function insert(pages: OfflinePages, stick: string): Promise<void> {
  await pages.app.answerFolder(stick);
  await pages.askForHelp('Use a folder as a stick');
}

/** A bundle that is not the right one: refused, and written down. */
async function refusedBundle(pages: OfflinePages, code: string, happened: string): Promise<void> {
  await pages.takeExchangeKey();
  await expect(pages.page.getByRole('alert').first()).toContainText(code);
  await pages.press('Note the exception');
  await pages.fillException(happened, deciders);
}

async function accepted(pages: OfflinePages, passphrase: string, count: string): Promise<void> {
  await pages.typePassphrase(passphrase);
  await pages.titleInView('Thank you. Your key is forgotten.');
  await pages.pressInView('Go on');
  await expect(pages.page.getByText(count, { exact: true })).toBeVisible();
}

/** The cells of the report without the times, row by row. */
async function rowsOf(report: Locator): Promise<string[][]> {
  const time = /^\d\d:\d\d:\d\d$/;
  const rows = await report.getByRole('row').allInnerTexts();
  return rows.slice(1).map((row) =>
    row
      .split(/[\t\n]+/)
      .flatMap((cell) => cell.trim().split(', '))
      .filter((cell) => cell !== '' && !time.test(cell)),
  );
}

test(
  'a team rehearses a whole recovery in one workspace with both apps, notices all that the trainer does, and sees the report',
  { tag: '@long' },
  async ({ workspace, start }) => {
    test.setTimeout(600_000);
    const root = makeWorkspace(workspace);
    // The workspace is not there yet: the window in which it is made has no ceremony.
    const maker = machineOf(workspace.folder, {} as OperatorsWorkspace);
    await maker.start();
    await makeRehearsal(maker, root, faults);
    await maker.close();

    // The trainees: each window opens the same folder.
    const table = tableAt(root);
    const { ceremony } = table.operators.plan;
    const online = machineOf(workspace.folder, table.operators);
    await online.start();
    // The workspace is not open in this program: nothing is begun elsewhere.
    await expect(online.begin()).rejects.toThrow('REHEARSAL_ROOM_CLOSED');
    await openWorkspace(online.app, root);
    const { peers } = await online.begin();
    let pages = await start();
    await openWorkspace(pages.app, root);
    await expect(nextIn(pages.page)).toContainText('Stage 1 of 16');

    // The clock on the wall is a day ahead: the program shows both times, people find out which is wrong, and the right one is entered.
    await trainersActions(pages, [['Do it now', 'Clock off by a day']]);
    await expect.poll(async () => Date.parse(await wallClockIn(pages.page)) - Date.now()).toBeGreaterThan(80_000_000);
    const wrong = await wallClockIn(pages.page);
    // The workspace knows the id and that it is practice: nobody types them.
    await pages.press('Go to the session');
    await pages.typeClock(wrong);
    await expect(pages.page.getByText(/^Entered: .* This machine said/)).toContainText(wrong.slice(0, 10));
    await pages.noteException('the clock on the wall is a day ahead', deciders);
    await toRehearsal(pages);
    await trainersActions(pages, [['Put it right', 'Clock off by a day']]);
    await expect.poll(async () => Date.parse(await wallClockIn(pages.page)) - Date.now()).toBeLessThan(1000);
    const right = await wallClockIn(pages.page);
    await pages.press('Go to the session');
    await pages.typeClock(right);
    await pages.press('Go on');
    const challenge = await beginOffline(pages, table, peers.issued ?? 'none');
    const exchangeKey = await sendExchangeKey(online, table, challenge);

    // The guide is the same in both windows.
    await toRehearsal(pages);
    const next = nextIn(pages.page);
    await expect(next).toContainText('Stage 5 of 16');
    await expect(next.getByRole('region', { name: 'Whose turn it is' })).toContainText(
      'MC · Media controllerPlayer CA',
    );
    await expect(next.getByRole('region', { name: 'Then hand over to' })).toContainText(
      'RO2 · Recovery operator 2Player RO2',
    );
    // It follows by itself what happens in the workspace.
    const wallClock = join(root, 'PRACTICE-clock-on-the-wall.txt');
    const shown = await next.innerText();
    writeFileSync(wallClock, '864000');
    await expect(next).not.toHaveText(shown, { useInnerText: true });
    rmSync(wallClock);

    // A stick of another ceremony, and then a stranger's key: refused, written down, the right one comes.
    await trainersActions(pages, [['Do it now', 'Bundle from another ceremony']]);
    await pages.press('Go to the session');
    await refusedBundle(pages, 'BUNDLE_CEREMONY', 'the bundle is of another ceremony');
    await asTrainer(
      pages,
      ['Put it right', 'Bundle from another ceremony'],
      ['Do it now', 'Swapped exchange certificate'],
    );
    await refusedBundle(pages, 'BUNDLE_SIGNATURE_WRONG', 'the signatures are not of this bundle');
    await asTrainer(pages, ['Put it right', 'Swapped exchange certificate'], ['Do it now', 'Damaged stick', 'C1']);
    await pages.takeExchangeKey();
    await pages.typeWords(exchangeKey);
    await pages.press('Both sides agree: go on');

    // Half of a key on the first stick: the second is taken.
    await come(pages, table, 1);
    await pages.refusedInView('PEM_MALFORMED');
    await pages.askForHelp('Cancel my turn');
    await pages.noteException('the first stick is damaged, the second is taken', deciders);
    await come(pages, table, 1, table.stick(1, '-second'));
    await accepted(pages, table.envelope(1), '1 of 2');

    // The power is lost while a share is held. After the restart the workspace is opened again; before that nothing of it is offered.
    await asTrainer(pages, ['Put it right', 'Damaged stick'], ['Do it now', 'Lost power']);
    await pages.app.kill();
    pages = await start();
    const earlier = `The recovery ${ceremony} was not finished`;
    await pages.title('What do you need to do?');
    await expect(pages.page.getByText(earlier)).toBeHidden();
    await openWorkspace(pages.app, root);
    await expect(nextIn(pages.page)).toContainText('Stage 7 of 16');
    await pages.press('Go to the session');
    await pages.press(new RegExp(`^${earlier}`));
    await expect(pages.page.getByRole('region', { name: earlier })).toContainText('Discarded for safety: 1 share.');
    await pages.press('Go on with this recovery');
    // The workspace's sticks have their roles again.
    await pages.title('The security domain');
    await pages.noteException('the power was lost, the custodians begin again', deciders);
    await pages.loadSecurityDomain();
    await pages.press('I compared it: continue');
    await come(pages, table, 1);
    await accepted(pages, table.envelope(1), '1 of 2');

    // A cable is plugged in: the share is dropped, and the custodians begin once more.
    await asTrainer(pages, ['Put it right', 'Lost power'], ['Do it now', 'Air gap lost']);
    workspace.cable(true);
    await expect(pages.page.getByRole('alertdialog')).toContainText('AIR_GAP_LOST');
    await pages.press('We have read it');
    await expect(pages.page.getByText('0 of 2', { exact: true })).toBeVisible();
    await pages.noteException('a cable was plugged in, it is out again', deciders);
    workspace.cable(false);
    await expect(pages.page.getByText('intact', { exact: true })).toBeVisible();

    // The envelope of the second custodian holds another's passphrase.
    await asTrainer(pages, ['Put it right', 'Air gap lost'], ['Do it now', 'Wrong passphrase', 'C2']);
    expect(table.envelope(2)).toBe(table.envelope(1));
    await come(pages, table, 2);
    await pages.typePassphrase(table.envelope(2));
    await pages.refusedInView('PASSPHRASE_WRONG');
    await pages.askForHelp('Choose my key again');
    await pages.askForHelp('Cancel my turn');
    await pages.noteException('the passphrase in the envelope is wrong', deciders);
    // It is put right where it was done, and nobody is asked where that was.
    await asTrainer(pages, ['Put it right', 'Wrong passphrase']);
    expect(table.envelope(2)).not.toBe(table.envelope(1));
    await come(pages, table, 2);
    await accepted(pages, table.envelope(2), '1 of 2');
    await come(pages, table, 1);
    await accepted(pages, table.envelope(1), '2 of 2');

    // The blob goes up, and everything comes back.
    await pages.goOnFromCustodians();
    await pages.buildBlob();
    await pages.writeBlob(table.offlinePassphrase);
    const [blob = ''] = readdirSync(table.folder.usbOut);
    await upload(online, join(table.folder.usbOut, blob), await pages.readWords());
    await pages.pressInView('The other side agrees');
    await pages.press('Go on');
    await pages.title('The outcome');
    await pages.takeOutcomeAndFinish();
    await restoreAndClose(online, table);

    // Everything is done, and nothing remains to be rehearsed: the report needs no question.
    const { window } = online.app;
    await expect(nextIn(window)).toContainText('Everything is done');
    await press(window, 'Show the failure scenarios');
    await press(window, 'Show the report');
    const report = window.getByRole('region', { name: 'Report of the rehearsal' });
    await expect(report).not.toContainText('Not finished');
    await expect(report).toContainText('There were none.');
    const dealtWith = (number: number, step: string): string[] => [
      step,
      `EX-${number}`,
      ...deciders.split(', '),
      'initials: PA',
      'PW',
      '✓',
      'noticed and dealt with',
    ];
    const alone = 'the machine alone';
    expect(await rowsOf(report)).toEqual([
      ['Clock off by a day', 'offline', 'wall-clock', 'Player OP', ...dealtWith(1, 'M6')],
      ['Bundle from another ceremony', 'offline', 'B5', 'BUNDLE_CEREMONY', alone, ...dealtWith(2, 'B5')],
      ['Swapped exchange certificate', 'offline', 'B5', 'BUNDLE_SIGNATURE_WRONG', alone, ...dealtWith(3, 'B5')],
      ['Damaged stick', 'offline', 'B10', 'PEM_MALFORMED', 'Player C1', ...dealtWith(4, 'B10')],
      ['Lost power', 'offline', 'shares-gone', alone, ...dealtWith(5, 'B2')],
      ['Air gap lost', 'offline', 'air-gap', alone, ...dealtWith(6, 'B10')],
      ['Wrong passphrase', 'offline', 'B10', 'PASSPHRASE_WRONG', 'PRACTICE custodian-2', ...dealtWith(7, 'B10')],
    ]);
    const opening = online.app.nextWindow();
    await press(window, 'Look at the report on paper');
    const paper = await opening;
    for (const fault of faults) await expect(paper.getByText(fault).first()).toBeVisible();
  },
);

test(
  'a folder that is no rehearsal is refused, and beside something real none is opened',
  { tag: '@long' },
  async ({ workspace, start }) => {
    const root = makeWorkspace(workspace);
    const pages = await start();
    await pages.openTool('Rehearse');
    await choose(pages.app, 'the folder of the rehearsal', root);
    await expect(pages.page.getByRole('alert')).toContainText('FILE_NOT_FOUND');
    await pages.press('← Back');
    await pages.begin(/^Recover an HSM/, 'Production', 'MHSM-DR-REAL-01');
    await pages.openTool('Rehearse');
    await choose(pages.app, 'the folder of the rehearsal', root);
    await expect(pages.page.getByRole('alert')).toContainText('REHEARSAL_NOT_PRACTICE');
  },
);
