// Ceremonies in the app's own folder that were begun and not closed, for going on with one by a single choice.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { operatorRole, type EarlierCeremony } from '#shared/contract/online/ceremony-view.ts';
import { maxJournalBytes, readJournal } from '#core/journal/chain.ts';
import { openingOf } from '#shared/journal/grade.ts';
import { readWholeFile } from '#platform/files.ts';
import { journalsIn } from './ceremony-folder.ts';
import type { OnlineWorld } from './world.ts';

/** The latest first. A folder whose journal cannot be read is passed over here; choosing it by hand says why. */
export async function earlierCeremonies({
  services,
  ownFolders,
}: Pick<OnlineWorld, 'services' | 'ownFolders'>): Promise<EarlierCeremony[]> {
  const roots = [ownFolders.ceremonies, services.rehearsal.ceremonies ?? []].flat();
  const places = await Promise.all(
    roots.map(async (root) => (await readdir(root).catch(() => [])).map((name) => join(root, name))),
  );
  const found = await Promise.all(places.flat().map(earlierIn));
  return found
    .flatMap((each) => each ?? [])
    .sort((a, b) => b.lastUtc.localeCompare(a.lastUtc))
    .map(({ path, ...rest }) => ({ ...rest, folder: services.files.remember(path, 'ceremony').token }));
}

async function earlierIn(path: string): Promise<(Omit<EarlierCeremony, 'folder'> & { path: string }) | undefined> {
  const [planned, emergency] = journalsIn(path);
  const { entries, head } = await readWholeFile(planned, maxJournalBytes)
    .catch(() => readWholeFile(emergency, maxJournalBytes))
    .then(readJournal)
    // One folder that was meddled with must not keep people from all the others.
    .catch(() => ({ entries: [], head: undefined }));
  const last = entries.at(-1);
  const opened = head && openingOf(head.state);
  if (!opened || !last || head.state.closed || opened.machine !== 'online') return undefined;
  const { ceremony: id, practice } = opened;
  const kept = { path, id, practice, lastUtc: last.at };
  if (head.state.emergency) return { ...kept, role: null };
  const role = operatorRole.safeParse(head.state.opened?.role);
  return role.success ? { ...kept, role: role.data } : undefined;
}
