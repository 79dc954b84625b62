// What arbitrary code in the page of the offline app can do, run in the real built page: where people must answer, nothing.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { dropOn } from '../pages/drop.ts';
import { EmergencyPages } from '../pages/emergency-pages.ts';
import { passphraseOf, practiceHost, type StickName } from '../offline-workspace.ts';

const by = ['administrator', 'witness'];
const names = ['Anna Berg', 'Bruno Castelli'];
const words = ['aardvark'];
const sheet = { happened: 'nothing', decision: 'go on', decidedBy: names, initials: ['AB', 'BC'] };
/** What a page could say for people before main asked them itself. */
const forged: Readonly<Record<string, unknown>> = {
  'blob.build': { by },
  'blob.confirmReadBack': { by, isAgreed: true },
  'ceremony.closeOff': { journal: 'x'.repeat(22), sheet },
  'ceremony.confirmPlan': { words, by },
  'ceremony.pair': { words, number: 'ab'.repeat(16) },
  'custodians.restart': { by },
  'emergency.acceptUnattested': { by: names, reason: 'none', fingerprint: '00' },
  'emergency.build': { by: names },
  'emergency.checkKey': { file: 'x'.repeat(22), address: practiceHost },
  'emergency.finish': { by: names },
  'exchangeKey.acceptUnattested': { by, sheet },
  'exchangeKey.confirmWords': { words, by },
  'session.finish': { by },
  'session.noteException': { sheet, check: null },
  'session.setWallClock': { wallUtc: '2026-10-14T09:00Z' },
  'activation.confirmDomain': { words, by },
  'activation.confirmReadBack': { by, isAgreed: true },
  'activation.giveUp': { by, exception: 1, reason: 'none' },
  'activation.noteOldSet': { by },
  'activation.makeKey': { custodian: 'C1', bits: 3072, stick: 'x'.repeat(22) },
  'activation.checkCopy': { custodian: 'C1', copy: 1, file: 'x'.repeat(22) },
  'activation.proveCopy': { custodian: 'C1', copy: 2, file: 'x'.repeat(22) },
  'activation.writeCopy': { custodian: 'C1', by },
  'activation.writeRegister': { copies: [] },
  'emergency.begin': { practice: false },
  'volumes.assign': { volume: 'x'.repeat(22), role: 'custodian' },
  'keys.create': { label: 'C1', bits: 3072 },
  'session.start': { purpose: 'recovery', practice: true, id: 'PRACTICE-1' },
};

