// The evidence of a drill: collected from both sides' folders, signed by the witness, and checked again from the disk.
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { buildEvidence, verifyEvidence } from '#core/evidence/package.ts';
import { planPath } from '#core/evidence/manifest.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { listBundles, readBundle } from '#services/bundles/bundle-folder.ts';
import { signEnd } from '#services/journal/common-events.ts';
import { readEvidenceFolder, writeEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { readWholeFile } from '#platform/files.ts';
import type { DrillCustodian } from './custodians.ts';
import { type Journaling, journaling } from './folder.ts';
import { type Machines, offlinePeople } from './machines.ts';

const maxFileBytes = 64 << 20;

/** Closes the journals, each signed by its machine: nothing is added to them once they are packed. */
export async function closeJournals(machines: Machines): Promise<void> {
  for (const role of journaling) {
    await machines.journal(role, async (journal) => {
      const { signers } = machines.parts;
      // A drill may have been cut off between the two.
      if (!journal.state.closed) await journal.append({ kind: 'journal-closed', by: offlinePeople });
      if (!journal.state.signed) await signEnd(journal, signers[role]);
    });
  }
}

/** Packs the evidence, unless it is packed already, and checks the package as an auditor does. */
export async function packEvidence(machines: Machines, custodians: readonly DrillCustodian[]): Promise<EvidenceReport> {
  const { folder, signers, app, approved } = machines.parts;
  const isPacked = (await readdir(folder.root)).includes(basename(folder.evidence));
  if (!isPacked) {
    const files = await collected(machines, custodians);
    await writeEvidenceFolder(folder.evidence, buildEvidence(files, [signers.witness], app));
  }
  return verifyEvidence(await readEvidenceFolder(folder.evidence), { planSha256: approved.planSha256 });
}

async function collected(
  machines: Machines,
  custodians: readonly DrillCustodian[],
): Promise<ReadonlyMap<string, Buffer>> {
  const { folder } = machines.parts;
  const files = new Map<string, Buffer>([[planPath, await readWholeFile(folder.plan, maxFileBytes)]]);
  for (const role of journaling) {
    files.set(`journals/${role}.jsonl`, await readWholeFile(folder.journal(role), maxFileBytes));
    for (const name of await readdir(folder.machine[role])) {
      const path = packedAs(role, name);
      if (path !== undefined) files.set(path, await readWholeFile(join(folder.machine[role], name), maxFileBytes));
    }
  }
  for (const [name, bundle] of await acceptedBundles(machines)) files.set(`bundles/${name}`, bundle);
  for (const { name, certificateDer } of custodians) files.set(`certificates/${name}.cer`, certificateDer);
  for (const file of [folder.inventory, folder.consumers, folder.consumerTable]) {
    files.set(`lists/${basename(file)}`, await readWholeFile(file, maxFileBytes));
  }
  return files;
}

/** Where a file of a machine's folder is in the package; undefined for what stays where it is. */
function packedAs(role: Journaling, name: string): string | undefined {
  if (name.endsWith('.answer.json')) return `service/${role}-${name}`;
  if (/^verdict-[0-9a-f]+[.]json$/.test(name)) return `verdicts/${name}`;
  // The damaged end of a journal, kept under the hash that the journal names.
  return name.startsWith('journal.jsonl.damaged-') ? `lists/${role}-${name}` : undefined;
}

/** What travelled, out of all that is on the sticks. */
async function acceptedBundles(machines: Machines): Promise<ReadonlyMap<string, Buffer>> {
  const { usbIn, usbOut } = machines.parts.folder;
  const { written, accepted } = await machines.state('operator-1');
  const hashes = new Set([...written, ...accepted].map(({ fileSha256 }) => fileSha256));
  const found = new Map<string, Buffer>();
  for (const usb of [usbIn, usbOut]) {
    for (const name of (await listBundles(usb)).bundles) {
      const bundle = await readBundle(usb, name);
      if (hashes.has(sha256(bundle).toString('hex'))) found.set(name, bundle);
    }
  }
  return found;
}
