// Media and the files on them: roles, tokens, and what a stick may try.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix, win32 } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testCustodians, testDomain } from '#e2e/support/custodians.ts';
import { faultCode, faultOfPromise } from '#e2e/support/faults.ts';
import type { VolumeRole } from '#shared/contract/offline/volume-view.ts';
import { revocationList } from '#core/exchange-key/testdata/revocation-lists.ts';
import { newKey } from '#simulator/attestation-root.ts';
import type { Device, Medium } from '#platform/volumes/medium.ts';
import { nameBelow, VolumeRegister } from './volume-register.ts';

let folder = '';
let media: Medium[] = [];
let register: VolumeRegister;
const medium = (name: string): Medium => ({ path: join(folder, name), name, readOnly: false });
const idOf = (name: string): string => register.view.find((volume) => volume.name === name)!.id;
const roleOf = (name: string): VolumeRole | undefined => register.view.find((volume) => volume.name === name)?.role;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-volumes-'));
  for (const name of ['IN', 'C1']) {
    mkdirSync(join(folder, name, 'below'), { recursive: true });
    writeFileSync(join(folder, name, 'a.json'), '{}');
    writeFileSync(join(folder, name, 'below', 'b.key'), 'key');
    for (const file of ['a.json', join('below', 'b.key')]) utimesSync(join(folder, name, file), 1, 1);
  }
  media = [medium('IN'), medium('C1')];
  register = new VolumeRegister(() => Promise.resolve(media));
  await register.refresh();
});
afterEach(() => rmSync(folder, { recursive: true }));

it('lists the newest file first', async () => {
  register.assign(idOf('IN'), 'in');
  const names = async (): Promise<readonly string[]> => (await register.list(idOf('IN'))).files.map(({ name }) => name);
  const [a, b] = [join(folder, 'IN', 'a.json'), join(folder, 'IN', 'below', 'b.key')];
  utimesSync(a, 1_000_000, 1_000_000);
  utimesSync(b, 2_000_000, 2_000_000);
  expect(await names()).toEqual([join('below', 'b.key'), 'a.json']);
  utimesSync(a, 3_000_000, 3_000_000);
  expect(await names()).toEqual(['a.json', join('below', 'b.key')]);
  // Where the times are the same, they are in the order of their names.
  utimesSync(b, 3_000_000, 3_000_000);
  expect(await names()).toEqual(['a.json', join('below', 'b.key')]);
});