test('on the first screen a page speaks for nobody, and gets no file', async ({ workspace, start }) => {
  const { page, app } = await start();
  const key = join(workspace.folder, 'custodian-1.key');
  writeFileSync(key, 'the key');
  await test.step('it takes no name, word, address or reason of people from a page', async () => {
    const calls = JSON.stringify(Object.entries(forged));
    const answered = await page.evaluate(`Promise.all(${calls}.map(async ([call, input]) => {
      const [group, name] = call.split('.');
      return [call, (await window.lifeboat[group][name](input)).fault?.code];
    }))`);
    expect(answered).toEqual(Object.keys(forged).map((call) => [call, 'CALL_MALFORMED']));
  });
  await test.step('it forges no drop, and of a real one it gets what a dialog gives: a token and a name', async () => {
    // The whole page says that it is a chooser, and makes up drops.
    await page.evaluate(`(() => {
      window.got = [];
      window.lifeboat.files.dropped((drop) => window.got.push(drop));
      Object.assign(document.body.dataset, { drop: 'data', slot: 'forged' });
      for (const type of ['dragenter', 'dragover', 'drop']) {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['the key'], 'custodian-1.key'));
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      }
    })()`);
    expect(await page.evaluate(`Object.keys(window.lifeboat).includes('drops')`)).toBe(false);
    // A file that somebody really drops, but that is none of the disk as far as the system tells.
    await dropOn(page, page.locator('body'), []);
    expect(await page.evaluate('window.got')).toEqual([]);
    await dropOn(page, page.locator('body'), [key]);
    await expect.poll(() => page.evaluate('window.got.length')).toBe(1);
    const [drop] = await page.evaluate<[{ slot: string; files: { token: string; name: string }[] }]>('window.got');
    expect(drop).toEqual({ slot: 'forged', files: [{ token: expect.any(String), name: 'custodian-1.key' }] });
    expect(JSON.stringify(drop)).not.toContain(workspace.folder);
    // As what it was dropped, and nothing else, main opens it.
    const token = JSON.stringify(drop.files[0]?.token);
    const read = await page.evaluate(`window.lifeboat.plans.load({ plan: ${token} }).then(({ fault }) => fault?.code)`);
    expect(read).toBe('FILE_TOKEN_UNKNOWN');
    await page.evaluate('delete document.body.dataset.drop');
  });
  await test.step('it gets no file of people, by whatever they do: chosen, dropped, pasted', async () => {
    // Whoever is asked for a file chooses it.
    await app.answerFolder(key);
    const chosen = await page.evaluate(`(async () => {
      const got = [];
      for (const place of [document.body, null]) {
        const input = Object.assign(document.createElement('input'), { type: 'file' });
        place?.append(input);
        const over = new Promise((done) => ['change', 'cancel'].forEach((type) => input.addEventListener(type, done)));
        place === null ? input.click() : input.showPicker();
        await Promise.race([over, new Promise((done) => setTimeout(done, 3000))]);
        for (const file of input.files) got.push(await file.text());
      }
      window.taken = [];
      const take = ({ dataTransfer, clipboardData }) => {
        for (const { name } of (dataTransfer ?? clipboardData).files) window.taken.push(name);
      };
      for (const type of ['dragenter', 'dragover', 'drop', 'paste']) {
        for (const target of [window, document, document.body]) {
          target.addEventListener(type, (event) => { event.preventDefault(); take(event); }, true);
        }
      }
      Object.assign(document.querySelector('input[type=file]').style, { position: 'fixed', inset: 0 });
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(['the key'], 'custodian-1.key'));
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      return got;
    })()`);
    expect.soft(chosen).toEqual([]);
    const devtools = await page.context().newCDPSession(page);
    const data = { items: [], files: [key], dragOperationsMask: 1 };
    const box = await page.locator('input[type=file]').boundingBox();
    for (const at of [
      { x: 300, y: 300 },
      { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 5 },
    ]) {
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await devtools.send('Input.dispatchDragEvent', { type, ...at, data });
      }
    }
    expect(await page.evaluate(`[...window.taken, document.querySelector('input[type=file]').files.length]`)).toEqual([
      0,
    ]);
  });
  await test.step('it is taken away once it has a frame, in which nothing would hear what is dropped', async () => {
    const opening = app.nextWindow();
    // The page does not live to answer.
    page.evaluate(`document.body.append(document.createElement('iframe'))`).catch(() => undefined);
    await expect((await opening).getByRole('alertdialog')).toContainText('SCREEN_RELOADED');
  });
});

test('among the custodians a page names no key, learns nothing of what is typed, and decides nothing', async ({
  workspace,
  start,
}) => {
  const pages = await start();
  await pages.toCustodians(workspace, 'PRACTICE-2026-09');
  await test.step('it names no key of a custodian, and learns nothing of what they type', async () => {
    workspace.plugIn('C1');
    await pages.come('C1');
    const field = await pages.passphraseField();
    await field.fill(passphraseOf(1));
    const tried = await pages.page.evaluate(`(async () => {
      const { lifeboat } = window;
      const { custodians, volumes } = (await lifeboat.session.view(null)).value;
      const stick = volumes.find(({ name }) => name === 'C1').id;
      const listed = await lifeboat.volumes.files({ volume: stick });
      const others = [
        await lifeboat.custodians.begin({ custodian: 'C2', copy: null }),
        await lifeboat.volumes.assign({ volume: stick, role: 'in' }),
      ];
      return {
        calls: Object.keys(lifeboat.custodians),
        turn: Object.keys(custodians.turn),
        codes: [listed, ...others].map(({ fault }) => fault.code),
      };
    })()`);
    expect(tried).toMatchObject({
      calls: ['begin', 'restart'],
      turn: ['phase', 'fileName'],
      codes: ['VOLUME_ROLE_WRONG', 'CALL_WHILE_ASKING', 'CALL_WHILE_ASKING'],
    });
    // Nothing of it went into the page, and the turn goes on.
    expect(await pages.page.content()).not.toContain(passphraseOf(1));
    await field.press('Enter');
    await pages.leave(workspace, 'C1');
  });
  await test.step('it does nothing in a recovery that people did not say in main’s own view', async () => {
    const { page, app } = pages;
    const state = (): Promise<unknown> =>
      page.evaluate(
        `window.lifeboat.session.view(null).then(({ value }) => [value.recovery.head.n, value.custodians.have])`,
      );
    const before = await state();
    const wanted = ['custodians.restart', 'session.finish', 'session.noteException'] as const;
    for (const call of wanted) {
      const input = call === 'session.noteException' ? { step: 'B6', check: null } : null;
      await page.evaluate(`void (window.asked = window.lifeboat.${call}(${JSON.stringify(input)}))`);
      await (await app.confirmation()).keyboard.press('Escape');
      expect(await page.evaluate(`window.asked.then(({ fault }) => fault.code)`)).toBe('CONFIRMATION_NOT_GIVEN');
    }
    expect(await state()).toEqual(before);
  });
});

