// Dialogs, menus, power, files, errors of main, and the rule for all parts: no member that Electron lacks, and none that is not played.
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, Dialog } from 'electron';
import { afterAll, describe, expect, it } from 'vitest';
import { standIn } from './stand-in.ts';
import { laterTurn, readyDouble, testDouble } from './test-double.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-double-parts-'));
afterAll(() => rmSync(folder, { recursive: true }));
/** What a script of `testdata` said before it ended, and how it ended. */
async function ran(script: string, ...args: string[]): Promise<{ said: unknown[]; code: number | null }> {
  const child = fork(join(import.meta.dirname, 'testdata', script), args, {
    execArgv: ['--no-warnings'],
    silent: true,
  });
  const said: unknown[] = [];
  if (args.includes('unread')) child.stderr?.destroy();
  child.on('message', (message) => said.push(message));
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  return { said, code };
}

describe('the parts', () => {
  it('part/unknown: a member that is not played throws when it is touched', () => {
    const { electron } = readyDouble();
    expect(() => electron.shell).toThrow('the double does not play electron.shell');
    expect(() => electron.app.dock).toThrow('the double does not play app.dock');
    expect(() => electron.session.defaultSession.cookies).toThrow('the double does not play Session.cookies');
  });

  it('part/types: a member that Electron lacks, or an answer of another shape, does not compile', () => {
    // @ts-expect-error Electron's app has no such member.
    standIn<App>('app')({ getNickname: () => 'x' });
    // @ts-expect-error Electron's app answers a text.
    standIn<App>('app')({ getVersion: () => 1 });
    // @ts-expect-error Electron's dialog answers with a list of paths.
    standIn<Dialog>('dialog')({ showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: 'x' }) });
    expect(standIn<App>('app')({ getVersion: () => '1' }).getVersion()).toBe('1');
  });
});

describe('dialogs', () => {
  it('dialog/waits: stays open until it is answered', async () => {
    const { electron, answerFolder } = readyDouble();
    let answer: unknown;
    const open = electron.dialog.showOpenDialog({ title: 'Choose' }).then((result) => {
      answer = result;
    });
    await laterTurn();
    expect(answer).toBeUndefined();
    answerFolder('/picked');
    await open;
    expect(answer).toEqual({ canceled: false, filePaths: ['/picked'] });
  });

  it('dialog/turned-away: an answer of none is a cancelled dialog', async () => {
    const { electron, answerFolder } = readyDouble();
    answerFolder(null);
    expect(await electron.dialog.showOpenDialog({})).toEqual({ canceled: true, filePaths: [] });
  });

  it('dialog/last-wins: who replaces the function decides every dialog that follows, and the last one counts', async () => {
    const { dialog } = readyDouble().electron;
    for (const path of ['/first', '/second']) {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }
    expect([await dialog.showOpenDialog({}), await dialog.showOpenDialog({})]).toEqual([
      { canceled: false, filePaths: ['/second'] },
      { canceled: false, filePaths: ['/second'] },
    ]);
  });

  it('dialog/options: options of another type are an error', async () => {
    const { dialog } = readyDouble().electron;
    await expect(dialog.showOpenDialog({ title: 1 as never })).rejects.toThrow('Title must be a string');
    await expect(dialog.showOpenDialog({ properties: 'openFile' as never })).rejects.toThrow('must be an array');
  });
});

describe('menus', () => {
  it('menu/template: an entry without label, role or kind is an error', () => {
    const { electron } = readyDouble();
    expect(() => electron.Menu.buildFromTemplate([{ submenu: [] }])).toThrow(
      'must have at least one of label, role or type',
    );
    expect(() => electron.Menu.buildFromTemplate([{ label: 'x', type: 'nonsense' as 'normal' }])).toThrow(
      'Unknown menu item type',
    );
    expect(() => electron.Menu.buildFromTemplate({} as never)).toThrow('Menu template must be an array');
  });

  it('menu/only-menus: the application menu is a menu, and no template', () => {
    const { electron } = readyDouble();
    expect(() => electron.Menu.setApplicationMenu([] as never)).toThrow('Invalid menu');
    const built = electron.Menu.buildFromTemplate([{ label: 'Size', submenu: [{ role: 'zoomIn' }] }]);
    electron.Menu.setApplicationMenu(built);
    expect(electron.Menu.getApplicationMenu()).toBe(built);
    expect(built.items[0]?.submenu?.items).toHaveLength(1);
  });
});

