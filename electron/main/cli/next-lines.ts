// The line under an answer that says what comes next, with the command to run: in a ceremony from a shell nobody has to guess.
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
import { shellWord } from './shell-word.ts';
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

/** The command of a step, with what is known filled in and the rest between angle brackets. */
export function commandOf(
  { step: name, about }: NextAction,
  state: JournalState,
  known: Known,
  shown: Shown = (blank) => blank,
): string {
  const { plan: adopted } = state;
  const practice = adopted?.practice === true;
  const own: Known = {
    // Paper has the hash; only where somebody has typed it already, it is repeated.
    ...Object.fromEntries(Object.entries(known).filter(([option]) => !anew.has(option))),
    ...fromAbout(name, about),
  };
  const wanted = name === 'ask-again' ? commandOfCall(about) : commands[name];
  const words = wanted.flatMap((each): string[] => {
    if (each === 'PLANFILE') return [valueOf(known['plan-file'], shown('plan.json'))];
    if (each === 'JOURNAL') return [valueOf(known['journal'], shown('journal.jsonl'))];
    if (each === 'PRACTICE') {
      return practice
        ? ['--practice', valueOf(known['practice'], shown(practiceUrl)), '--ca', valueOf(known['ca'], shown('ca-file'))]
        : [];
    }
    if (typeof each === 'string') return [each];
    const [option, blank] = each;
    const value = valueOf(own[option], shown(blank));
    return option === '' ? [value] : [`--${option}`, value];
  });
  return words.join(' ');
}

const ofDeletedHsm = [...step, ['hsm', 'source-or-target'], twoPeople, typedName] as const;
/** The command of each call that has no verdict yet: run again, it asks what became of the call and makes it no second time. */
const commandsOfCalls: Readonly<Record<GuardedCall, Wanted>> = {
  create: commands.create,
  'init-recovery': commands['init-recovery'],
  download: commands.activate,
  canary: commands.canary,
  upload: commands.upload,
  identity: ['lifeboat hsm identity', ...step],
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

const valueOf = (value: Known[string], placeholder: string): string => {
  const values = [value ?? []].flat();
  return values.length === 0 ? `<${placeholder}>` : values.map((each) => shellWord(each)).join(' ');
};

/** The lines about what comes next, where the command was given a journal that can be read. */
export async function nextLines(
  known: Known,
  override: readonly NextAction[] | undefined,
  catalogue: Catalogue,
): Promise<Line[]> {
  const path = known['journal'];
  if (typeof path !== 'string') return stepLines(override ?? [], emptyJournal, known, catalogue);
  const { head } = await readInput(path, journalFile, (bytes) => readJournal(bytes));
  return stepLines(override ?? nextActions(head.state), head.state, known, catalogue);
}

/** One step after the other: what it is, and its command. */
export const stepLines = (
  actions: readonly NextAction[],
  state: JournalState,
  known: Known,
  { commands: { next: texts } }: Catalogue,
): Line[] =>
  actions.flatMap((action, at) => [
    row(at === 0 ? texts.next : texts.orElse, texts.steps[action.step](action.about ?? '')),
    commandLine(
      commandOf(
        action,
        state,
        known,
        (blank) => (texts.placeholders as Readonly<Record<string, string>>)[blank] ?? blank,
      ),
    ),
  ]);
