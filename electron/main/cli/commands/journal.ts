// `lifeboat journal`: begin the journal of a machine, check it, show it, and compare two machines' journals.
import { type Command, Option } from 'commander';
import { refuse } from '#shared/faults/fault.ts';
import { type EventOf, type ExceptionSheet, exceptionSheet } from '#shared/journal/events.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { sheetOfPlan, twoOfPlan } from '#shared/plan/people.ts';
import { type JournalEntry, maxLineBytes, readJournal } from '#core/journal/chain.ts';
import { parseExceptionSheet } from '#core/journal/close-off.ts';
import { diffJournals } from '#core/journal/diff.ts';
import { planOfJournal } from '#core/journal/plan-of-journal.ts';
import { assertPlanOfJournal, journalOpened } from '#core/plan/facts.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import type { Signer } from '#core/transfer/identity.ts';
import { readWholeFile } from '#platform/files.ts';
import { closeOffJournal } from '#services/journal/journal-file.ts';
import { app, loadPlan, loadPublicIdentity, loadSigner, needConsole, now, withJournal } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { journalFile, planFile, readWholeJournal } from '../ceremony-inputs.ts';
import { about, readInput } from '../input-files.ts';
import type { CommandResult } from '../output.ts';
import { row, fingerprintLines } from '../row.ts';
import { neededTogether, taken } from '../usage.ts';
import { typedException, type PlanOptions, withPlan } from '../printed-values.ts';
import { beginJournal, endJournal, newChallenge, noteException, signEnd } from '#services/journal/common-events.ts';
import { openCalls } from '#shared/journal/call-index.ts';

interface ExceptOptions extends Partial<ExceptionSheet> {
  readonly sheet?: string;
  readonly plan: string;
  readonly check?: string;
}

interface BeginOptions extends PlanOptions {
  readonly identity: string;
}

export function registerJournal(program: Command, context: CommandContext): void {
  const group = program.command('journal').description('The journal of a ceremony.');
  answers(
    withPlan(
      group
        .command('begin <file>')
        .description('Begin the journal of this machine, and give out the number that incoming bundles must answer.'),
    ).requiredOption('--identity <file>', 'identity of this machine; its public half is enough'),
    context,
    begin,
  );
  answers(
    group
      .command('except <file>')
      .description('Note an exception: for a failed check, for a damaged end, or for what people saw.')
      .option('--sheet <file>', 'the exception sheet as JSON, in place of its parts')
      .option('--step <id>', 'sheet: the step at which it happened', sheetPart('step', 'C12'))
      .option('--expected <text>', 'sheet: what was expected', sheetPart('expected'))
      .option('--happened <text>', 'sheet: what happened', sheetPart('happened'))
      .option('--options <text>', 'sheet: what could be done', sheetPart('options'))
      .option('--decision <text>', 'sheet: what was decided', sheetPart('decision'))
      .option('--decided-by <names...>', 'sheet: who decided it', sheetParts('decidedBy'))
      .addOption(
        new Option('--affects-trust <answer>', 'sheet: whether the result can be trusted less for it').choices(
          exceptionSheet.shape.affectsTrust.options,
        ),
      )
      .option('--follow-up <name>', 'sheet: who follows it up', sheetPart('followUp'))
      .option('--initials <letters...>', 'sheet: initials of all who are present', sheetParts('initials', 'AB'))
      .requiredOption('--plan <file>', 'the plan of this journal, which names whoever decides')
      .option('--check <id>', 'the failed check that it settles'),
    context,
    except,
  );
  answers(
    withPlan(group.command('close <file>').description('Close the journal of this machine: the ceremony is over.'))
      .requiredOption('--by <names...>', 'the two people who close it')
      .option('--identity <file>', 'identity of this machine, which signs the end')
      .option('--password-file <file>', 'its passphrase; without it, the terminal asks'),
    context,
    (file: string, options: CloseOptions) => close(file, options, context),
  );
  answers(
    group
      .command('sign <file>')
      .description('Sign the end of a journal that was closed without a signature.')
      .requiredOption('--identity <file>', 'identity of this machine')
      .option('--password-file <file>', 'its passphrase; without it, the terminal asks'),
    context,
    (file: string, options: SignOptions) => sign(file, options, context),
  );
  answers(
    withPlan(
      group
        .command('give-up <file>')
        .description('End an activation or a re-wrap whose proofs never come: its new keys count for nothing.'),
    )
      .requiredOption('--by <names...>', 'the two people who give it up')
      .requiredOption('--exception <n>', 'the exception that two people decided', typedException)
      .requiredOption('--reason <text>', 'why')
      .option('--identity <file>', 'identity of this machine, which signs the end')
      .option('--password-file <file>', 'its passphrase; without it, the terminal asks'),
    context,
    (file: string, options: GiveUpOptions) => giveUp(file, options, context),
  );
  answers(group.command('verify <file>').description('Check a journal: its chain and its order.'), context, verify);
  answers(group.command('show <file>').description('Show the events of a journal.'), context, show);
  answers(
    group.command('diff <one> <other>').description('Compare what two machines must know the same, without times.'),
    context,
    diff,
  );
}

