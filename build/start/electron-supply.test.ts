// What npm start opens, by what is there, what may be fetched, and what was tried today.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { supplyElectron, type SupplyMeans } from './electron-supply.ts';
import { FetchRefusal } from './fetch-refusal.ts';
import { impatient, type InstallerLimits, patient } from './run-installer.ts';

const hourMs = 60 * 60 * 1000;
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A machine on which the installer leaves a binary, or fails with a reason. */
function machine(outcome: 'binary' | 'nothing' | { readonly reason: string }, env: NodeJS.ProcessEnv = {}) {
  const modules = mkdtempSync(join(tmpdir(), 'lifeboat-supply-'));
  folders.push(modules);
  const state = { nowMs: Date.UTC(2026, 10, 27), binary: undefined as string | undefined };
  const asked: InstallerLimits[] = [];
  const log: string[] = [];
  const means: SupplyMeans = {
    env,
    find: () => state.binary,
    install: (limits) => {
      asked.push(limits);
      if (outcome === 'binary') state.binary = '/fetched/electron';
      return Promise.resolve(typeof outcome === 'object' ? outcome.reason : undefined);
    },
    refusal: new FetchRefusal(modules, '45.4.1', env),
    nowMs: () => state.nowMs,
    log: (text) => log.push(text),
  };
  const supply = (wishes: { preview?: boolean; fetch?: boolean } = {}) =>
    supplyElectron({ preview: false, fetch: false, ...wishes }, means);
  return { modules, state, asked, log, supply, means };
}

describe('where Electron is', () => {
  it('it is taken, and nothing is fetched', async () => {
    const { supply, state, asked } = machine('binary');
    state.binary = '/here/electron';
    expect(await supply()).toEqual({ kind: 'electron', binary: '/here/electron' });
    expect(asked).toEqual([]);
  });

  it('the preview still opens for whoever asks for it', async () => {
    const { supply, state } = machine('binary');
    state.binary = '/here/electron';
    expect(await supply({ preview: true })).toMatchObject({
      kind: 'preview',
      reason: expect.stringMatching(/--preview/) as string,
    });
  });
});

describe('where Electron is not', () => {
  it('it is fetched, once, and says so', async () => {
    const { supply, asked, log } = machine('binary');
    expect(await supply()).toEqual({ kind: 'electron', binary: '/fetched/electron' });
    expect(await supply()).toEqual({ kind: 'electron', binary: '/fetched/electron' });
    expect(asked).toEqual([impatient]);
    expect(log.join()).toContain('Fetching Electron');
  });

  it('nothing is fetched for the preview', async () => {
    const { supply, asked } = machine('binary');
    expect((await supply({ preview: true })).kind).toBe('preview');
    expect(asked).toEqual([]);
  });

  it('the preview opens with the reason, and for a day nobody waits again', async () => {
    const { supply, asked, state } = machine({ reason: 'no answer within 8 s' });
    expect(await supply()).toMatchObject({
      kind: 'preview',
      reason: expect.stringMatching(/no answer within 8 s.*--fetch/) as string,
    });
    state.nowMs += 23 * hourMs;
    expect(await supply()).toMatchObject({
      kind: 'preview',
      reason: expect.stringMatching(/today: no answer within 8 s.*--fetch/) as string,
    });
    expect(asked).toHaveLength(1);
    state.nowMs += hourMs;
    await supply();
    expect(asked).toHaveLength(2);
  });

  it('--fetch asks again at once, with patience', async () => {
    const { supply, asked } = machine({ reason: 'no answer' });
    await supply();
    await supply({ fetch: true });
    expect(asked).toEqual([impatient, patient]);
  });

  it('an installer that leaves no binary has failed', async () => {
    expect(await machine('nothing').supply()).toMatchObject({
      kind: 'preview',
      reason: expect.stringMatching(/left no binary/) as string,
    });
  });

  it('a folder that somebody named is not filled in by a download', async () => {
    const { supply, asked } = machine('binary', { ELECTRON_OVERRIDE_DIST_PATH: '/nothing/here' });
    expect(await supply()).toMatchObject({
      kind: 'preview',
      reason: expect.stringMatching(/ELECTRON_OVERRIDE_DIST_PATH.*\/nothing\/here/) as string,
    });
    expect(asked).toEqual([]);
  });
});

describe('the refusal that is remembered', () => {
  const reason = 'no answer';
  const now = Date.UTC(2026, 10, 27);
  const kept = (version: string, env: NodeJS.ProcessEnv, modules: string) => new FetchRefusal(modules, version, env);

  it('holds for the same version from the same place', () => {
    const { modules } = machine('nothing');
    kept('45.4.1', {}, modules).keep(reason, now);
    expect(kept('45.4.1', { PATH: '/bin' }, modules).read(now)).toBe(reason);
    expect(kept('45.4.2', {}, modules).read(now)).toBeUndefined();
    expect(kept('45.4.1', { ELECTRON_MIRROR: 'http://mirror/' }, modules).read(now)).toBeUndefined();
    expect(kept('45.4.1', { https_proxy: 'http://proxy/' }, modules).read(now)).toBeUndefined();
  });

  it('does not hold from the future, nor from a file that is not ours', () => {
    const { modules } = machine('nothing');
    const refusal = kept('45.4.1', {}, modules);
    refusal.keep(reason, now);
    expect(refusal.read(now - 1)).toBeUndefined();
    writeFileSync(join(modules, '.cache', 'lifeboat', 'electron-fetch.json'), 'no JSON');
    expect(refusal.read(now)).toBeUndefined();
  });

  it('is forgotten once Electron is there', async () => {
    const { modules, supply } = machine('binary');
    const refusal = kept('45.4.1', {}, modules);
    refusal.keep(reason, now);
    await supply({ fetch: true });
    expect(refusal.read(now)).toBeUndefined();
  });
});
