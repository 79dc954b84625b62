// `lifeboat evidence`: packs what a ceremony leaves behind, and checks such a package on any machine.
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { refuse } from '#shared/faults/fault.ts';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { endsBadly } from '#shared/evidence/story.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { PaperHeads } from '#core/evidence/journals.ts';
import { buildEmergencyEvidence } from '#core/evidence/emergency.ts';
import { evidenceFolders, type EvidenceFiles, type EvidenceFolder, planPath } from '#core/evidence/manifest.ts';
import { buildEvidence } from '#core/evidence/package.ts';
import { signerRoles } from '#core/transfer/roles.ts';
import { verifyEvidenceFolder, writeEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import { folderNames, isFolder, readWholeFile } from '#platform/files.ts';
import { app, loadSigner, needConsole } from '../ceremony-files.ts';
import { needed, refuseUsage } from '../usage.ts';
import { answers, type CommandContext } from '../context.ts';
import { fingerprintLines } from '../row.ts';
import { adviceLines, type CommandResult } from '../output.ts';
import { printedSha256 } from '../printed-values.ts';

const maxFileBytes = 64 << 20;

type BuildOptions = Readonly<Partial<Record<EvidenceFolder, readonly string[]>>> & {
  readonly plan?: string;
  readonly identity?: string;
  readonly passwordFile?: string;
  readonly emergency?: true;
  readonly out: string;
};

interface VerifyOptions {
  readonly planSha256?: string;
  readonly journalHead?: PaperHeads;
}

/**
 * `MACHINE=HASH`, the hash in any form in which it is printed.
 * @throws USAGE, FINGERPRINT_…
 */
function typedHead(text: string, before: PaperHeads = {}): PaperHeads {
  const [machine = '', ...rest] = text.split('=');
  const role = signerRoles.find((each) => each === machine.trim());
  if (role === undefined)
    return refuseUsage('one-of', '--journal-head', signerRoles.map((each) => `${each}=HASH`).join(', '));
  return { ...before, [role]: printedSha256(rest.join('=')) };
}

const contents: Readonly<Record<EvidenceFolder, string>> = {
  journals: 'journals of the machines, NAME.jsonl; or the folders that they are in',
  bundles: 'bundles, under their own names; or the folder that they are in',
  certificates: 'public certificates',
  verdicts: 'verdicts on exchange keys',
  documents: 'printed and scanned documents',
  service: 'raw answers and logs of the service; or the folder that they are in',
  lists: 'hash lists, media ledger, photographs',
};

export function registerEvidence(program: Command, context: CommandContext): void {
  const group = program.command('evidence').description('The evidence of a ceremony.');
  const build = group
    .command('build')
    .description('Collect, check and sign the evidence of a ceremony.')
    .option('--plan <file>', 'the approved plan')
    .option('--identity <file>', 'an identity that the plan names')
    .option('--emergency', 'of an emergency: it has no plan, and nobody signs')
    .option('--password-file <file>', 'its passphrase; without it, the terminal asks')
    .requiredOption('--out <folder>', 'the package; the folder must not exist');
  for (const folder of evidenceFolders) build.option(`--${folder} <files...>`, contents[folder]);
  answers(build, context, (options: BuildOptions) => pack(options, context));
  answers(
    group
      .command('verify <folder>')
      .description('Check a package again: no Azure, no keys.')
      .option('--plan-sha256 <hash>', 'hash of the plan, typed from paper', printedSha256)
      .option('--journal-head <machine=hash>', 'end of a journal, typed from paper; once for each machine', typedHead),
    context,
    async (folder: string, { planSha256, journalHead }: VerifyOptions) =>
      reported(await verifyEvidenceFolder(folder, { planSha256, journalHeads: journalHead })),
    true,
  );
}

async function pack(options: BuildOptions, context: CommandContext): Promise<CommandResult> {
  const { emergency, out } = options;
  await writeEvidenceFolder(out, emergency ? await packEmergency(options) : await packCeremony(options, context));
  return {
    ...reported(await verifyEvidenceFolder(out, {})),
    known: { package: out },
    next: [{ step: emergency ? 'verify-emergency' : 'verify-evidence' }],
  };
}

async function packCeremony(
  { plan, identity, passwordFile, ...options }: BuildOptions,
  context: CommandContext,
): Promise<EvidenceFiles> {
  const [planFile, identityFile] = [needed(plan, '--plan'), needed(identity, '--identity')];
  needConsole(passwordFile, context);
  const files = new Map([[planPath, await readWholeFile(planFile, maxFileBytes)], ...(await collect(options))]);
  return buildEvidence(files, [await loadSigner(identityFile, passwordFile, context)], app);
}

/** @throws USAGE where a plan was given or an identity, which would sign nothing */
async function packEmergency({ plan, identity, passwordFile, ...options }: BuildOptions): Promise<EvidenceFiles> {
  const needless = { '--plan': plan, '--identity': identity, '--password-file': passwordFile };
  const given = Object.entries(needless).find(([, value]) => value !== undefined);
  if (given) refuseUsage('only-one-of', `--emergency, ${given[0]}`);
  return buildEmergencyEvidence(await collect(await withFolders(options))).whole;
}

/** What the folder of an emergency keeps below it, by the part of the package into which it belongs. */
const keptBelow = [
  ['verdicts', 'verdicts'],
  ['lists', 'revocation-lists'],
  ['certificates', 'exchange-keys'],
  ['service', 'answers'],
] as const;

/** Where a journal is named by the folder of its emergency, all that the folder keeps for the evidence goes with it. */
async function withFolders(options: Pick<BuildOptions, EvidenceFolder>): Promise<Pick<BuildOptions, EvidenceFolder>> {
  const given = { ...options };
  for (const path of options.journals ?? []) {
    for (const [part, name] of keptBelow) {
      const below = join(path, name);
      if (await isFolder(below)) given[part] = [...(given[part] ?? []), below];
    }
  }
  return given;
}

async function collect(options: Pick<BuildOptions, EvidenceFolder>): Promise<EvidenceFiles> {
  const files = new Map<string, Buffer>();
  for (const folder of evidenceFolders) {
    for (const file of (await Promise.all((options[folder] ?? []).map((path) => filesAt(path, folder)))).flat()) {
      const path = freeName(`${folder}/${basename(file)}`, files);
      // Two files of one name would hide one of them.
      if (path === undefined) return refuse({ code: 'FILE_EXISTS', name: `${folder}/${basename(file)}` });
      files.set(path, await readWholeFile(file, maxFileBytes));
    }
  }
  return files;
}

/** What of a folder belongs into a part of the package. */
const endings: Readonly<Partial<Record<EvidenceFolder, string>>> = { journals: '.jsonl', bundles: '.bundle.json' };

/** A file, or those of a folder that belong into a part of the package. */
async function filesAt(path: string, folder: EvidenceFolder): Promise<readonly string[]> {
  if (!(await isFolder(path))) return [path];
  const names = (await folderNames(path)).filter((name) => name.endsWith(endings[folder] ?? ''));
  const files: string[] = [];
  for (const name of names.toSorted()) if (!(await isFolder(join(path, name)))) files.push(join(path, name));
  return files;
}

/** Every machine gives its journal the same name; which machine it is of stands inside. */
function freeName(path: string, files: ReadonlyMap<string, Buffer>): string | undefined {
  if (!files.has(path)) return path;
  if (!path.startsWith('journals/') || !path.endsWith('.jsonl')) return undefined;
  return [2, 3, 4, 5].map((n) => path.replace(/\.jsonl$/u, `-${n}.jsonl`)).find((each) => !files.has(each));
}

const reported = (report: EvidenceReport): CommandResult => ({
  result: report,
  end: endsBadly(report.story) ? 'service' : report.incomplete.length === 0 ? 'done' : 'attention',
  text: (catalogue) => [
    ...reportLines(report, catalogue),
    ...(endsBadly(report.story) ? [catalogue.evidence.endsBadly] : []),
    ...report.incomplete.flatMap((fault) => adviceLines(catalogue, fault)),
  ],
});

function reportLines(
  report: EvidenceReport,
  { evidence: texts, word, commands: { evidence: own } }: Catalogue,
): readonly string[] {
  return [
    report.practice ? own.practice(report.ceremony) : own.real(report.ceremony),
    ...report.story.map(texts.story),
    own.signedBy(report.ceremony, report.signers.map(({ role, holder }) => `${word(role)} (${holder})`).join(', ')),
    own.proven,
    ...report.proven.map((finding) => `  ${texts.proven(finding)}`),
    own.restsOnPeople,
    ...report.restsOnPeople.map((finding) => `  ${texts.peoplesWord(finding)}`),
    ...fingerprintLines(own.list, report.manifestSha256),
  ];
}
