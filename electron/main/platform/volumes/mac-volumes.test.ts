// Volumes of macOS: which cannot be written to, and what does not answer.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MacVolumes } from './mac-volumes.ts';

interface Volume {
  /** What the system says to somebody who wants to write. */
  readonly refusal?: string;
  readonly isDead?: boolean;
  /** The system's own disk is a link. */
  readonly isLink?: boolean;
}
const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** As far as `node:fs/promises` is asked. */
function volumes(there: Readonly<Record<string, Volume>>) {
  const of = (path: string): Volume => there[path.slice('/Volumes/'.length)]!;
  const access = vi.fn((path: string): Promise<void> => {
    const { refusal, isDead } = of(path);
    if (isDead === true) return new Promise(() => undefined);
    return refusal === undefined ? Promise.resolve() : Promise.reject(failure(refusal));
  });
  const fake = {
    readdir: () =>
      Promise.resolve(
        Object.entries(there).map(([name, { isLink }]) => ({ name, isDirectory: () => isLink !== true })),
      ),
    access,
  };
  // The functions have many more forms than are used.
  return { media: new MacVolumes(fake as never), access };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('are those that answer, but for the system; what cannot be written to says so', async () => {
  const { media } = volumes({
    'Macintosh HD': { isLink: true },
    STICK: {},
    LOCKED: { refusal: 'EROFS' },
    'NO RIGHTS': { refusal: 'EACCES' },
    gone: { isDead: true },
  });
  const found = media.media();
  await vi.advanceTimersByTimeAsync(2000);
  expect(await found).toEqual([
    { path: '/Volumes/STICK', name: 'STICK', readOnly: false },
    { path: '/Volumes/LOCKED', name: 'LOCKED', readOnly: true },
    { path: '/Volumes/NO RIGHTS', name: 'NO RIGHTS', readOnly: false },
  ]);
});

it('that do not answer are asked once', async () => {
  const { media, access } = volumes({ gone: { isDead: true } });
  for (let n = 0; n < 3; n += 1) {
    const found = media.media();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await found).toEqual([]);
  }
  expect(access).toHaveBeenCalledOnce();
});