async function begin(file: string, options: BeginOptions): Promise<CommandResult> {
  const approved = await loadPlan(options);
  const self = await loadPublicIdentity(options.identity);
  if (!pinnedIdentities(approved.plan).some(({ role, keyId }) => role === self.role && keyId === self.keyId)) {
    refuse({ code: 'IDENTITY_FOREIGN', role: self.role });
  }
  const challenge = newChallenge();
  await withJournal(file, async (journal) => {
    // One that was begun before is not begun again.
    journal.assertMayHappen([journalOpened(approved.plan, self, app)]);
    await beginJournal(journal, approved, self, app, () => challenge);
  });
  return {
    result: { file, challenge, planSha256: approved.planSha256 },
    text: ({ commands: { journal: texts } }) => [
      row(texts.journal, `${file}, ${self.role}`),
      row(texts.challenge, (challenge.match(/.{4}/g) ?? []).join(' ')),
      texts.answerIt,
    ],
    known: { journal: file, ceremony: approved.plan.ceremony },
  };
}

/** A damaged end is closed off by the exception; in a whole journal it is one more event. */
async function except(file: string, { plan, check, ...options }: ExceptOptions): Promise<CommandResult> {
  const before = await readInput(file, journalFile, (bytes) => readJournal(bytes));
  const typed = await sheetOf(options);
  const sheet = sheetOfPlan(await readInput(plan, planFile, (bytes) => planOfJournal(bytes, before)), typed);
  const kept = check === undefined ? await closeOffJournal(file, now, sheet) : undefined;
  if (kept !== undefined) {
    return {
      result: { closedOff: true, kept },
      text: ({ commands: { journal: texts } }) => [texts.closedOff, row(texts.damaged, kept)],
    };
  }
  const number = await withJournal(file, (journal) => noteException(journal, sheet, check ?? null));
  return {
    result: { closedOff: false, number },
    text: ({ commands: { journal } }) => [row(journal.exception, `EX-${number}`)],
  };
}

/** The sheet of a file, or its parts as they were typed. @throws USAGE where a part is missing; JOURNAL_EVENT_FORM; the file faults */
async function sheetOf({ sheet: path, ...parts }: Omit<ExceptOptions, 'plan' | 'check'>): Promise<ExceptionSheet> {
  if (path !== undefined) {
    const bytes = await readWholeFile(path, maxLineBytes);
    return about(path, () => Promise.resolve(parseExceptionSheet(bytes)));
  }
  const { step, expected, happened, options, decision, decidedBy, affectsTrust, followUp, initials } = parts;
  neededTogether({
    ...{ '--step': step, '--expected': expected, '--happened': happened, '--options': options },
    ...{ '--decision': decision, '--decided-by': decidedBy?.[0], '--affects-trust': affectsTrust },
    ...{ '--follow-up': followUp, '--initials': initials?.[0] },
  });
  const sheet = { step, expected, happened, options, decision, decidedBy, affectsTrust, followUp, initials };
  return parseExceptionSheet(Buffer.from(JSON.stringify(sheet)));
}

/** Reads a part of a sheet: what does not fit is noticed when it is typed. @param form how it is written */
const sheetPart =
  (part: 'step' | 'expected' | 'happened' | 'options' | 'decision' | 'followUp', form = '…') =>
  (value: string): string =>
    taken(exceptionSheet.shape[part], value, `--${part === 'followUp' ? 'follow-up' : part}`, form);
const sheetParts =
  (part: 'decidedBy' | 'initials', form = '…') =>
  (value: string, before: readonly string[] = []): readonly string[] => [
    ...before,
    taken(exceptionSheet.shape[part].element, value, part === 'decidedBy' ? '--decided-by' : '--initials', form),
  ];

interface SignOptions {
  readonly identity: string;
  readonly passwordFile?: string;
}

interface CloseOptions extends PlanOptions, Partial<SignOptions> {
  readonly by: readonly string[];
}

/**
 * Two people of the plan end a journal of it, and its machine signs the end where its identity is at hand.
 * @throws PLAN_MISMATCH, CONFIRMATION_ONE_PERSON, PERSON_NOT_IN_PLAN, JOURNAL_OUT_OF_ORDER, IDENTITY_…
 */
