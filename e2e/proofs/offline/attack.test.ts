// From inside each process of the offline side, as it is built: every function that can be reached and may lead to somebody is called, and
// nobody hears of it. From inside a worker, files, memory and life of others are tried as well. The same attacker in a process without a wall is heard in every way.
import { describe, expect, it } from 'vitest';
import { long } from '../../support/long.ts';
import { referenceChromium } from '../../support/reference-tools.ts';
import { custodyWithTokens, hasTokens } from '../../support/tokens.ts';
import { findTokenModule } from '#platform/token-modules.ts';
import { attack, attackables, control, findingsOf, tokenWorkers } from './attack.ts';

const chromium = await referenceChromium();
const patienceMs = 180_000;
const named = (...names: readonly string[]) =>
  names.map((name) => {
    const found = attackables.find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no process ${name}`);
    return [name, found] as const;
  });
/** One process behind each wall; `npm run test:airgap` attacks all. */
const oneOfEachWall = named('key-worker of the command line', 'key-worker of the app', 'main of Lifeboat Offline');
const others = named('reader of the app', 'the command line');

describe('an attacker inside', () => {
  const reachesNobody = async (...[name, each]: (typeof oneOfEachWall)[number]): Promise<void> => {
    if (each.isMain === true && chromium === undefined) return;
    expect(findingsOf(name, await attack(each))).toEqual([]);
  };
  it.each(oneOfEachWall)('%s reaches nobody', { timeout: patienceMs }, reachesNobody);
  it.each(others)('%s reaches nobody', { timeout: patienceMs, ...long }, reachesNobody);

  describe.runIf(hasTokens()).each([
    ['token-worker of the app', {}],
    ['token-worker of the command line', long],
  ])('a %s with a module in it', (name, details) => {
    it('reaches nobody', { timeout: patienceMs, ...details }, async () => {
      custodyWithTokens();
      const { path } = await findTokenModule('softhsm2');
      const asked = tokenWorkers(path).filter((each) => each.name === name);
      expect(asked).toHaveLength(1);
      for (const each of asked) expect(findingsOf(name, await attack(each))).toEqual([]);
    });
  });

  it.skipIf(process.platform !== 'linux')(
    'a process without a wall reaches them all',
    { timeout: patienceMs },
    async () => {
      const found = await attack(control);
      // By socket, by name, by program and by thread.
      expect(found.heard).toEqual(expect.arrayContaining(['tcp', 'local', 'program', 'thread']));
      expect(found.news.some((each) => each.startsWith('socket'))).toBe(true);
      expect(found.news.some((each) => each.startsWith('child'))).toBe(true);
      expect(found.open).toEqual(
        expect.arrayContaining([
          // By an object alone: nothing was asked for by its name.
          'process.stdin.__proto__.connect',
          'process.stdin._handle.__proto__.connect',
          'process.stdin._handle.__proto__.bind',
          'process._debugProcess',
          'globalThis.fetch',
        ]),
      );
      expect(found.given).toContain('node:net: connect');
      expect(found.loot).toEqual(
        expect.arrayContaining(['fs.readFileSync', 'fs.readFile later', 'Module._load', 'process.report.directory']),
      );
      expect(found.damage).toEqual(expect.arrayContaining(['fs-writeFileSync', 'fs-promises-writeFile', 'killed']));
      expect(findingsOf('it', found).length).toBeGreaterThan(20);
    },
  );
});
