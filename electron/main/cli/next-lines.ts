// The line under an answer that says what comes next, with the command to run: in a ceremony from a shell nobody has to guess.
import { dirname } from 'node:path';
import { readJournal } from '#core/journal/chain.ts';
import type { GuardedCall } from '#shared/journal/events.ts';
import { type NextAction, nextActions, type NextStep } from '#shared/journal/next-step.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { CommandTexts } from '#shared/messages/en/commands/index.ts';
import { journalFile } from './ceremony-inputs.ts';
import { readInput } from './input-files.ts';
import type { Known } from './output.ts';
import { commandLine, row } from './row.ts';
import { shellWord } from '#platform/shell-word.ts';
import { rememberedOf, usualJournal } from './remembered.ts';
import type { Line } from './terminal-layout.ts';

const practiceUrl = 'https://localhost:PORT';
/** What people fill in, by its name in the catalogue; the name of a file stands for itself. */
type Blank = keyof CommandTexts['next']['placeholders'] | `${string}.json` | `${string}.jsonl` | typeof practiceUrl;
/** Shows a blank. */
type Shown = (blank: Blank) => string;

/** What a command takes: the name of an option, and what is in its place until somebody fills it in. */
type Wanted = readonly (string | readonly [option: string, blank: Blank])[];

const journal = ['journal', 'journal.jsonl'] as const;
const plan = [
  ['plan', 'plan.dsse.json'],
  ['plan-sha256', 'its-hash-from-paper'],
] as const;
const identity = (role: 'offline' | 'operator-1' | 'operator-2' | 'witness') =>
  ['identity', `${role}.identity.json`] as const;
const twoPeople = ['confirmed-by', 'two-names'] as const;
const answers = ['answers', 'folder-for-the-answers'] as const;
const typedName = ['typed-name', 'name-of-the-hsm-from-paper'] as const;
const step = [...plan, 'PRACTICE', journal, answers] as const;
const pairing = [
  ['ceremony', 'id-from-paper'],
  ['offline', 'offline.public.json'],
  ['online', 'operator-1.public.json'],
] as const;
const bundle = (type: string): Wanted => [`lifeboat bundle create ${type}`, ...plan, journal];
const out = (what: Blank) => ['out', what] as const;