describe('roles', () => {
  it('are given to one stick each, and one stick has one', () => {
    register.assign(idOf('IN'), 'in');
    expect(faultCode(() => register.assign(idOf('C1'), 'in'))).toBe('VOLUME_ROLE_TAKEN');
    register.assign(idOf('C1'), 'custodian');
    expect(roleOf('IN')).toBe('in');
    expect(roleOf('C1')).toBe('custodian');
  });

  it('are kept while a stick is out, so that the screen can say which is missing', async () => {
    register.assign(idOf('IN'), 'in');
    media = [medium('C1')];
    await register.refresh();
    expect(register.view.find(({ name }) => name === 'IN')).toMatchObject({ role: 'in', present: false });
    expect(faultCode(() => register.withRole('in'))).toBe('VOLUME_ROLE_MISSING');
  });

  it('are asked for anew when something comes back in the same place: it may be another stick', async () => {
    register.assign(idOf('IN'), 'in');
    media = [];
    await register.refresh();
    media = [medium('IN')];
    await register.refresh();
    expect(roleOf('IN')).toBe('none');
  });

  it('end with the turn of a custodian', () => {
    register.assign(idOf('C1'), 'custodian');
    register.release('custodian');
    expect(roleOf('C1')).toBe('none');
  });

  const serial = (name: string, number: string): Medium => ({ ...medium(name), device: { serial: number } });
  it('stay with a stick whose serial number the system tells, wherever it comes back, and go when people take them', async () => {
    media = [serial('IN', 'Stick 1'), serial('C1', 'Stick 2')];
    register = new VolumeRegister(() => Promise.resolve(media));
    await register.refresh();
    register.assign(idOf('IN'), 'in');
    register.assign(idOf('C1'), 'custodian');
    expect(register.knownSticks).toEqual([{ role: 'in', name: 'IN', serial: 'Stick 1' }]);
    media = [];
    await register.refresh();
    media = [
      { ...serial('IN', 'Stick 1'), path: join(folder, 'C1') },
      { ...serial('C1', 'Stick 2'), path: join(folder, 'IN') },
    ];
    await register.refresh();
    expect(register.view.map(({ name, role, present }) => [name, role, present])).toEqual([
      ['C1', 'custodian', false],
      ['IN', 'in', true],
      ['C1', 'none', true],
    ]);
    register.assign(idOf('IN'), 'none');
    await register.refresh();
    expect([roleOf('IN'), register.knownSticks]).toEqual(['none', []]);
  });

  it('are asked for anew when another stick lies in the same place, and so is what the system tells of it', async () => {
    const look = async (device?: Device): Promise<void> => {
      media = [{ ...medium('IN'), device }];
      await register.refresh();
    };
    const given = (): readonly VolumeRole[] => register.view.filter(({ present }) => present).map(({ role }) => role);
    const give = (): void => register.assign(register.view.find(({ present }) => present)?.id ?? '', 'custodian');
    await look({ sequence: '1', serial: 'Stick 1' });
    give();
    await look({ sequence: '1', serial: 'Stick 1' });
    expect(given()).toEqual(['custodian']);
    // Between two looks, so that it was never seen to be gone.
    await look({ sequence: '2', serial: 'Stick 2' });
    expect(given()).toEqual(['none']);
    give();
    expect(register.withRole('custodian').device).toEqual({ sequence: '2', serial: 'Stick 2' });
    media = [];
    await register.refresh();
    await look();
    give();
    expect(register.withRole('custodian').device).toBeUndefined();
    await look({ sequence: '3' });
    await look({ sequence: '4' });
    expect(given()).toEqual(['none']);
  });

  it('are known again by a new register, for the stick of that name and number alone', async () => {
    media = [serial('IN', 'Stick 2'), serial('C1', 'Stick 1')];
    register = new VolumeRegister(() => Promise.resolve(media));
    register.recall([
      { role: 'in', name: 'IN', serial: 'Stick 1' },
      { role: 'own', name: 'IN', serial: 'Stick 2' },
    ]);
    await register.refresh();
    expect([roleOf('IN'), roleOf('C1')]).toEqual(['own', 'none']);
    // Where people have given the role to another, nothing is taken away.
    register.assign(idOf('C1'), 'in');
    media = [...media, { ...serial('IN', 'Stick 1'), path: join(folder, 'IN', 'below') }];
    await register.refresh();
    expect(register.view.map(({ role }) => role)).toEqual(['own', 'in', 'none']);
    register.release('in');
    register.clear();
    expect(register.knownSticks).toEqual([]);
  });

  it('of a medium without a name go by its place', async () => {
    media = [{ path: '/', name: '', readOnly: false, device: { serial: ' 4C53 ' } }];
    register = new VolumeRegister(() => Promise.resolve(media));
    await register.refresh();
    register.assign(register.view[0]?.id ?? '', 'out');
    expect(register.knownSticks).toEqual([{ role: 'out', name: '/', serial: '4C53' }]);
  });

  it('that are given or taken while it is looked stay so, and a folder that is named then is there', async () => {
    media = [];
    await register.refresh();
    register.addFolder(join(folder, 'C1'));
    register.assign(idOf('C1'), 'custodian');
    const looking = register.refresh();
    // The media have answered, and a folder is being asked for.
    await Promise.resolve();
    await Promise.resolve();
    register.release('custodian');
    register.addFolder(join(folder, 'IN'));
    register.assign(idOf('IN'), 'in');
    await looking;
    expect([roleOf('C1'), roleOf('IN')]).toEqual(['none', 'in']);
  });

  it('come with a folder that has one by name, unless another medium has it', async () => {
    media = [];
    await register.refresh();
    register.addFolder(join(folder, 'IN'), 'in');
    register.addFolder(join(folder, 'C1'), 'in');
    expect([roleOf('IN'), roleOf('C1')]).toEqual(['in', 'none']);
  });

  it('of nobody leave no trace: a stick without a role is forgotten when it goes', async () => {
    media = [];
    await register.refresh();
    expect(register.view).toEqual([]);
    expect(faultCode(() => register.assign('A'.repeat(22), 'in'))).toBe('VOLUME_UNKNOWN');
  });
});

