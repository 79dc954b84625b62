// Whole ceremonies from a shell: three machines with a folder each, people at terminals, and no command that was not printed by the one before.
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test as base } from '@playwright/test';
import { makePracticeRoom, type PracticeRoom, type PracticeRoomKeys } from '../../build/testing/make-practice-room.ts';
import { prepareRecovery, type Recovery } from '../../build/testing/recovery-room.ts';
import { type Blanks, ShellMachine, valueOn, wordsOn } from '../../build/testing/shell-machine.ts';
import { encryptPkcs8 } from '../../electron/main/core/custodian-key/encrypt.ts';
import { encodeInventory } from '../../electron/main/core/inventory/inventory-file.ts';
import { asNewKeys, withTarget } from '../../electron/main/core/plan/testdata/sample-plan.ts';
import { practiceAdministrator } from '../../electron/main/practice/practice-cloud.ts';
import type { Plan } from '../../shared/plan/plan.ts';

const passphrase = 'Zwölf Boxkämpfer 12';
const people = "'Person operator-1' 'Person operator-2'";
const insiders = "'Person administrator' 'Person witness'";
const roles = ['offline', 'operator-1', 'operator-2', 'witness'] as const;
type Role = (typeof roles)[number];
const asked = ['nothing is shown', `${passphrase}\r`] as const;
const askedTwice = [asked, ['same again', `${passphrase}\r`]] as const;

interface Team {
  readonly custodians: PracticeRoom['custodians'];
  readonly recovery: Recovery;
  readonly plan: Plan;
  readonly machine: Readonly<Record<Role, ShellMachine>>;
  /** The stick that travels. */
  readonly stick: string;
  /** What every command of the operators leaves open. */
  readonly cloud: Blanks;
}

const test = base.extend<{ readonly team: (kind: Plan['kind']) => Promise<Team> }, { readonly keys: PracticeRoomKeys }>(
  {
    keys: [
      async ({}, use) => {
        const keys = makePracticeRoom();
        await keys.setUp();
        await use(keys);
        await keys.clearAway();
      },
      { scope: 'worker', timeout: 120_000 },
    ],
    team: async ({ keys }, use) => {
      const place = mkdtempSync(join(tmpdir(), 'lifeboat-shell-'));
      await use((kind) => makeTeam(keys, place, kind));
      await keys.closeOpened();
      rmSync(place, { recursive: true });
    },
  },
);
test.describe.configure({ timeout: 300_000 });