const commands: Readonly<Record<NextStep, Wanted>> = {
  'new-plan': [
    'lifeboat plan new',
    ['kind', 'recovery-activation-or-re-wrap'],
    ['ceremony', 'id'],
    ['custodians', 'how-many-there-are'],
    ['required', 'how-many-must-come'],
    out('plan-json-a-new-file'),
  ],
  'check-plan': ['lifeboat plan check', 'PLANFILE'],
  'approve-plan': [
    'lifeboat plan approve',
    'PLANFILE',
    ['identity', 'identity-of-one-of-two-people'],
    out('signed-plan-a-new-file'),
  ],
  begin: [
    'lifeboat journal begin',
    ['', 'journal-jsonl-a-new-file'],
    ...plan,
    ['identity', 'public-identity-of-this-machine'],
  ],
  'show-code': ['lifeboat identity pair', ...pairing, journal],
  pair: [
    'lifeboat identity pair',
    ...pairing,
    ['typed', 'the-words-that-the-other-machine-shows'],
    journal,
    ['challenge', 'the-number-that-the-other-machine-gave-out'],
  ],
  'leave-failure': [
    'lifeboat journal except',
    'JOURNAL',
    ['sheet', 'exception-sheet-json'],
    plan[0],
    ['check', 'check'],
  ],
  'ask-again': [],
  close: ['lifeboat journal close', 'JOURNAL', ...plan, ['by', 'two-names'], ['identity', 'identity-of-this-machine']],
  pack: [
    'lifeboat evidence build',
    plan[0],
    identity('witness'),
    ['journals', 'the-journals-of-all-machines'],
    ['bundles', 'all-bundles'],
    ['verdicts', 'verdicts-of-the-offline-machine'],
    ['service', 'answers-of-the-operators-machines'],
    out('a-new-folder'),
  ],
  'accept-exchange-key': [
    'lifeboat bundle verify',
    ['', 'bundle-with-the-exchange-key'],
    ...plan,
    journal,
    ['identity', 'offline.public.json'],
    ['verdict', 'verdict-json-a-new-file'],
  ],
  'build-blob': [
    'lifeboat restore-blob',
    journal,
    ...plan,
    ['exchange-key-bundle', 'bundle-with-the-exchange-key'],
    ['sd-file', 'security-domain'],
    ['sd-file-restore-blob', 'restore-blob-a-new-file'],
    twoPeople,
  ],
  'send-blob': [...bundle('restore-blob'), identity('offline'), ['blob', 'restore-blob'], out('stick')],
  'accept-outcome': [
    'lifeboat bundle verify',
    ['', 'bundle-with-the-outcome'],
    ...plan,
    journal,
    ['identity', 'offline.public.json'],
  ],
  'make-key': [
    'lifeboat new-key create',
    ['custodian', 'custodian'],
    ...plan,
    journal,
    out('first-stick'),
    ['second-copy', 'second-stick'],
    twoPeople,
  ],
  'check-copy': [
    'lifeboat new-key check',
    ['custodian', 'custodian'],
    ['copy', 'copy'],
    ...plan,
    journal,
    ['key', 'key-file-on-that-stick'],
    ['certificate', 'certificate-on-that-stick'],
  ],
  'send-certificates': [
    ...bundle('activation-certificates'),
    identity('offline'),
    ['certificates', 'certificates-in-the-order-of-the-plan'],
    out('stick'),
  ],
  'accept-domain': [
    'lifeboat bundle verify',
    ['', 'bundle-with-the-security-domain'],
    ...plan,
    journal,
    ['identity', 'offline.public.json'],
  ],
  'load-domain': [
    'lifeboat new-key domain',
    ['bundle', 'bundle-with-the-security-domain'],
    ...plan,
    journal,
    ['read-back', 'the-words-that-operator-1-reads-out'],
    twoPeople,
    out('security-domain-a-new-file'),
  ],
  'prove-copy': [
    'lifeboat new-key prove',
    ['custodian', 'custodian'],
    ['copy', 'copy'],
    ...plan,
    journal,
    ['security-domain', 'security-domain'],
    ['key', 'key-file-on-that-stick'],
  ],
  create: ['lifeboat hsm create', ...step, ['administrators', 'object-ids'], twoPeople, typedName],
  'init-recovery': ['lifeboat hsm init-recovery', ...step, twoPeople, typedName, out('first-observation-a-new-file')],
  observe: ['lifeboat hsm observe', ...step, typedName, out('second-observation-a-new-file')],
  'send-exchange-key': [
    ...bundle('exchange-key'),
    identity('operator-1'),
    ['observations', 'both-observations'],
    out('stick'),
  ],
  countersign: [
    'lifeboat bundle countersign',
    ['', 'draft-of-operator-1'],
    ...plan,
    identity('operator-2'),
    journal,
    ['observation', 'own-observation'],
    out('stick'),
  ],
  'note-sent': [
    'lifeboat bundle verify',
    ['', 'bundle-with-both-signatures'],
    ...plan,
    journal,
    ['identity', 'operator-1.public.json'],
  ],
  upload: [
    'lifeboat hsm upload',
    ...step,
    ['bundle', 'bundle-with-the-restore-blob'],
    ['read-back', 'the-words-that-the-offline-side-reads-out'],
    twoPeople,
    typedName,
  ],
  'send-outcome': [
    ...bundle('outcome'),
    identity('operator-1'),
    '--call upload',
    '--verdict succeeded',
    ['request-id', 'request-id-hsm-upload-shows-it'],
    ['detail', 'the-services-own-words'],
    out('stick'),
  ],
  activate: [
    'lifeboat hsm activate',
    ...step,
    ['bundle', 'bundle-with-the-certificates'],
    ['read-back', 'the-words-that-the-offline-side-reads-out'],
    twoPeople,
    typedName,
    out('security-domain-a-new-file'),
  ],
  'send-domain': [
    ...bundle('security-domain'),
    identity('operator-1'),
    ['security-domain', 'security-domain'],
    ['certificates-bundle', 'bundle-with-the-certificates'],
    ['request-id', 'request-id-hsm-activate-shows-it'],
    ['received-at', 'time-hsm-activate-shows-it'],
    out('stick'),
  ],
  canary: ['lifeboat hsm canary', ...step],
  'give-role': [
    // Every shell reads a name without marks alike between double quotes.
    'lifeboat hsm roles assign --role "Crypto User"',
    ...step,
    ['principal', 'object-id-hsm-account-shows-it'],
  ],
  backup: ['lifeboat hsm backup', ...step],
  restore: [
    'lifeboat hsm restore',
    ...step,
    ['typed-folder', 'folder-of-the-backup-from-paper'],
    ['operators', 'object-ids'],
    ['inventory', 'inventory-of-the-source'],
    twoPeople,
    typedName,
  ],
  verify: [
    'lifeboat hsm verify',
    ...step,
    ['inventory', 'inventory-of-the-source'],
    out('inventory-of-the-recovered-hsm-a-new-file'),
  ],
  'hand-over': [
    'lifeboat hsm hand-over',
    ...plan,
    ['inventory', 'inventory-of-the-recovered-hsm'],
    ['csv', 'table-csv-a-new-file'],
    ['json-file', 'table-json-a-new-file'],
  ],
  'verify-evidence': ['lifeboat evidence verify', 'PACKAGE', plan[1]],
  'pack-emergency': [
    'lifeboat evidence build --emergency',
    ['journals', 'folders-of-the-emergency-of-both-machines'],
    out('a-new-folder'),
  ],
  'verify-emergency': ['lifeboat evidence verify', 'PACKAGE'],
  emergency: ['lifeboat emergency', 'EMERGENCY'],
  custodians: ['lifeboat recover', 'OF-PRACTICE'],
  recover: ['lifeboat recover', ['resume', 'folder-of-the-emergency']],
};