async function end(
  file: string,
  options: CloseOptions,
  context: CommandContext,
  event: (by: string[]) => EventOf<'journal-closed' | 'given-up'>,
): Promise<Ended> {
  const approved = await loadPlan(options);
  const signer = options.identity && (await openedSigner({ ...options, identity: options.identity }, context));
  return withJournal(file, async (journal) => {
    assertPlanOfJournal(journal.state, approved.planSha256);
    const last = event(twoOfPlan(approved.plan, options.by));
    if (signer) await endJournal(journal, last, signer);
    else await journal.append(last);
    return { ...journal.head, signed: journal.state.signed };
  });
}

function openedSigner({ identity, passwordFile }: SignOptions, context: CommandContext): Promise<Signer> {
  needConsole(passwordFile, context);
  return loadSigner(identity, passwordFile, context);
}

interface Ended {
  readonly n: number;
  readonly sha256: string;
  readonly signed: boolean;
}

const endLines = ({ commands: { journal: texts } }: Catalogue, { sha256, signed }: Ended): readonly string[] => [
  signed ? texts.signed : texts.unsigned,
  ...fingerprintLines(texts.head, sha256),
];

async function close(file: string, options: CloseOptions, context: CommandContext): Promise<CommandResult> {
  const head = await end(file, options, context, (by) => ({ kind: 'journal-closed', by }));
  return {
    result: { file, events: head.n, head: head.sha256, closed: true, signed: head.signed },
    text: (catalogue) => [catalogue.commands.journal.closed, ...endLines(catalogue, head)],
    known: { journal: file },
  };
}

/** A journal that was closed where nobody had the identity at hand. @throws IDENTITY_FOREIGN, JOURNAL_OUT_OF_ORDER */
async function sign(file: string, options: SignOptions, context: CommandContext): Promise<CommandResult> {
  const signer = await openedSigner(options, context);
  const head = await withJournal(file, async (journal) => {
    await signEnd(journal, signer);
    return { ...journal.head, signed: true };
  });
  return {
    result: { file, events: head.n, head: head.sha256, signed: true },
    text: (catalogue) => endLines(catalogue, head),
    known: { journal: file },
  };
}

interface GiveUpOptions extends CloseOptions {
  readonly exception: number;
  readonly reason: string;
}

async function giveUp(file: string, options: GiveUpOptions, context: CommandContext): Promise<CommandResult> {
  const { exception, reason } = options;
  const head = await end(file, options, context, (by) => ({ kind: 'given-up', by, exception, reason }));
  return {
    result: { file, events: head.n, head: head.sha256, givenUp: { exception, reason }, signed: head.signed },
    text: (catalogue) => [catalogue.commands.journal.givenUp(exception, reason), ...endLines(catalogue, head)],
    known: { journal: file },
  };
}

async function verify(file: string): Promise<CommandResult> {
  const { head } = await readWholeJournal(file);
  const { exceptions, closed, givenUp } = head.state;
  const failures = head.state.failures.map(({ check }) => check);
  const open = openCalls(head.state).map(({ id, phase }) => ({ id, phase }));
  return {
    result: {
      events: head.n,
      head: head.sha256,
      closed,
      givenUp: givenUp ?? null,
      exceptions,
      failures,
      openCalls: open,
    },
    text: ({ commands: { journal: texts } }) => [
      texts.whole(head.n, head.sha256),
      givenUp ? texts.givenUp(givenUp.exception, givenUp.reason) : closed ? texts.closed : texts.notClosed,
      row(texts.exceptions, exceptions),
      ...failures.map((check) => row(texts.failedCheck, texts.stands(check))),
      ...open.map(({ id, phase }) => row(texts.openCall, texts.askStatus(id, phase))),
    ],
  };
}

async function show(file: string): Promise<CommandResult> {
  const { entries } = await readWholeJournal(file);
  return { result: { entries }, text: () => entries.map(lineOf) };
}

function lineOf({ n, at, event: { kind, ...members } }: JournalEntry): string {
  const values = Object.entries(members).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return `${String(n).padStart(5)}  ${at}  ${kind}  ${values.join(' ')}`.trimEnd();
}

async function diff(one: string, other: string): Promise<CommandResult> {
  const [left, right] = [await readWholeJournal(one), await readWholeJournal(other)];
  const differences = diffJournals(left.entries, right.entries);
  return {
    result: { agree: differences.length === 0, differences },
    text: ({ commands: { journal: texts } }) =>
      differences.length === 0
        ? [texts.agree]
        : differences.map(({ side, fact }) => texts.onlyIn(side === 'left' ? one : other, fact)),
  };
}
