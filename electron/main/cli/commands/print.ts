// `lifeboat print`: the documents of a ceremony from its plan, as HTML or PDF.
import { Argument, type Command, Option } from 'commander';
import { type DrillLevel, drillLevels } from '#shared/ceremony/model.ts';
import type { Paper, PrintOptions } from '#core/documents/document.ts';
import { type Language, languages } from '#shared/messages/languages.ts';
import { type PaperName, paperNames } from '#shared/documents/names.ts';
import { lostHsmOf } from '#core/documents/standing-card.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { maxJournalBytes } from '#core/journal/chain.ts';
import { makePaper, maxPaperDataBytes, type PaperRequest } from '#core/paper/papers.ts';
import { manualPictures, printStyle } from '#core/paper/print-style.ts';
import { verifyEvidenceFolder } from '#services/evidence/evidence-folder.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { PdfPrinter } from '#platform/chromium-printer.ts';
import { onEmergencyCard } from '#platform/backup-records.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import { readPlanFile } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { fingerprintLines } from '../row.ts';
import type { CommandResult } from '../output.ts';
import { refuseUsage } from '../usage.ts';
import { version } from '../version.ts';

interface PrintArguments {
  readonly plan?: string;
  readonly journal?: string;
  readonly data?: string;
  readonly records?: string;
  readonly side?: 'offline' | 'online';
  readonly levels: string;
  readonly custodian?: string;
  readonly format: 'html' | 'pdf';
  readonly paper: Paper;
  readonly lang: Language;
  readonly out: string;
}

export function registerPrint(program: Command, context: CommandContext): void {
  answers(
    program
      .command('print')
      .description('Print a document of a ceremony to a new file.')
      .addArgument(new Argument('<document>', 'which document').choices(paperNames))
      .option('--plan <file>', 'the plan of the ceremony; left out for the record of an emergency recovery')
      .option('--journal <file>', 'the journal, for a record or a card with its end')
      .option(
        '--data <file>',
        'the verification, for key-mapping; the register, for custody-register; the map of consumers, for emergency-card; the folder of the evidence, for certificate',
      )
      .option(
        '--records <folder>',
        'where standing backups leave their records: an emergency card has the newest backup and map',
      )
      .addOption(
        new Option('--side <side>', 'of a recovery; a record takes that of its journal').choices(['offline', 'online']),
      )
      .option('--levels <list>', 'of a drill', drillLevels.join(','))
      .option('--custodian <code>', 'one custodian only, for a call sheet')
      .addOption(new Option('--format <format>', 'kind of file').choices(['html', 'pdf']).default('pdf'))
      .addOption(new Option('--paper <paper>', 'size').choices(['a4', 'letter']).default('a4'))
      .addOption(new Option('--lang <language>', 'language').choices(languages).default(context.language))
      .requiredOption('--out <file>', 'the file to write; never over an existing one'),
    context,
    (document: PaperName, options: PrintArguments) => print(document, options, context.printer),
  );
}

async function print(document: PaperName, options: PrintArguments, printer: () => PdfPrinter): Promise<CommandResult> {
  const style: PrintOptions = {
    language: options.lang,
    paper: options.paper,
    css: printStyle,
    pictures: manualPictures,
    appVersion: version,
  };
  const planned = options.plan === undefined ? undefined : await readPlanFile(options.plan);
  const request = {
    document,
    ...(planned && options.records !== undefined && (await newestOf(options.records, planned.plan))),
    plan: planned?.bytes,
    journal: await optionalFile(options.journal, maxJournalBytes),
    ...(document === 'certificate' && options.data !== undefined
      ? { evidence: await verifyEvidenceFolder(options.data, {}) }
      : options.data !== undefined && { data: await readWholeFile(options.data, maxPaperDataBytes(document)) }),
    side: options.side,
    drillLevels: levelsOf(options.levels),
    custodian: options.custodian,
  };
  const { html, planSha256 } = makePaper(request, style);
  const bytes = options.format === 'html' ? Buffer.from(html, 'utf8') : await printer().print(html);
  await writeNewFile(options.out, bytes);
  const digest = sha256(bytes).toString('hex');
  return {
    result: { document, file: options.out, bytes: bytes.length, sha256: digest, planSha256 },
    text: ({ commands: { print: texts } }) => fingerprintLines(texts.written(options.out, bytes.length), digest),
  };
}

/** What a schedule has left of the HSM whose loss the plan is for. */
async function newestOf(folder: string, plan: Plan): Promise<Pick<PaperRequest, 'record' | 'data'>> {
  const owner = { practice: plan.practice, hsm: lostHsmOf(plan) };
  return onEmergencyCard(folder, owner);
}

const optionalFile = (path: string | undefined, maxBytes: number): Promise<Buffer> | undefined =>
  path === undefined ? undefined : readWholeFile(path, maxBytes);

function levelsOf(list: string): readonly DrillLevel[] {
  const asked = list.split(',').map((level) => level.trim());
  const known = drillLevels.filter((level) => asked.includes(level));
  return known.length === asked.length && known.length > 0
    ? known
    : refuseUsage('one-of', '--levels', drillLevels.join(', '));
}