/** Options that mean something else in another command, or that a person gives again each time. */
const anew = new Set([
  'out',
  'bundle',
  'key',
  'identity',
  'custodian',
  'copy',
  'confirmed-by',
  'by',
  'certificate',
  'password-file',
]);

/** What a command finds out itself at a terminal: it is not in the line that leads to it. */
export interface Asking {
  /** Names of the options that it finds beside the journal. */
  readonly found: ReadonlySet<string>;
}

/**
 * The command of a step, with what is known filled in and the rest between angle brackets.
 * @param asking for a terminal, where the command asks for the rest: then nothing is between brackets
 */
export function commandOf(
  { step: name, about, isElsewhere = false }: NextAction,
  state: JournalState,
  all: Known,
  shown: Shown = (blank) => blank,
  asking?: Asking,
): string {
  // The files of this machine are not those of another.
  const known = isElsewhere ? {} : all;
  const { plan: adopted } = state;
  const practice = adopted?.practice === true;
  const own: Known = {
    // Paper has the hash; only where somebody has typed it already, it is repeated.
    ...Object.fromEntries(Object.entries(known).filter(([option]) => !anew.has(option))),
    ...fromAbout(name, about),
    // It is about the other one.
    ...(name === 'hand-over' && { inventory: known['out'] }),
  };
  const valueOf = (value: Known[string], placeholder: string): string =>
    asking && [value ?? []].flat().length === 0 ? '' : filled(value, placeholder);
  const wanted = name === 'ask-again' ? commandOfCall(about) : commands[name];
  const optionOf = (each: Wanted[number]): string[] => {
    if (typeof each === 'string') return [each];
    const [option, blank] = each;
    const value = asking?.found.has(option) === true && !isSaid(name, option) ? '' : valueOf(own[option], shown(blank));
    return option === '' || value === '' ? [value] : [`--${option}`, value];
  };
  const words = wanted.flatMap((each): string[] => {
    if (each === 'PLANFILE') return [valueOf(known['plan-file'], shown('plan.json'))];
    if (each === 'JOURNAL') return [valueOf(known['journal'], shown('journal.jsonl'))];
    // Without a folder, it is the one that is open where the command is run.
    if (each === 'EMERGENCY') return [valueOf(folderOf(known), '')].filter((word) => word !== '<>');
    if (each === 'OF-PRACTICE') return state.emergency?.practice === true ? ['--practice'] : [];
    if (each === 'PACKAGE') return [valueOf(known['package'], shown('a-new-folder'))];
    if (each === 'PRACTICE') return (practice ? practicePlace : signIn(own)).flatMap(optionOf);
    return typeof each === 'string' ? [each] : optionOf(each);
  });
  return words.filter((word) => word !== '').join(' ');
}

