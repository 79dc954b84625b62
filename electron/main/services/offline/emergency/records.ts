// What an emergency leaves as evidence, of what there is: its journal, the verdict on its exchange key, every file that was offered as one,
// and a list of their hashes. Nobody signs it, because no identity was needed; the record on paper carries the hash of the journal's end.
import { basename, join } from 'node:path';
import type { WrittenFile } from '#shared/contract/files.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sumsPath } from '#core/evidence/emergency.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import { offeredKeys } from '../../journal/emergency-folder.ts';
import { makeFolder, readWholeFile, writeNewFile } from '#platform/files.ts';
import type { EmergencyRecovery } from './emergency.ts';

/**
 * Writes the folder `evidence-ID` to a stick: what lies on this machine may be gone with it.
 * @throws the file and medium faults; nothing is overwritten
 */
export async function exportEmergency(
  emergency: EmergencyRecovery,
  out: { readonly path: string; readonly name: string },
): Promise<WrittenFile[]> {
  const folder = `evidence-${emergency.id}`;
  await makeFolder(join(out.path, folder));
  const written: WrittenFile[] = [];
  const write = async (name: string, bytes: Buffer): Promise<void> => {
    await writeNewFile(join(out.path, folder, name), bytes);
    const hash = sha256(bytes).toString('hex');
    const volume = visibleText(out.name, 40);
    written.push({ volume, name: `${folder}/${name}`, bytes: bytes.length, sha256: hash, readBack: true });
  };
  for (const { path, name } of sourcesOf(emergency)) await write(name, await readWholeFile(path, maxJournalBytes));
  const sums = written.map(({ name, sha256: hash }) => `${hash}  ${name.slice(folder.length + 1)}\n`).join('');
  await write(sumsPath, Buffer.from(sums, 'utf8'));
  return written;
}

interface Source {
  readonly path: string;
  readonly name: string;
}

function sourcesOf({ id, folder, state }: EmergencyRecovery): readonly Source[] {
  const verdict = state.exchangeKey?.verdictSha256;
  return [
    { path: folder.journal, name: `journal-offline-${id}.jsonl` },
    ...(verdict === undefined ? [] : [{ path: folder.verdict(verdict), name: `verdict-${verdict}.json` }]),
    ...offeredKeys(folder).map((path) => ({ path, name: basename(path) })),
  ];
}