describe('notifications', () => {
  it('notification/too-early: are not made before the app is ready, or without new', () => {
    const { Notification } = testDouble().electron;
    expect(() => new Notification({ title: 'x' })).toThrow('Cannot create Notification before app is ready');
    const { Notification: called } = readyDouble().electron;
    // Called as no type allows: without `new`.
    expect(() => Reflect.apply(called as unknown as () => unknown, undefined, [])).toThrow("without 'new'");
  });

  it('notification/shown: are shown later, and a press is heard until they are closed', async () => {
    const { electron, play, record } = readyDouble();
    const notification = new electron.Notification({ title: 'Upload: done', body: 'Go on.', silent: true });
    const seen: string[] = [];
    for (const name of ['show', 'click'] as const) notification.on(name as 'show', () => seen.push(name));
    play('press-notification');
    notification.show();
    expect(seen).toEqual([]);
    await laterTurn();
    play('press-notification');
    notification.close();
    play('press-notification');
    expect(seen).toEqual(['show', 'click']);
    expect(record.notifications).toEqual([{ title: 'Upload: done', body: 'Go on.', isSilent: true }]);
  });
});

describe('power', () => {
  it('power/events: what the system announces comes to whoever listens, and is not repeated', () => {
    const { electron, play } = readyDouble();
    const seen: string[] = [];
    play('suspend');
    for (const name of ['suspend', 'resume', 'lock-screen'] as const) {
      electron.powerMonitor.on(name as 'suspend', () => seen.push(name));
    }
    expect(seen).toEqual([]);
    play('suspend');
    play('resume');
    play('lock-screen');
    expect(seen).toEqual(['suspend', 'resume', 'lock-screen']);
  });

  it('power/early: the first listener starts what is announced, also before the app is ready', () => {
    const { electron, play } = testDouble();
    const seen: string[] = [];
    play('suspend');
    electron.powerMonitor.on('suspend', () => seen.push('suspend'));
    expect(seen).toEqual([]);
    play('suspend');
    expect(seen).toEqual(['suspend']);
  });
});

describe('files', () => {
  it('asar/file: a file whose name ends in .asar is no valid archive for fs, and a file for original-fs', async () => {
    writeFileSync(join(folder, 'x.asar'), 'no archive');
    mkdirSync(join(folder, 'folder.asar'));
    writeFileSync(join(folder, 'folder.asar', 'inside'), 'in a folder');
    const { said } = await ran('asar-files.ts', folder);
    const invalid = `Invalid package ${join(folder, 'x.asar')}`;
    expect(said).toEqual([
      {
        listed: ['folder.asar', 'x.asar'],
        failed: {
          ...{ stat: invalid, readFile: invalid, open: invalid, statSync: invalid, callback: invalid, inside: invalid },
        },
        exists: false,
        inFolder: 'in a folder',
        original: 'no archive',
        withoutArchives: 'no archive',
      },
    ]);
  });
});

describe('errors of main', () => {
  it('errors/rejection: one that nobody handles is a warning, and the program goes on', async () => {
    expect(await ran('main-errors.ts', 'rejection')).toEqual({ said: ['alive'], code: 1 });
  });

  it('errors/exception: one that nobody catches is a box, and the program goes on', async () => {
    const box = [
      'A JavaScript error occurred in the main process',
      expect.stringContaining('Uncaught Exception:\nError: x'),
    ];
    expect(await ran('main-errors.ts', 'exception')).toEqual({ said: [box, 'alive'], code: 0 });
  });

  it('errors/unread: one that cannot be said is said once', async () => {
    expect(await ran('main-errors.ts', 'unread')).toMatchObject({ said: [expect.anything(), 'alive'], code: 0 });
  });

  it('errors/own-listener: a listener of the app takes the place of the box', async () => {
    expect(await ran('main-errors.ts', 'heard')).toEqual({ said: ['heard', 'alive'], code: 0 });
  });

  it('process/exit: process.exit is app.exit', async () => {
    expect(await ran('main-errors.ts', 'exit')).toEqual({ said: [['exit', 5], 'alive'], code: 5 });
  });

  it('process/signals: a signal quits the app, and a listener of the app takes that place', async () => {
    expect(await ran('main-errors.ts', 'signal')).toEqual({ said: ['quit', 'alive'], code: 0 });
    expect(await ran('main-errors.ts', 'own-signal')).toEqual({ said: ['own', 'alive'], code: 0 });
  });

  it('process/early-signals: a listener of the first turn never hears, nor any that follows it', async () => {
    expect(await ran('main-errors.ts', 'early-signal')).toEqual({ said: ['quit', 'alive'], code: 0 });
  });
});
