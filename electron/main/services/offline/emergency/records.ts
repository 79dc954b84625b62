// What an emergency leaves as evidence, of what there is: its journal, the verdict on its exchange key, every file that was offered as one,
// the revocation lists beside it, and a list of their hashes. Nobody signs it, because no identity was needed; the record on paper carries the hash of the journal's end.
import { basename, join } from 'node:path';
import type { WrittenFile } from '#shared/contract/files.ts';
import { listEmergency } from '#core/evidence/emergency.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import { readWholeFile } from '#platform/files.ts';
import { writtenFile } from '../../app/chosen-files.ts';
import { writeEvidenceFolder } from '../../evidence/evidence-folder.ts';
import { keptRevocationLists, keptVerdicts, offeredKeys } from '../../journal/emergency-folder.ts';
import type { EmergencyRecovery } from './emergency.ts';

/**
 * Writes the folder `evidence-ID` to a stick: what is on this machine may be gone with it.
 * @throws what `writeEvidenceFolder` throws; nothing is overwritten
 */
export async function exportEmergency(
  emergency: EmergencyRecovery,
  out: { readonly path: string; readonly name: string },
): Promise<WrittenFile[]> {
  const folder = `evidence-${emergency.id}`;
  const files = new Map<string, Buffer>();
  for (const { path, name } of sourcesOf(emergency)) files.set(name, await readWholeFile(path, maxJournalBytes));
  const whole = listEmergency(files);
  await writeEvidenceFolder(join(out.path, folder), whole);
  return [...whole].map(([name, bytes]) => writtenFile(out.name, `${folder}/${name}`, bytes));
}

interface Source {
  readonly path: string;
  /** In the package. */
  readonly name: string;
}

const sourcesOf = ({ id, folder }: EmergencyRecovery): readonly Source[] => [
  { path: folder.journal, name: `journals/offline-${id}.jsonl` },
  ...keptVerdicts(folder).map((path) => ({ path, name: `verdicts/${basename(path)}` })),
  ...keptRevocationLists(folder).map((path) => ({ path, name: `lists/${basename(path)}` })),
  ...offeredKeys(folder).map((path) => ({ path, name: `certificates/${basename(path)}` })),
];
