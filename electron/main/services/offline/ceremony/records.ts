// What a ceremony leaves as evidence on the offline side: its journal, its plan, and the verdict on its exchange key.
import { join } from 'node:path';
import type { WrittenFile } from '#shared/contract/files.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import { readWholeFile } from '#platform/files.ts';
import { writtenFile } from '../../app/chosen-files.ts';
import { keepFile } from '../../journal/ceremony-folder.ts';
import type { Ceremony } from './ceremony.ts';

/**
 * Writes the records to a stick: what is on this machine may be gone with it. A stick that has some of them already gets the rest.
 * @throws FILE_EXISTS where other bytes are under one of the names; the file and medium faults
 */
export async function exportCeremony(
  { folder, plan, state }: Ceremony,
  out: { readonly path: string; readonly name: string },
): Promise<WrittenFile[]> {
  const verdict = state.exchangeKey?.verdictSha256;
  const sources = [
    { path: folder.journal, name: `journal-offline-${plan.ceremony}.jsonl` },
    { path: folder.plan, name: `plan-${plan.ceremony}.dsse.json` },
    ...(verdict === undefined ? [] : [{ path: folder.verdict(verdict), name: `verdict-${verdict}.json` }]),
  ];
  const written: WrittenFile[] = [];
  for (const { path, name } of sources) {
    const bytes = await readWholeFile(path, maxJournalBytes);
    await keepFile(join(out.path, name), bytes);
    written.push(writtenFile(out.name, name, bytes));
  }
  return written;
}
