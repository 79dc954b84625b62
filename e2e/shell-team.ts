// A team that conducts a ceremony from a shell: machines with a folder each, a stick, people at terminals, and no command that was not printed by
// the one before.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test as base } from './worker-fixtures.ts';
import type { PracticeWorkspace, PracticeWorkspaceKeys } from './support/make-practice-workspace.ts';
import { prepareRecovery, type Recovery } from './support/recovery-setup.ts';
import { counted, digitsOn, type Placeholders, ShellMachine, valueOn, wordsOn } from './support/shell-machine.ts';
import { asNewKeys, withTarget } from '#core/plan/testdata/sample-plan.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import type { Plan } from '#shared/plan/plan.ts';

export const passphrase = 'Zwölf Boxkämpfer 12';
export const people = 'Person operator-1, Person operator-2';
export const insiders = 'Person administrator, Person witness';
const roles = ['offline', 'operator-1', 'operator-2', 'witness'] as const;
export type Role = (typeof roles)[number];
export const asked = ['nothing is shown', `${passphrase}\r`] as const;
export const askedTwice = [asked, ['same again', `${passphrase}\r`]] as const;

export interface Team {
  readonly custodians: PracticeWorkspace['custodians'];
  readonly recovery: Recovery;
  readonly plan: Plan;
  readonly machine: Readonly<Record<Role, ShellMachine>>;
  /** The stick that travels. */
  readonly stick: string;
  /** What every command of the operators leaves open. */
  readonly cloud: Placeholders;
}

export const test = base.extend<{ readonly team: (kind: Plan['kind']) => Promise<Team> }>({
  team: async ({ keys }, use) => {
    const place = mkdtempSync(join(tmpdir(), 'lifeboat-shell-'));
    await use((kind) => makeTeam(keys, place, kind));
    await keys.closeOpened();
    rmSync(place, { recursive: true });
  },
});

/** Identities, plan, approvals and journals, as `lifeboat --help` and each answer lead on to them. */
async function makeTeam({ workspace }: PracticeWorkspaceKeys, place: string, kind: Plan['kind']): Promise<Team> {
  Object.assign(counted, { commands: 0, characters: 0 });
  const recovery = await prepareRecovery(workspace);
  const stick = join(place, 'STICK');
  mkdirSync(stick);
  const machine = Object.fromEntries(
    roles.map((role) => [role, new ShellMachine(join(place, role))]),
  ) as Team['machine'];
  const help = (await machine.offline.run('--help')).screen;
  for (const word of ['identity', 'plan', 'journal', 'restore-blob', 'status']) expect(help).toContain(`  ${word} `);
  const spki: Partial<Record<Role, string>> = {};
  for (const role of roles) {
    const line = `identity create --role ${role} --holder 'Person ${role === 'offline' ? 'offline-operator' : role}' --out .`;
    const made = await machine[role].run(line, { typed: askedTwice });
    spki[role] = valueOn(made, 'For the plan');
    copyFileSync(machine[role].at(`${role}.public.json`), join(stick, `${role}.public.json`));
  }
  const plan = planOf(recovery.plan, kind, spki);
  const { 'operator-1': first, witness } = machine;
  await first.follow('plan new', {
    placeholders: {
      'recovery, activation or re-wrap': kind,
      id: plan.ceremony,
      'how many there are': '3',
      'how many must come': '2',
      'plan.json, a new file': 'template.json',
    },
    more: ['--practice'],
  });
  // People fill it in.
  writeFileSync(first.at('template.json'), JSON.stringify(plan));
  await first.follow('plan check');
  const approve = {
    'identity of one of two people': 'operator-1.identity.json',
    'signed plan, a new file': '../STICK/plan-1.json',
  };
  await first.follow('plan approve', { placeholders: approve, typed: [asked] });
  witness.next = first.next;
  const again = {
    'identity of one of two people': 'witness.identity.json',
    'signed plan, a new file': '../STICK/plan.json',
  };
  const approved = await witness.follow('plan approve', { placeholders: again, typed: [asked] });
  // Paper: every machine types it from there.
  const paper = digitsOn(approved, 'Plan, SHA-256');
  for (const role of ['offline', 'operator-1', 'operator-2'] as const) {
    machine[role].next = witness.next;
    const placeholders = {
      'journal.jsonl, a new file': 'journal.jsonl',
      'plan.dsse.json': '../STICK/plan.json',
      'its hash, from paper': paper,
      'public identity of this machine': `${role}.public.json`,
    };
    mkdirSync(machine[role].at('answers'));
    await machine[role].follow('journal begin', { placeholders });
  }
  const { cloud } = recovery;
  return {
    custodians: workspace.custodians,
    recovery,
    plan,
    machine,
    stick,
    cloud: {
      'folder for the answers': 'answers',
      'https://localhost:PORT': cloud.url.replace(/\/$/u, ''),
      'ca file': cloud.caCertificateFile,
      'two names': people,
      'name of the HSM, from paper': plan.target.name,
      'object ids': practiceAdministrator,
      stick: '../STICK',
    },
  };
}

function planOf(recovery: Plan, kind: Plan['kind'], spki: Partial<Record<Role, string>>): Plan {
  const plan: Plan = {
    ...recovery,
    identities: recovery.identities.map((each) => ({ ...each, spki: spki[each.role] ?? each.spki })),
  };
  if (kind === 'activation') return asNewKeys(withTarget(plan, 'first-hsm'), kind);
  return kind === 're-wrap' ? asNewKeys(withTarget(plan, 'lost-hsm'), kind) : plan;
}

/** Each machine shows its code, and people type it at the other; so with the numbers. */
export async function pair({ machine, plan }: Team): Promise<void> {
  const { offline, 'operator-1': first } = machine;
  const placeholders = {
    'offline.public.json': '../STICK/offline.public.json',
    'operator-1.public.json': '../STICK/operator-1.public.json',
  };
  const number = async (of: ShellMachine): Promise<string> => {
    const { screen } = await aside(() => of.run('journal show journal.jsonl'));
    return /challenge=([0-9a-f]{32})/u.exec(screen)?.[1]?.replace(/.{4}(?=.)/gu, '$& ') ?? 'none';
  };
  // Both machines wait for what the other one shows; here they take turns.
  const line = `identity pair --ceremony ${plan.ceremony} --offline ../STICK/offline.public.json --online ../STICK/operator-1.public.json`;
  for (const [here, there] of [
    [offline, first],
    [first, offline],
  ] as const) {
    const shown = await aside(() => there.run(line, { keepsNext: true }));
    await here.follow('identity pair', {
      placeholders: {
        ...placeholders,
        'the words that the other machine shows': wordsOn(shown, 'Pairing code'),
        'the number that the other machine gave out': await number(there),
      },
    });
  }
}

/** Looks at what a screen or paper shows already, and counts none of it. */
export async function aside<T>(work: () => Promise<T>): Promise<T> {
  const before = { ...counted };
  const done = await work();
  Object.assign(counted, before);
  return done;
}

/** What the pairing has not told a machine, and every following command takes. */
export const planned = async (team: Team, role: Role): Promise<Placeholders> => {
  const shown = await aside(() => team.machine[role].run('plan show ../STICK/plan.json'));
  return {
    ...team.cloud,
    'plan.dsse.json': '../STICK/plan.json',
    'its hash, from paper': wordsOn(shown, 'Plan, SHA-256'),
  };
};

export const newest = (stick: string, part: string): string => {
  const found = readdirSync(stick).filter((name) => name.includes(part));
  return `../STICK/${found.at(-1) ?? `no ${part}`}`;
};
