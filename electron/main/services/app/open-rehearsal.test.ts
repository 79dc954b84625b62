// The room that is open in an app: whose journals it takes; and that a screen follows, told of while it is shown, and not after.
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { OpenRehearsal } from './open-rehearsal.ts';

let workspace = '';
let changed = vi.fn<() => void>();
const opened: OpenRehearsal[] = [];
const hearing = (hear: () => void): OpenRehearsal => {
  const rehearsal = new OpenRehearsal({
    production: () => undefined,
    opened: () => undefined,
    changed: hear,
    enter: () => undefined,
    gapOpen: () => false,
  });
  opened.push(rehearsal);
  return rehearsal;
};
beforeEach(() => {
  workspace = mkdtempSync(join(tmpdir(), 'lifeboat-room-'));
  changed = vi.fn<() => void>();
});
afterEach(() => {
  for (const rehearsal of opened.splice(0)) rehearsal.follow(undefined);
  rmSync(workspace, { recursive: true });
});

/** Writes again until it is heard: when a watcher of the system begins to hear is the system's affair. */
const heard = (by: typeof changed, write: () => void): Promise<void> =>
  vi.waitFor(
    () => {
      write();
      expect(by).toHaveBeenCalled();
    },
    { timeout: 20_000 },
  );

describe('the places of a rehearsal', () => {
  const ceremony = 'PRACTICE-REHEARSAL-2026-10-14-A1B2C3';
  const places = { ceremony, ceremonies: '/room/machines/online', cloud: '/room/practice-cloud' };

  it('are those of its open room, and of no other ceremony', async () => {
    const rehearsal = hearing(changed);
    await rehearsal.take(places);
    expect(rehearsal.placesOf(ceremony)).toEqual(places);
    expect(rehearsal.placesOf('PRACTICE-1')).toBeUndefined();
    expect(() => rehearsal.assertWorkspaceOpen(ceremony)).not.toThrow();
  });

  it('are never those of a ceremony that is real by its name, whatever a seal says', async () => {
    const rehearsal = hearing(changed);
    await rehearsal.take({ ...places, ceremony: 'MHSM-DR-2026-10-14-01' });
    expect(rehearsal.placesOf('MHSM-DR-2026-10-14-01')).toBeUndefined();
  });

  it('must be open for a rehearsal, and for nothing else', async () => {
    const rehearsal = hearing(changed);
    const assert = (id: string) => () => rehearsal.assertWorkspaceOpen(id);
    expect(faultOf(assert(ceremony))).toEqual({ code: 'REHEARSAL_ROOM_CLOSED', ceremony });
    for (const other of ['PRACTICE-1', 'MHSM-DR-2026-10-14-01']) expect(assert(other)).not.toThrow();
    // The room of another rehearsal is not the room of this one.
    await rehearsal.take({ ...places, ceremony: 'PRACTICE-REHEARSAL-2' });
    expect(faultOf(assert(ceremony)).code).toBe('REHEARSAL_ROOM_CLOSED');
  });
});

describe('a room that is followed', () => {
  it('tells of a file in it, and of a journal further below', async () => {
    mkdirSync(join(workspace, 'machines', 'online', 'one'), { recursive: true });
    hearing(changed).follow(workspace);
    await heard(changed, () => writeFileSync(join(workspace, 'clock'), '60'));
    changed.mockClear();
    await heard(changed, () => appendFileSync(join(workspace, 'machines', 'online', 'one', 'journal.jsonl'), '{}\n'));
  });

  it.each<[string, (rehearsal: OpenRehearsal, other: string) => void]>([
    ['the screen is gone', (rehearsal) => rehearsal.follow(undefined)],
    ['another room is shown', (rehearsal, other) => rehearsal.follow(other)],
  ])('tells nothing any more when %s', async (_, leave) => {
    const [first, other] = [join(workspace, 'first'), join(workspace, 'other')];
    for (const each of [first, other]) mkdirSync(each);
    const rehearsal = hearing(changed);
    rehearsal.follow(first);
    const write = (): void => writeFileSync(join(first, 'clock'), '60');
    await heard(changed, write);
    leave(rehearsal, other);
    changed.mockClear();
    // Another one still hears it, so there was something to hear.
    const witness = vi.fn<() => void>();
    hearing(witness).follow(first);
    await heard(witness, write);
    expect(changed).not.toHaveBeenCalled();
  });

  it('may be gone: then there is nothing to tell', () => {
    hearing(changed).follow(join(workspace, 'gone'));
    expect(changed).not.toHaveBeenCalled();
  });
});