/** What a command does without where it is not said: it finds no journal itself, or takes another inventory. */
const isSaid = (step: NextStep, option: string): boolean =>
  (option === 'journal' && journalIsFree.has(step)) || (step === 'hand-over' && option === 'inventory');
const journalIsFree: ReadonlySet<NextStep> = new Set<NextStep>([
  ...([
    'show-code',
    'pair',
    'accept-exchange-key',
    'accept-outcome',
    'accept-domain',
    'note-sent',
    'build-blob',
  ] as const),
  'backup',
]);

const folderOf = ({ journal: path }: Known): string | undefined =>
  typeof path === 'string' ? dirname(path) : undefined;

/** How people sign in, where they have said it. */
const signIn = (known: Known): Wanted =>
  accessOptions.filter((name) => known[name] !== undefined).map((name) => [name, 'ca-file'] as const);
const accessOptions = [
  ...(['sign-in', 'client-id', 'client-secret-file', 'client-certificate', 'token-file', 'proxy', 'ca-file'] as const),
];

const noted = ({ opened }: JournalState): readonly NextStep[] => (opened?.role === 'offline' ? [] : ['note-sent']);

/** What a command takes in a ceremony or an emergency, where a step leads to it. @param words the command, without the name of the program */
export function wantedOf(words: readonly string[], state: JournalState): readonly (readonly [string, Blank])[] {
  // Where the kind of what it makes is an argument, it is part of the name.
  const names = [words, words.slice(0, 3), words.slice(0, 2), words.slice(0, 1)].map(
    (some) => `lifeboat ${some.join(' ')}`,
  );
  const isPractice = (state.plan ?? state.emergency)?.practice === true;
  const found = names.map((line) => {
    const all = Object.values(commands);
    const itself = all.filter(([name]) => name === line);
    // One that is never printed without an option of its own.
    return itself.length > 0
      ? itself
      : all.filter(([name]) => typeof name === 'string' && name.startsWith(`${line} --`));
  });
  const candidates = found.find(({ length }) => length > 0) ?? [['PRACTICE'] as const];
  // One command may serve several steps: it is for the one that comes next, or else asks no more than any needs.
  // The operators' machine verifies a bundle to note it as sent, which its journal does not call for.
  const steps = [...nextActions(state).map(({ step: name }) => name), ...noted(state)];
  const ahead = steps.map((name) => commands[name]);
  const [least] = candidates.toSorted((one, other) => one.length - other.length);
  const wanted = candidates.find((each) => ahead.includes(each)) ?? least ?? [];
  return wanted.flatMap((each): readonly (readonly [string, Blank])[] => {
    if (each === 'PRACTICE') return isPractice ? practicePlace : [];
    return typeof each === 'string' ? [] : [each];
  });
}
const practicePlace = [
  ['practice', practiceUrl],
  ['ca', 'ca-file'],
] as const;