describe('files', () => {
  it('are listed with tokens, two levels deep, and a token leads back to its file', async () => {
    register.assign(idOf('IN'), 'in');
    const { files, more } = await register.list(idOf('IN'));
    expect(files.map(({ name }) => name)).toEqual(['a.json', join('below', 'b.key')]);
    expect(more).toBe(false);
    expect(register.file(files[0]!.token, 'in').path).toBe(join(folder, 'IN', 'a.json'));
  });

  it.each([
    [win32, 'E:\\', 'E:\\plan.json', 'plan.json'],
    [win32, 'E:\\', 'E:\\below\\b.key', 'below\\b.key'],
    [win32, 'C:\\sticks\\IN', 'C:\\sticks\\IN\\plan.json', 'plan.json'],
    [posix, '/Volumes/IN', '/Volumes/IN/plan.json', 'plan.json'],
    [posix, '/', '/plan.json', 'plan.json'],
  ])('have their whole name, whether or not their medium ends in a separator', (paths, medium, path, name) => {
    expect(nameBelow(medium, path, paths)).toBe(name);
  });

  it('keep their token from one list to the next', async () => {
    register.assign(idOf('IN'), 'in');
    const first = await register.list(idOf('IN'));
    expect(await register.list(idOf('IN'))).toEqual(first);
  });

  it('on a stick with another role are refused', async () => {
    register.assign(idOf('IN'), 'own');
    const { files } = await register.list(idOf('IN'));
    expect(faultCode(() => register.file(files[0]!.token, 'in'))).toBe('VOLUME_ROLE_WRONG');
  });

  it('of a custodian’s stick, and of one that may be theirs, are named to no page', async () => {
    expect((await faultOfPromise(register.list(idOf('C1')))).code).toBe('VOLUME_ROLE_WRONG');
    register.assign(idOf('C1'), 'custodian');
    expect((await faultOfPromise(register.list(idOf('C1')))).code).toBe('VOLUME_ROLE_WRONG');
    expect((await register.keysOn(idOf('C1'), false)).map(({ name }) => name)).toEqual([join('below', 'b.key')]);
  });

  it('whose token was made up are unknown', () => {
    expect(faultCode(() => register.file('B'.repeat(22), 'in'))).toBe('FILE_TOKEN_UNKNOWN');
  });

  it('are forgotten with their stick', async () => {
    register.assign(idOf('IN'), 'in');
    const { files } = await register.list(idOf('IN'));
    media = [];
    await register.refresh();
    expect(faultCode(() => register.file(files[0]!.token, 'in'))).toBe('FILE_TOKEN_UNKNOWN');
  });

  it('that are links are not listed: they may lead off the stick', async () => {
    register.assign(idOf('IN'), 'in');
    symlinkSync('/etc/passwd', join(folder, 'IN', 'link'));
    symlinkSync('/etc', join(folder, 'IN', 'linked-folder'));
    const { files } = await register.list(idOf('IN'));
    expect(files.map(({ name }) => name).filter((name) => name.includes('link'))).toEqual([]);
  });

  it('that are still being written are not listed, and do not count', async () => {
    register.assign(idOf('IN'), 'in');
    const temporary = (n: number): string => `.blob.json.${n.toString(16).padStart(12, '0')}.part`;
    for (let n = 0; n < 205; n += 1) writeFileSync(join(folder, 'IN', temporary(n)), '');
    writeFileSync(join(folder, 'IN', 'minutes.part'), '');
    const { files, more } = await register.list(idOf('IN'));
    expect(files.map(({ name }) => name)).toEqual(['a.json', join('below', 'b.key'), 'minutes.part']);
    expect(more).toBe(false);
  });

  it('that macOS writes beside each file of a stick are not listed: they are named as keys, and hold none', async () => {
    for (const name of ['._a.json', '._C1.key', '._.Trashes']) writeFileSync(join(folder, 'C1', name), '');
    writeFileSync(join(folder, 'C1', 'below', '._b.key'), '');
    const files = await register.keysOn(idOf('C1'), true);
    expect(files.map(({ name }) => name)).toEqual([join('below', 'b.key'), 'a.json']);
  });

  it('are cut at 200, and the list says so', async () => {
    register.assign(idOf('IN'), 'in');
    for (let n = 0; n < 205; n += 1) writeFileSync(join(folder, 'IN', `many-${n}`), '');
    const { files, more } = await register.list(idOf('IN'));
    expect(files).toHaveLength(200);
    expect(more).toBe(true);
  });

  it('of the usual kinds come first on a stick with ten thousand others', async () => {
    register.assign(idOf('IN'), 'in');
    for (let n = 0; n < 10_000; n += 1) writeFileSync(join(folder, 'IN', `IMG_${n}.jpg`), '');
    writeFileSync(join(folder, 'IN', 'z-custodian.p12'), '');
    const { files, more } = await register.list(idOf('IN'));
    expect(files.slice(0, 3).map(({ name }) => name)).toEqual(['z-custodian.p12', 'a.json', join('below', 'b.key')]);
    expect(files).toHaveLength(200);
    expect(more).toBe(true);
  });

  it('that are a security domain are listed as one, in every form in which it is kept', async () => {
    const domain = testDomain(testCustodians(3), 2);
    const forms = [domain, domain.toString('base64url'), JSON.stringify({ value: domain.toString() })];
    for (const [n, bytes] of forms.entries()) writeFileSync(join(folder, 'IN', `${n}.domain`), bytes);
    register.assign(idOf('IN'), 'in');
    const { files } = await register.list(idOf('IN'));
    const found = files.filter(({ name }) => name.endsWith('.domain'));
    expect(found.map(({ kind }) => kind)).toEqual(forms.map(() => 'security-domain'));
  });

  it('of one kind are found beside a file, on its own stick alone', async () => {
    const list = revocationList({ name: 'An authority', key: newKey() });
    for (const [stick, name] of [
      ['IN', 'one.crl'],
      ['IN', 'two.bin'],
      ['C1', 'other.crl'],
    ] as const) {
      writeFileSync(join(folder, stick, name), list);
    }
    register.assign(idOf('IN'), 'in');
    const token = (await register.list(idOf('IN'))).files.find(({ name }) => name === 'a.json')?.token ?? '';
    const found = ['one.crl', 'two.bin'].map((name) => join(folder, 'IN', name));
    expect((await register.listsBeside(token)).map(({ path }) => path).sort()).toEqual(found);
    expect((await faultOfPromise(register.listsBeside('unknown'))).code).toBe('FILE_TOKEN_UNKNOWN');
  });

  it('of a stick that is gone are named as gone', async () => {
    register.assign(idOf('IN'), 'in');
    const id = idOf('IN');
    rmSync(join(folder, 'IN'), { recursive: true });
    expect((await faultOfPromise(register.list(id))).code).toBe('VOLUME_GONE');
  });
});
