// What an emergency leaves: its journal, and the verdict on its exchange key. There is no plan to go with them.
import { join } from 'node:path';
import type { WrittenFile } from '../../../../shared/contract/files.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { maxJournalBytes } from '../../core/journal/chain.ts';
import { readWholeFile, writeNewFile } from '../../ports/files.ts';
import type { EmergencyRecovery } from './emergency.ts';

/**
 * Writes the journal and what belongs to it to a stick: what lies on this machine may be gone with it.
 * @throws the file and medium faults; nothing is overwritten
 */
export async function exportEmergency(
  { id, folder, state }: EmergencyRecovery,
  out: { readonly path: string; readonly name: string },
): Promise<WrittenFile[]> {
  const verdict = state.exchangeKey?.verdictSha256;
  const sources = [
    { path: folder.journal, name: `journal-offline-${id}.jsonl` },
    ...(verdict === undefined ? [] : [{ path: folder.verdict(verdict), name: `verdict-${verdict}.json` }]),
  ];
  const written: WrittenFile[] = [];
  for (const { path, name } of sources) {
    const bytes = await readWholeFile(path, maxJournalBytes);
    await writeNewFile(join(out.path, name), bytes);
    const hash = sha256(bytes).toString('hex');
    written.push({ volume: visibleText(out.name, 40), name, bytes: bytes.length, sha256: hash, readBack: true });
  }
  return written;
}
