// What a person must type on the command line: the table of its page names every such option, none has a default or a variable of the
// environment, what is remembered beside a journal is what a decision allows, and what the apps ask in their own view is in it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command, Option } from 'commander';
import { describe, expect, it } from 'vitest';
import { offlineCommands } from '#cli/offline-commands.ts';
import { onlineCommands } from '#cli/online-commands.ts';
import { rememberedOptions } from '#cli/remembered.ts';
import { commandsOf } from './declared-commands.ts';
import { root } from './root.ts';

interface Row {
  readonly what: string;
  readonly options: readonly string[];
  readonly source: string;
}

const page = readFileSync(join(root, 'assets/docs/command-line.md'), 'utf8');
const section = /## What people type\n([^]*?)\n## /u.exec(page)?.[1] ?? '';
const rows: readonly Row[] = section
  .split('\n')
  .filter((line) => line.includes('`--'))
  .map((line) => {
    const [, what = '', options = '', source = ''] = line.split('|');
    return {
      what: what.trim(),
      options: [...options.matchAll(/`--([a-z0-9-]+)`/gu)].map(([, name = '']) => name),
      source: source.trim(),
    };
  });
const typed = new Set(rows.flatMap(({ options }) => options));
const allowed = (kind: RegExp): ReadonlySet<string> =>
  new Set(rows.filter(({ source }) => kind.test(source)).flatMap(({ options }) => options));

const withAll = (command: Command): readonly Option[] => [...command.options, ...command.commands.flatMap(withAll)];
const sets = await Promise.all([offlineCommands, onlineCommands].map(commandsOf));
/** What only exists for practice has no paper. */
const ofPractice: ReadonlySet<string> = new Set(['drill', 'practice-hsm', 'rehearsal']);
const declared = sets
  .flat()
  .filter((command) => !ofPractice.has(command.name()))
  .flatMap(withAll);
const nameOf = ({ long }: Option): string => (long ?? '').replace(/^--/u, '');

/** What a description says of an option that people answer for. */
const byPeople =
  /typed|people|person|from paper|reads? it out|read out|passphrase|pasted SAS|that holds it|^sheet|exception|initials|object ids of|why|is accepted|cannot be purged|not cut off|gave out/iu;
/** Options of which such words speak, and which are no answer of anybody. */
const otherwise: ReadonlySet<string> = new Set([
  ...[
    'plan',
    'key',
    'keys',
    'principal',
    'player',
    'trainer-name',
    'holder',
    'name',
    'custodian',
    'practice',
    'hsm',
    'journal',
  ],
  ...[
    'sign-in',
    'ceremony',
    'before',
    'principal-type',
    'emergency',
    'public-halves',
    'language',
    'tenant',
    'identity',
  ],
]);

/** By the question that the view of an app asks: the row of the same answer on the command line; none where the page says why. */
const rowOf: Readonly<Record<string, string | undefined>> = {
  acceptUnattested: 'going on without a safeguard',
  acceptUnattestedNow: 'going on without a safeguard',
  approveBuild: 'two people',
  approveClosing: 'two people',
  approveEmergencyBuild: 'two people',
  approveEnd: 'two people',
  // There shares are in no process that outlives its command.
  approveRestart: undefined,
  askAddress: 'addresses from paper',
  askAgreement: 'what the other side reads out',
  askBackup: 'names and folders from paper',
  askBegin: 'practice or production, and the id',
  askDomainWords: 'what the other side reads out',
  askEmergency: 'addresses from paper',
  askException: 'reasons and decisions',
  askGivingUp: 'the number of an exception',
  askHealthyHsm: 'addresses from paper',
  askIdentity: 'people who answer for an event',
  askKeyWords: 'what the other side reads out',
  askNewKey: 'keys and labels',
  askOldSet: 'two people',
  askPairing: 'what the other side reads out',
  askPairingCode: 'what the other side reads out',
  askPlanWords: 'hash of the plan',
  askPrinter: undefined,
  askSeals: undefined,
  askSecret: 'passphrases and secrets',
  askStick: 'keys and labels',
  askTarget: 'names and folders from paper',
  askTestKey: 'hashes and ends from paper',
  askTwo: 'two people',
  askTwoSticks: 'two people',
  askWallClock: undefined,
  askWords: 'what the other side reads out',
  confirmAccount: undefined,
  confirmRole: 'two people',
  confirmTheCall: 'two people',
  decideOutcome: 'reasons and decisions',
  pairWithOffline: 'what the other side reads out',
  pairWithOperator: 'what the other side reads out',
  showDeviceCode: undefined,
};

/** Every function of main that makes a question for the view. */
function questions(): string[] {
  const folder = join(root, 'electron/main');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const texts = sources.map((name) => readFileSync(join(folder, name), 'utf8'));
  const made = texts.flatMap((text) => [
    ...text.matchAll(
      /^(?:export )?(?:const|function) (\w+)(?:(?!^(?:export )?(?:const|function|class|interface|type) )[^])*?\): Question</gmu,
    ),
  ]);
  return [...new Set(made.map(([, name = '']) => name))].sort();
}

describe('what people type on the command line', () => {
  it('is in the table of its page, as far as the commands say that people answer for it', () => {
    const spoken = declared.filter((option) => byPeople.test(option.description)).map(nameOf);
    expect([...new Set(spoken)].filter((name) => !typed.has(name) && !otherwise.has(name))).toEqual([]);
  });

  it('is what the apps ask in their own view', () => {
    expect(questions().filter((name) => !Object.hasOwn(rowOf, name))).toEqual([]);
    expect(Object.keys(rowOf).filter((name) => !questions().includes(name))).toEqual([]);
    const titles = new Set(rows.map(({ what }) => what));
    expect(Object.values(rowOf).filter((title) => title !== undefined && !titles.has(title))).toEqual([]);
  });

  it('is there no longer than the commands take it', () => {
    const names = new Set(declared.map(nameOf));
    expect([...typed].filter((name) => !names.has(name))).toEqual([]);
  });

  it('is no default and no variable of the environment', () => {
    // An empty list says nothing for anybody.
    const isGiven = ({ defaultValue }: Option): boolean => ![undefined, '[]'].includes(JSON.stringify(defaultValue));
    expect(declared.filter((option) => isGiven(option) && typed.has(nameOf(option)))).toEqual([]);
    expect(declared.filter(({ envVar }) => envVar !== undefined)).toEqual([]);
  });

  it('comes from a file, or is remembered, where the table names the decision', () => {
    const files = [...typed].filter((name) => /(?:^|-)(?:file|files|sheet)$/u.test(name));
    expect(files.filter((name) => !allowed(/^a file /u).has(name))).toEqual([]);
    const remembered = rememberedOptions.filter((name) => typed.has(name));
    expect(remembered.filter((name) => !allowed(/first line|typed once|a file /u).has(name))).toEqual([]);
    expect(rows.filter(({ source }) => source !== '–' && !/\(\[\d+\]\[\d+\]\)$/u.test(source))).toEqual([]);
    const decisions = [...section.matchAll(/^\[\d+\]: (.+)$/gmu)].map(([, path = '']) =>
      join(root, 'assets/docs', path),
    );
    expect(decisions.filter((path) => !existsSync(path))).toEqual([]);
  });
});