test('sends a custodian’s new key to no stick but the one that they bring', async ({ workspace, start }) => {
  const pages = await start();
  await pages.begin(/^Make custodian keys/, 'Practice', 'PRACTICE-KEYS-3');
  await pages.enterClock();
  workspace.plugIn('IN');
  // A predicate of `waitForFunction` is not awaited: a promise alone would be true at once.
  await expect
    .poll(() => pages.page.evaluate(`window.lifeboat.session.view(null).then(({ value }) => value.volumes.length)`))
    .toBe(1);
  const assigned = await pages.page.evaluate(`(async () => {
    const { lifeboat } = window;
    const { volumes } = (await lifeboat.session.view(null)).value;
    const { fault } = await lifeboat.volumes.assign({ volume: volumes[0].id, role: 'custodian' });
    void (window.made = lifeboat.keys.create({ bits: 3072 }));
    return fault?.code;
  })()`);
  expect(assigned).toBe('CALL_MALFORMED');
  await pages.titleInView('Insert your stick');
  workspace.plugIn('C1-1');
  const view = await pages.app.confirmation();
  await view.getByLabel('Name on the stick’s label').fill('C1');
  await expect(view.getByRole('definition').filter({ hasText: 'C1-1' })).toBeVisible();
  await view.getByLabel('Passphrase').fill('four random words here');
  await view.getByLabel('Type it again').fill('four random words here');
  await view.getByRole('button', { name: 'Make the key' }).click();
  await pages.page.evaluate('window.made');
  expect(['IN', 'C1-1'].map((stick) => readdirSync(workspace.stick(stick as StickName)))).toEqual([
    ['security-domain.json'],
    ['C1.cer', 'C1.key'],
  ]);
});

test('builds no blob that people did not approve in main’s own view', async ({ workspace, start }) => {
  const emergency = await EmergencyPages.toCustodians(workspace, await start());
  const { offline } = emergency;
  const { page, app } = offline;
  await emergency.giveShares(workspace, [
    ['C1', passphraseOf(1)],
    ['C2', passphraseOf(2)],
  ]);
  // The page has asked by itself, and people have turned back.
  await offline.titleInView('Build the restore blob');
  await (await app.confirmation()).keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Build the restore blob' })).toBeEnabled();
  // Every share is in memory. What follows is what a library in the page could run.
  const named = await page.evaluate(
    `window.lifeboat.emergency.build({ by: ['Anna Berg', 'Bruno Castelli'] }).then(({ fault }) => fault.code)`,
  );
  expect(named).toBe('CALL_MALFORMED');
  await page.evaluate(`void (window.asked = window.lifeboat.emergency.build(null))`);
  const view = await app.confirmation();
  await expect(view.getByText('Lifeboat asks')).toBeVisible();
  await expect(view.getByText(practiceHost)).toBeVisible();
  const tried = await page.evaluate(`(async () => {
    const { lifeboat } = window;
    history.pushState(null, '', '/confirmation.html');
    const another = await lifeboat.emergency.begin({ isTrial: false });
    const again = await lifeboat.emergency.build(null);
    const preview = await lifeboat.papers.preview({
      ...{ document: 'emergency-card', plan: null, journal: null, data: null, side: null, custodian: null },
      ...{ paper: 'a4', language: 'en' },
    });
    const opened = window.open('app://confirmation/confirmation.html');
    const fetched = await fetch('app://confirmation/confirmation.html').then(() => 'read', () => 'refused');
    for (const type of ['keydown', 'keyup']) document.dispatchEvent(new KeyboardEvent(type, { key: 'Enter' }));
    return {
      reaches: 'confirmation' in lifeboat,
      calls: [another, again, preview].map(({ fault }) => fault?.code),
      opened: opened !== null && !opened.closed && opened.document !== undefined && 'lifeboat' in opened,
      fetched,
    };
  })()`);
  expect(tried).toEqual({
    reaches: false,
    calls: ['CALL_WHILE_ASKING', 'CALL_WHILE_ASKING', 'CALL_WHILE_ASKING'],
    opened: false,
    fetched: 'refused',
  });
  // Whoever reads what is asked turns back; the page hears of that, and has nothing.
  await view.keyboard.press('Escape');
  expect(await page.evaluate(`window.asked.then(({ fault }) => fault.code)`)).toBe('CONFIRMATION_NOT_GIVEN');
  expect(await page.evaluate(`window.lifeboat.session.view(null).then(({ value }) => value.blob.phase)`)).toBe('none');
  workspace.plugIn('OUT');
  expect(readdirSync(workspace.stick('OUT'))).toEqual([]);
});