/** Identities, plan, approvals and journals, as `lifeboat --help` and each answer lead on to them. */
async function makeTeam({ room }: PracticeRoomKeys, place: string, kind: Plan['kind']): Promise<Team> {
  const recovery = await prepareRecovery(room);
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
    blanks: {
      'recovery, activation or re-wrap': kind,
      id: plan.ceremony,
      'how many there are': '3',
      'how many must come': '2',
      'plan.json, a new file': 'template.json',
    },
    more: ['--practice'],
  });
  // As it is written, nobody can approve it.
  await first.follow('plan check', { code: 3 });
  writeFileSync(first.at('template.json'), JSON.stringify(plan));
  await first.run('plan check template.json');
  const approve = {
    'identity of one of two people': 'operator-1.identity.json',
    'signed plan, a new file': '../STICK/plan-1.json',
  };
  await first.follow('plan approve', { blanks: approve, typed: [asked] });
  witness.next = first.next;
  const again = {
    'identity of one of two people': 'witness.identity.json',
    'signed plan, a new file': '../STICK/plan.json',
  };
  const approved = await witness.follow('plan approve', { blanks: again, typed: [asked] });
  // Paper: every machine types it from there.
  const paper = `'${wordsOn(approved, 'Plan, SHA-256')}'`;
  for (const role of ['offline', 'operator-1', 'operator-2'] as const) {
    machine[role].next = witness.next;
    const blanks = {
      'journal.jsonl, a new file': 'journal.jsonl',
      'plan.dsse.json': '../STICK/plan.json',
      'its hash, from paper': paper,
      'public identity of this machine': `${role}.public.json`,
    };
    mkdirSync(machine[role].at('answers'));
    await machine[role].follow('journal begin', { blanks });
  }
  const { cloud } = recovery;
  return {
    custodians: room.custodians,
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
async function pair({ machine, plan }: Team): Promise<void> {
  const { offline, 'operator-1': first } = machine;
  const blanks = {
    'offline.public.json': '../STICK/offline.public.json',
    'operator-1.public.json': '../STICK/operator-1.public.json',
  };
  const number = async (of: ShellMachine): Promise<string> => {
    const { screen } = await of.run('journal show journal.jsonl');
    return /challenge=([0-9a-f]{32})/u.exec(screen)?.[1]?.replace(/.{4}(?=.)/gu, '$& ') ?? 'none';
  };
  const numbers = { offline: await number(offline), first: await number(first) };
  for (const [here, there, told] of [
    [offline, first, numbers.first],
    [first, offline, numbers.offline],
  ] as const) {
    const shown = await there.run(`identity pair --ceremony ${plan.ceremony} ${pairing(blanks)}`);
    await here.follow('identity pair', { blanks });
    // What the first of the two has filled in stands in the second now.
    await here.follow(/^identity pair .*--typed/u, {
      blanks: {
        'the words that the other machine shows': `'${wordsOn(shown, 'Pairing code')}'`,
        'the number that the other machine gave out': `'${told}'`,
      },
    });
  }
}
const pairing = (blanks: Blanks): string =>
  `--offline ${blanks['offline.public.json'] ?? ''} --online ${blanks['operator-1.public.json'] ?? ''}`;

/** What the pairing has not told a machine, and every following command takes. */
const planned = async (team: Team, role: Role): Promise<Blanks> => {
  const { screen } = await team.machine[role].run('plan show ../STICK/plan.json');
  return {
    ...team.cloud,
    'plan.dsse.json': '../STICK/plan.json',
    'its hash, from paper': `'${wordsOn({ code: 0, screen, processes: '' }, 'Plan, SHA-256')}'`,
  };
};

const newest = (stick: string, part: string): string => {
  const found = readdirSync(stick).filter((name) => name.includes(part));
  return `../STICK/${found.at(-1) ?? `no ${part}`}`;
};

test('a recovery with a plan, from a shell', async ({ team: make }) => {
  const team = await make('recovery');
  const { machine, stick, recovery } = team;
  const { offline, 'operator-1': first, 'operator-2': second } = machine;
  writeFileSync(first.at('inventory.json'), encodeInventory(recovery.inventory));
  writeFileSync(offline.at('domain.json'), recovery.securityDomain);
  for (const [at, { privateKeyDer }] of team.custodians.entries()) {
    const key = encryptPkcs8(Buffer.from(privateKeyDer), Buffer.from(passphrase));
    writeFileSync(offline.at(`custodian-${at + 1}.key`), key);
  }
  await pair(team);
  const blanks = await planned(team, 'operator-1');
  // The HSM is there already: the other of the two ways leads on.
  await first.follow('hsm init-recovery', { blanks: { ...blanks, 'first observation, a new file': 'first.json' } });
  await second.run('status journal.jsonl');
  await second.follow('hsm observe', {
    blanks: { ...blanks, 'second observation, a new file': '../STICK/second.json' },
  });
  const observations = {
    ...blanks,
    'operator-1.identity.json': 'operator-1.identity.json',
    'both observations': 'first.json ../STICK/second.json',
  };
  await first.follow('bundle create exchange-key', { blanks: observations, typed: [asked] });
  second.next = first.next;
  const signing = {
    ...blanks,
    'operator-2.identity.json': 'operator-2.identity.json',
    'what this machine itself fetched': '../STICK/second.json',
    'draft of operator 1': newest(stick, 'exchange-key.draft'),
  };
  await second.follow('bundle countersign', { blanks: signing, typed: [asked] });
  const bundle = newest(stick, 'exchange-key.bundle');
  const sent = await first.follow('bundle verify', {
    blanks: { ...blanks, 'operator-1.public.json': 'operator-1.public.json', 'bundle with both signatures': bundle },
  });
  expect(sent.screen).toContain('NOTED as sent');

  const inside = { ...blanks, 'two names': insiders, 'offline.public.json': 'offline.public.json' };
  await offline.run('status journal.jsonl');
  await offline.follow('bundle verify', {
    blanks: { ...inside, 'bundle with the exchange key': bundle, 'verdict.json, a new file': 'verdict.json' },
  });
  // A custodian mistypes the passphrase, and is asked again; the other's share stays.
  const built = await offline.follow('restore-blob', {
    blanks: {
      ...inside,
      'bundle with the exchange key': bundle,
      'security domain': 'domain.json',
      'restore blob, a new file': 'blob.json',
    },
    typed: [
      ['reads out', `${await exchangeWords(first, 'first.json')}\r`],
      ['Key file of custodian 1 of 2', 'custodian-1.key\r'],
      asked,
      ['Key file of custodian 2 of 2', 'custodian-1.key\r'],
      asked,
      ['CUSTODIAN_ALREADY_GIVEN', ''],
      ['Key file of custodian 2 of 2', 'custodian-3.key\r'],
      ['nothing is shown', 'mistyped\r'],
      ['PASSPHRASE_WRONG', ''],
      ['Key file of custodian 2 of 2', 'custodian-3.key\r'],
      asked,
    ],
  });
  expect(built.screen).toContain('Accepted: 2 of 2');
  const blob = await offline.follow('bundle create restore-blob', {
    blanks: { ...inside, 'offline.identity.json': 'offline.identity.json', 'restore blob': 'blob.json' },
    typed: [asked],
  });

  await first.run(
    `status journal.jsonl --practice ${blanks['https://localhost:PORT'] ?? ''} --ca ${blanks['ca file'] ?? ''}`,
  );
  const upload = {
    ...blanks,
    'bundle with the restore blob': newest(stick, 'restore-blob.bundle'),
    'the words that the offline side reads out': `'${wordsOn(blob, 'Content, SHA-256')}'`,
  };
  await first.follow('hsm upload', { blanks: upload });
  await first.follow('bundle create outcome', {
    blanks: { ...blanks, 'operator-1.identity.json': 'operator-1.identity.json' },
    typed: [asked],
  });
  await offline.follow('bundle verify', {
    blanks: { ...inside, 'bundle with the outcome': newest(stick, 'outcome.bundle') },
  });
  await offline.follow('journal close', { blanks: inside });

  await first.follow('hsm backup', { blanks });
  const restore = {
    ...blanks,
    'folder of the backup, from paper': recovery.plan.backup?.folder ?? '',
    'inventory of the source': 'inventory.json',
  };
  const early = first.next;
  await first.follow('hsm restore', { blanks: restore, code: 3 });
  // A practice minute is a second.
  await sleep(31_000);
  first.next = early;
  await first.follow('hsm restore', { blanks: restore });
  const verified = await first.follow('hsm verify', {
    blanks: {
      ...blanks,
      'inventory of the source': 'inventory.json',
      'inventory of the recovered HSM, a new file': 'recovered.json',
    },
  });
  expect(verified.screen).toContain('journal close');
  await first.follow('journal close', { blanks });
  await second.follow('journal close', { blanks });
  // The witness packs what is there, and anybody checks it again.
  const { witness } = machine;
  witness.next = offline.next;
  await witness.follow('evidence build', {
    blanks: {
      ...blanks,
      'witness.identity.json': 'witness.identity.json',
      'the journals of all machines': journalsOf(team),
      'all bundles': readdirSync(stick)
        .filter((name) => name.endsWith('.bundle.json'))
        .map((name) => `../STICK/${name}`)
        .join(' '),
      'verdicts of the offline machine': '../offline/verdict.json',
      'answers of the operators’ machines': '../operator-1/answers/*',
      'a new folder': 'evidence',
    },
    typed: [asked],
  });
  expect(
    (await witness.run(`evidence verify evidence --plan-sha256 ${blanks['its hash, from paper'] ?? ''}`)).screen,
  ).toContain('Proven');
});

/** Journals of one name would hide each other in a package. */
function journalsOf({ machine, stick }: Team): string {
  const named = (['offline', 'operator-1', 'operator-2'] as const).map((role) => {
    copyFileSync(machine[role].at('journal.jsonl'), join(stick, `${role}.jsonl`));
    return `../STICK/${role}.jsonl`;
  });
  return named.join(' ');
}

async function exchangeWords(first: ShellMachine, file: string): Promise<string> {
  const { answer } = JSON.parse(readFileSync(first.at(file), 'utf8')) as { readonly answer: string };
  writeFileSync(first.at('answer.json'), Buffer.from(answer, 'base64'));
  const { screen } = await first.run('exchange-key inspect answer.json --practice');
  const sha256 = /SHA-256 ([0-9a-f]{64})/u.exec(screen)?.[1] ?? '';
  return sha256.replace(/.{4}(?=.)/gu, '$& ');
}
