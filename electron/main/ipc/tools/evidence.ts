// Calls about evidence: a package is collected and signed, and checked again from its files alone, without Azure and without keys.
import { basename, join } from 'node:path';
import type { ToolsHandlers } from '#shared/contract/tools/contract.ts';
import type { PickedKind } from '#shared/contract/tools/picked.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { buildEmergencyEvidence } from '#core/evidence/emergency.ts';
import { type EvidenceFiles, type EvidenceFolder, evidenceFolders, planPath } from '#core/evidence/manifest.ts';
import { buildEvidence } from '#core/evidence/package.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { readSignedPlan } from '#core/plan/approval.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import type { AppServices } from '#services/app/app-services.ts';
import { type Signing, signedFacts } from '#services/app/questions/signing.ts';
import { appOf, openSigner, refuseProduction } from '#services/app/chosen-files.ts';
import { verifyEvidenceFolder, writeEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { readWholeFile, refuseExisting } from '#platform/files.ts';

/** Greatest size of one file of a package in bytes: a journal's. */
const maxFileBytes = 64 << 20;

/** As what the files of each folder of a package were chosen. */
const chosenAs: Readonly<Record<EvidenceFolder, PickedKind>> = {
  journals: 'journal',
  bundles: 'bundle',
  certificates: 'data',
  verdicts: 'data',
  documents: 'data',
  service: 'data',
  lists: 'data',
};

export function evidenceCalls(services: AppServices): ToolsHandlers['evidence'] {
  const { files } = services;
  return {
    async verify({ folder, planSha256, journalHeads }) {
      const paper = { planSha256: planSha256 ?? undefined, journalHeads };
      return verifyEvidenceFolder(files.path(folder, 'evidence'), paper);
    },
    async build({ signed, folder, ...chosen }) {
      const contents = await collect(services, chosen);
      const placeOf = (ceremony: string): string => join(files.path(folder, 'folder'), `evidence-${ceremony}`);
      const { whole, ceremony } =
        signed === null ? ofEmergency(services, contents) : await ofCeremony(services, signed, contents, placeOf);
      const place = placeOf(ceremony);
      await writeEvidenceFolder(place, whole);
      return { name: basename(place), report: await verifyEvidenceFolder(place, {}) };
    },
  };
}

interface Packed {
  readonly whole: EvidenceFiles;
  readonly ceremony: string;
}

function ofEmergency(services: AppServices, contents: EvidenceFiles): Packed {
  const { whole, report } = buildEmergencyEvidence(contents);
  refuseProduction(services, report.practice);
  return { whole, ceremony: report.ceremony };
}

async function ofCeremony(
  services: AppServices,
  { plan: planToken, identity }: { readonly plan: string; readonly identity: string },
  contents: EvidenceFiles,
  placeOf: (ceremony: string) => string,
): Promise<Packed> {
  const planFile = await readWholeFile(services.files.path(planToken, 'plan'), maxBundleBytes);
  const { plan } = readSignedPlan(planFile);
  refuseProduction(services, plan.practice);
  // Before anybody types a passphrase.
  await refuseExisting(placeOf(plan.ceremony));
  const files = new Map([[planPath, planFile], ...contents]);
  return {
    whole: buildEvidence(files, [await openSigner(services, identity, packing(plan, files))], appOf(services)),
    ceremony: plan.ceremony,
  };
}

/** The list that is signed, folded: it may be long. */
const packing = (plan: Plan, files: EvidenceFiles): Signing => ({
  practice: plan.practice,
  draw(texts) {
    const { pack: t } = texts.screens.evidence;
    return {
      title: t.title,
      lead: [t.ceremony.detail],
      facts: [
        ...signedFacts(texts, plan),
        {
          label: `${t.files}: ${files.size}`,
          lines: [...files].map(([path, bytes]) => `${visibleText(path, 120)} ${sha256(bytes).toString('hex')}`),
          isFolded: true,
        },
      ],
    };
  },
});

/** @throws FILE_EXISTS where two files would have one name: one of them would be hidden; the file faults */
async function collect(
  { files }: AppServices,
  chosen: Readonly<Record<EvidenceFolder, readonly string[]>>,
): Promise<EvidenceFiles> {
  const contents = new Map<string, Buffer>();
  for (const folder of evidenceFolders) {
    for (const token of chosen[folder]) {
      const from = files.path(token, chosenAs[folder]);
      const path = `${folder}/${basename(from)}`;
      if (contents.has(path)) refuse({ code: 'FILE_EXISTS', name: visibleText(path) });
      contents.set(path, await readWholeFile(from, maxFileBytes));
    }
  }
  return contents;
}
