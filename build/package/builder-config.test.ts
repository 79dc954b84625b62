// What electron-builder is told: the settings whose slip would only be seen in a package that this machine cannot make.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { root } from '../root.ts';
import { builderConfig } from './builder-config.ts';
import { releaseFiles } from './checksums.ts';
import { licencesFile } from '#shared/licences-file.ts';
import { products } from './products.ts';

const folders = { app: '/app', output: '/output', licences: '/licences.txt' };

afterEach(() => {
  vi.unstubAllEnvs();
});

it('gives each product an id, a name and a program of its own', () => {
  const told = products.map((product) => builderConfig(product, folders));
  expect(told.map(({ appId, productName, linux }) => [appId, productName, linux?.executableName])).toEqual([
    ['org.lifeboat.offline', 'Lifeboat Offline', 'lifeboat-offline'],
    ['org.lifeboat.online', 'Lifeboat Online', 'lifeboat-online'],
  ]);
});

it('names the files as the instructions do', () => {
  const instructions = readFileSync(join(root, 'build', 'INSTALL.md'), 'utf8');
  const named = [...instructions.matchAll(/`(lifeboat-offline-VERSION-[^`]+)`/g)].map(([, name]) => name);
  expect(named.sort()).toEqual(releaseFiles('VERSION').filter((name) => name.startsWith('lifeboat-offline-')));
});

describe.each(products)('$name', (product) => {
  const config = builderConfig(product, folders);

  it('has the targets that the instructions name, and icons that are there', () => {
    expect([config.linux?.target, config.win?.target, config.mac?.target]).toEqual([
      ['AppImage', 'deb', 'tar.gz'],
      ['nsis', 'portable'],
      ['dmg'],
    ]);
    for (const icon of [config.linux?.icon, config.win?.icon, config.mac?.icon]) {
      expect(existsSync(String(icon)), String(icon)).toBe(true);
    }
  });

  it('is published nowhere, lies in an archive, and looks for no module folder', async () => {
    expect(config.publish).toBeNull();
    expect(config.asar).toEqual({ smartUnpack: false });
    expect(config.files).toEqual(['**/*']);
    expect(config.asarUnpack).toEqual(['**/token.node']);
    expect(config.extraResources).toEqual([{ from: '/licences.txt', to: licencesFile }]);
    expect(await (config.beforeBuild as () => Promise<unknown>)()).toBe(false);
  });

  it('is started with its sandbox and without rights of an administrator', () => {
    expect(JSON.stringify(config)).not.toContain('no-sandbox');
    // What is not said here, the tool decides: for an AppImage it would take the sandbox away.
    expect(config.appImage?.executableArgs).toEqual([]);
    expect([config.win?.requestedExecutionLevel, config.portable?.requestExecutionLevel]).toEqual([
      'asInvoker',
      'user',
    ]);
    expect(config.nsis).toMatchObject({ perMachine: false, allowElevation: false });
  });

  it('leaves journals and identities where they are when it is removed', () => {
    expect(config.nsis?.deleteAppDataOnUninstall).toBe(false);
  });

  it('tells people on macOS in both languages why it reads what is plugged in', () => {
    const info = config.mac?.extendInfo as Record<string, string>;
    expect(info['NSRemovableVolumesUsageDescription']).toMatch(/ reads .+ \/ Lifeboat liest /);
  });

  it('names whose work it is, and says in both languages what it does', () => {
    expect(config.copyright).toMatch(/^Copyright \(c\) \d{4} \S/);
    expect(config.linux?.description).toBe(product.description);
    expect(config.linux?.desktop?.entry).toEqual({ 'Comment[de]': product.germanDescription });
  });

  it.each([
    ['', false],
    ['certificate.p12', true],
  ])('is hardened on macOS only where an identity is given (%j)', (link, hardened) => {
    vi.stubEnv('CSC_NAME', '');
    vi.stubEnv('CSC_LINK', link);
    const { mac } = builderConfig(product, folders);
    expect(mac?.hardenedRuntime).toBe(hardened);
    // None from the keychain: `-` signs ad hoc.
    expect(mac?.identity).toBe(hardened ? undefined : '-');
  });
});
