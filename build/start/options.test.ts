// What npm start understands, and what it gives to each app.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { appFolder } from '../package/stage.ts';
import { electronArguments } from './open-app.ts';
import { parseStartOptions } from './options.ts';

describe('the options of npm start', () => {
  it.each([
    [[], ['offline']],
    [['online'], ['online']],
    [['both'], ['offline', 'online']],
    [
      ['both', 'online'],
      ['offline', 'online'],
    ],
  ])('open with %j the apps %j', (words, apps) => {
    expect(parseStartOptions(words).apps).toEqual(apps);
  });

  it.each([[['ofline']], [['--previw']], [['--user-data-dir']]])('refuse %j', (words) => {
    expect(() => parseStartOptions(words)).toThrow();
  });
});

describe('what Electron is started with', () => {
  it('is a folder for each app, and nothing else', () => {
    const options = parseStartOptions(['both']);
    expect(options.apps.map((app) => electronArguments(options, app))).toEqual([
      [appFolder('offline')],
      [appFolder('online')],
    ]);
  });

  it('is the profile that a person names, and where two apps open, one for each in it', () => {
    const one = parseStartOptions(['online', '--user-data-dir', 'mine']);
    expect(electronArguments(one, 'online')).toContain('--user-data-dir=mine');
    const both = parseStartOptions(['both', '--user-data-dir', 'mine']);
    expect(both.apps.map((app) => electronArguments(both, app).at(-1))).toEqual([
      `--user-data-dir=${join('mine', 'offline')}`,
      `--user-data-dir=${join('mine', 'online')}`,
    ]);
  });

  it('is without the sandbox only where a person takes it away', () => {
    const arguments_ = (...words: string[]) => electronArguments(parseStartOptions(words), 'offline');
    expect(arguments_()).not.toContain('--no-sandbox');
    expect(arguments_('--no-sandbox')).toContain('--no-sandbox');
  });
});
