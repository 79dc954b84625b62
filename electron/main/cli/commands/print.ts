// `lifeboat print`: the documents of a ceremony from its plan, as HTML or PDF.
import { type Command, Option } from 'commander';
import type { DrillLevel } from '../../../../shared/ceremony/model.ts';
import { scriptPlanOf } from '../../../../shared/ceremony/plan-view.ts';
import type { ScriptPlan } from '../../../../shared/ceremony/script-plan.ts';
import { callSheetDocument } from '../../../../shared/documents/call-sheet.ts';
import { cardDocument } from '../../../../shared/documents/card-document.ts';
import { custodyDocument } from '../../../../shared/documents/custody-register.ts';
import { custodySchema, mappingSchema } from '../../../../shared/documents/data-schemas.ts';
import { type Language, type Paper, type PrintOptions, wordsOf } from '../../../../shared/documents/document.ts';
import { recordOfJournal } from '../../../../shared/documents/journal-record.ts';
import { mappingDocument } from '../../../../shared/documents/mapping-report.ts';
import { recordDocument } from '../../../../shared/documents/record.ts';
import { scriptDocument } from '../../../../shared/documents/script.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { hexRows, wordRows } from '../../../../shared/formatting/fingerprint.ts';
import { formProblems } from '../../../../shared/schemas/problems.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { parseStrictJson } from '../../core/encoding/json.ts';
import { maxJournalBytes, readJournal } from '../../core/journal/chain.ts';
import { maxPlanBytes, parsePlan, planSha256 } from '../../core/plan/plan-file.ts';
import { chromiumPrinter } from '../../ports/chromium-printer.ts';
import { readWholeFile, writeNewFile } from '../../ports/files.ts';
import { answers, type CommandContext } from '../context.ts';
import type { CommandResult } from '../output.ts';
import { printStyle } from '../print-style.ts';
import { version } from '../version.ts';

const documents = ['script', 'record', 'call-sheet', 'fingerprint-card', 'key-mapping', 'custody-register'] as const;
type DocumentName = (typeof documents)[number];

const levels: readonly DrillLevel[] = ['D1', 'D2', 'D3', 'D4'];
const maxDataBytes = 4 << 20;

interface PrintArguments {
  readonly plan: string;
  readonly journal?: string;
  readonly data?: string;
  readonly side: 'offline' | 'online';
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
      .argument('<document>', documents.join(', '))
      .requiredOption('--plan <file>', 'the plan of the ceremony')
      .option('--journal <file>', 'the journal, for a record')
      .option('--data <file>', 'the verification, for key-mapping; the register, for custody-register')
      .addOption(new Option('--side <side>', 'of a recovery').choices(['offline', 'online']).default('offline'))
      .option('--levels <list>', 'of a drill', levels.join(','))
      .option('--custodian <code>', 'one custodian only, for a call sheet')
      .addOption(new Option('--format <format>', 'kind of file').choices(['html', 'pdf']).default('pdf'))
      .addOption(new Option('--paper <paper>', 'size').choices(['a4', 'letter']).default('a4'))
      .addOption(new Option('--lang <language>', 'language').choices(['en', 'de']).default('en'))
      .requiredOption('--out <file>', 'the file to write; never over an existing one'),
    context,
    (document: string, options: PrintArguments) => print(nameOf(document), options),
  );
}

const nameOf = (document: string): DocumentName =>
  documents.find((name) => name === document) ??
  refuse({ code: 'USAGE', detail: `there is no document of this name; there are: ${documents.join(', ')}` });

async function print(document: DocumentName, options: PrintArguments): Promise<CommandResult> {
  const parsed = parsePlan(await readWholeFile(options.plan, maxPlanBytes));
  const plan = scriptPlanOf(parsed, {
    planSha256: planSha256(parsed),
    side: options.side,
    drillLevels: levelsOf(options.levels),
  });
  const style: PrintOptions = {
    language: options.lang,
    paper: options.paper,
    css: printStyle,
    appVersion: version,
  };
  const html = await htmlOf(document, plan, options, style);
  const bytes = options.format === 'html' ? Buffer.from(html, 'utf8') : await chromiumPrinter().print(html);
  await writeNewFile(options.out, bytes);
  const digest = sha256(bytes).toString('hex');
  return {
    result: { document, file: options.out, bytes: bytes.length, sha256: digest, planSha256: plan.planSha256 },
    text: [
      `${options.out}: ${bytes.length} bytes. Its SHA-256 belongs on the cover:`,
      ...hexRows(digest).map((row, at) => `  ${at + 1}  ${row.join(' ')}`),
      ...wordRows(digest).map((row, at) => `  ${'ABCD'.charAt(at)}  ${row.join(' ')}`),
    ],
  };
}

function levelsOf(list: string): readonly DrillLevel[] {
  const asked = list.split(',').map((level) => level.trim());
  const known = levels.filter((level) => asked.includes(level));
  return known.length === asked.length && known.length > 0
    ? known
    : refuse({ code: 'USAGE', detail: '--levels takes one or more of D1,D2,D3,D4, each once' });
}

async function htmlOf(
  document: DocumentName,
  plan: ScriptPlan,
  options: PrintArguments,
  style: PrintOptions,
): Promise<string> {
  switch (document) {
    case 'script':
      return scriptDocument(plan, style);
    case 'record':
      return recordHtml(plan, options.journal ?? needed(document, '--journal'), style);
    case 'call-sheet':
      return callSheetHtml(plan, options.custodian, style);
    case 'fingerprint-card':
      return cardDocument(plan, {}, ['W1', 'W2'], style);
    case 'key-mapping': {
      const data = await dataFile(options.data ?? needed(document, '--data'));
      const view = mappingSchema.safeParse(data);
      return view.success ? mappingDocument(plan, view.data, style) : unfit(formProblems(view.error));
    }
    case 'custody-register': {
      if (options.data === undefined) return custodyDocument(plan, [], style);
      const register = custodySchema.safeParse(await dataFile(options.data));
      return register.success
        ? custodyDocument(plan, register.data.entries, style)
        : unfit(formProblems(register.error));
    }
  }
}

const needed = (document: DocumentName, needs: string): never => refuse({ code: 'DOCUMENT_NEEDS', document, needs });
const unfit = (problems: ReturnType<typeof formProblems>): never => refuse({ code: 'DOCUMENT_DATA_INVALID', problems });

const dataFile = async (path: string): Promise<unknown> =>
  parseStrictJson(await readWholeFile(path, maxDataBytes), { maxBytes: maxDataBytes });

function callSheetHtml(plan: ScriptPlan, custodian: string | undefined, style: PrintOptions): string {
  if (custodian !== undefined && !plan.custodians.some(({ code }) => code === custodian)) {
    refuse({ code: 'USAGE', detail: 'the plan has no custodian of this code' });
  }
  return callSheetDocument(plan, style, custodian);
}

/** The record of a journal. A damaged journal is printed as far as it is good, and the record says so first. */
async function recordHtml(plan: ScriptPlan, path: string, style: PrintOptions): Promise<string> {
  const { entries, head, damage } = readJournal(await readWholeFile(path, maxJournalBytes));
  const words = wordsOf(style.language).documents;
  const view = recordOfJournal(entries, head.sha256, plan, words);
  const { title, wholeJournal, damagedJournal } = words.record;
  const damaged = { subject: title, planned: wholeJournal, actual: damagedJournal(head.n) };
  return recordDocument(
    plan,
    damage === undefined ? view : { ...view, differences: [damaged, ...view.differences] },
    style,
  );
}
