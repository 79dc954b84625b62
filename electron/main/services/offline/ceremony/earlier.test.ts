// What was not finished is offered again; the ceremony of a rehearsal only while its room is open, wherever its folder lies.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import { noRehearsal } from '#e2e/support/no-rehearsal.ts';
import type { OpenRehearsal } from '../../app/open-rehearsal.ts';
import { emptyHead, nextLine } from '#core/journal/chain.ts';
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { EarlierCeremonies } from './earlier.ts';

const ceremony = 'PRACTICE-REHEARSAL-1';
let place = '';
let rehearsal: OpenRehearsal;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'lifeboat-earlier-'));
  rehearsal = noRehearsal();
});
afterEach(() => rmSync(place, { recursive: true }));
const own = (): string => join(place, 'own');
const workspace = (): string => join(place, 'room');
const openWorkspace = (id = ceremony): Promise<void> =>
  rehearsal.take({ ceremony: id, ceremonies: workspace(), cloud: join(place, 'cloud') });

/** A journal that was begun and not closed. */
function begun(root: string): void {
  const [opened] = offlineRecovery;
  if (opened?.kind !== 'journal-opened') throw new Error('a journal begins with its opening');
  const folder = join(root, `${ceremony}-0123456789abcdef`);
  mkdirSync(folder, { recursive: true });
  const { line } = nextLine(emptyHead, '2026-10-14T09:00:00.000Z', { ...opened, practice: true, ceremony });
  writeFileSync(join(folder, 'journal.jsonl'), line);
}

it('is offered after a restart once its room is open again, and not before', async () => {
  begun(workspace());
  const earlier = new EarlierCeremonies(own(), rehearsal);
  expect(earlier.list()).toEqual([]);
  await openWorkspace();
  const [offered] = earlier.list();
  expect(offered).toMatchObject({ id: ceremony, practice: true });
  expect(earlier.offered(offered?.journal ?? '').folder.path).toContain(workspace());
});

it('is refused with a closed room, or with that of another rehearsal, even where somebody has moved its folder', async () => {
  begun(own());
  const earlier = new EarlierCeremonies(own(), rehearsal);
  const goOn = (): unknown => {
    const [offered] = earlier.list();
    return earlier.offered(offered?.journal ?? '');
  };
  expect(faultOf(goOn)).toEqual({ code: 'REHEARSAL_ROOM_CLOSED', ceremony });
  await openWorkspace('PRACTICE-REHEARSAL-2');
  expect(faultOf(goOn)).toEqual({ code: 'REHEARSAL_ROOM_CLOSED', ceremony });
  await openWorkspace();
  expect(goOn).not.toThrow();
});

it('begins nowhere else than in its room', async () => {
  const earlier = new EarlierCeremonies(own(), rehearsal);
  const folder = () => earlier.folderFor(ceremony, '0'.repeat(64)).path;
  expect(faultOf(folder)).toEqual({ code: 'REHEARSAL_ROOM_CLOSED', ceremony });
  await openWorkspace();
  expect(folder().startsWith(workspace())).toBe(true);
});