/** What stands for a blank in a language. */
export const blankText = (blank: string, { commands: { next: texts } }: Catalogue): string =>
  (texts.placeholders as Readonly<Record<string, string>>)[blank] ?? blank;

const ofDeletedHsm = [...step, ['hsm', 'source-or-target'], twoPeople, typedName] as const;
/** The command of each call that has no verdict yet: run again, it asks what became of the call and makes it no second time. */
const commandsOfCalls: Readonly<Record<GuardedCall, Wanted>> = {
  create: commands.create,
  'init-recovery': commands['init-recovery'],
  download: commands.activate,
  canary: commands.canary,
  upload: commands.upload,
  identity: ['lifeboat hsm identity', ...step],
  delete: ['lifeboat hsm delete-failed', ...step, twoPeople, typedName],
  recover: ['lifeboat hsm deleted recover', ...ofDeletedHsm],
  purge: ['lifeboat hsm deleted purge', ...ofDeletedHsm],
  backup: commands.backup,
  restore: commands.restore,
  'key-restore': [...commands.restore, ['key', 'name-of-the-key']],
};

/** @param call one of those, as the journal names it */
const commandOfCall = (call: string | undefined): Wanted => commandsOfCalls[call as GuardedCall];

function fromAbout(step: NextStep, about: string | undefined): Known {
  if (about === undefined || step === 'ask-again') return {};
  if (step === 'leave-failure') return { check: about };
  const [custodian, copy] = about.split(' ');
  return { custodian, copy };
}

const filled = (value: Known[string], placeholder: string): string => {
  const values = [value ?? []].flat();
  return values.length === 0 ? `<${placeholder}>` : values.map((each) => shellWord(each)).join(' ');
};

/**
 * The lines about what comes next, where the command was given a journal that can be read.
 * @param isAsking whether this is a terminal, at which commands ask for what is missing
 */
export async function nextLines(
  known: Known,
  override: readonly NextAction[] | undefined,
  catalogue: Catalogue,
  isAsking = false,
): Promise<Line[]> {
  const path = known['journal'];
  if (typeof path !== 'string') {
    const asking = isAsking ? { found: new Set<string>() } : undefined;
    return stepLines(override ?? [], emptyJournal, { known, asking }, catalogue);
  }
  const { head } = await readInput(path, journalFile, (bytes) => readJournal(bytes));
  const asking = isAsking ? { found: await foundBeside(path, head.state) } : undefined;
  return stepLines(override ?? nextActions(head.state), head.state, { known, asking }, catalogue);
}

async function foundBeside(journalPath: string, { plan: adopted }: JournalState): Promise<ReadonlySet<string>> {
  const remembered = Object.keys(await rememberedOf(journalPath));
  return new Set([
    ...remembered,
    ...(adopted ? ['plan-sha256'] : []),
    ...(journalPath === usualJournal ? ['journal'] : []),
  ]);
}

/** One step after the other: what it is, and its command. */
const stepLines = (
  actions: readonly NextAction[],
  state: JournalState,
  { known, asking }: { readonly known: Known; readonly asking: Asking | undefined },
  catalogue: Catalogue,
): Line[] => {
  const { next: texts } = catalogue.commands;
  const lines = actions.map(({ about = '', ...action }) => ({
    title: texts.steps[action.step](about),
    command: commandOf(
      { ...action, ...(about !== '' && { about }) },
      state,
      known,
      (blank) => blankText(blank, catalogue),
      asking,
    ),
  }));
  return lines
    .filter(({ command }, at) => lines.findIndex((each) => each.command === command) === at)
    .flatMap(({ title, command }, at) => [row(at === 0 ? texts.next : texts.orElse, title), commandLine(command)]);
};
