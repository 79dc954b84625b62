// Drives of Windows: one that never answers holds up nothing and is asked once.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WindowsDrives } from './windows-drives.ts';

const missing = Object.assign(new Error('no'), { code: 'ENOENT' });
/** A machine with sticks at some letters, and network drives at others that never answer. */
function machine(there: ReadonlySet<string>, dead: ReadonlySet<string>) {
  const asked: string[] = [];
  const drives = new WindowsDrives((path) => {
    asked.push(path);
    if (dead.has(path)) return new Promise(() => undefined);
    return there.has(path) ? Promise.resolve([]) : Promise.reject(missing);
  });
  const look = async (): Promise<readonly string[]> => {
    const found = drives.media('C:');
    await vi.advanceTimersByTimeAsync(10_000);
    return (await found).map(({ path }) => path);
  };
  return { asked, look };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('drives of Windows', () => {
  it('are those that can be listed, but for the system', async () => {
    const { look } = machine(new Set(['C:\\', 'E:\\', 'Z:\\']), new Set());
    expect(await look()).toEqual(['E:\\', 'Z:\\']);
  });

  it('go and come', async () => {
    const there = new Set(['E:\\']);
    const { look } = machine(there, new Set());
    await look();
    there.delete('E:\\');
    expect(await look()).toEqual([]);
  });

  it('that never answer hold up no other, and are not asked again', async () => {
    const { asked, look } = machine(new Set(['E:\\']), new Set(['N:\\']));
    expect(await look()).toEqual(['E:\\']);
    expect(await look()).toEqual(['E:\\']);
    expect(asked.filter((path) => path === 'N:\\')).toHaveLength(1);
  });

  it('that stop to answer stay what they were', async () => {
    const dead = new Set<string>();
    const { look } = machine(new Set(['E:\\']), dead);
    await look();
    dead.add('E:\\');
    expect(await look()).toEqual(['E:\\']);
  });

  it('leave a thread free, however many of them are dead', async () => {
    const dead = new Set(['F:\\', 'G:\\', 'H:\\', 'I:\\']);
    const { asked, look } = machine(new Set(), dead);
    await look();
    await look();
    expect(asked.filter((path) => dead.has(path))).toEqual(['F:\\', 'G:\\', 'H:\\']);
  });
});
