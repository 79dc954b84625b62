// An activation and a re-wrap from a shell: new keys for three custodians, each on two sticks, and no command that was not printed by the one before.
import { mkdirSync } from 'node:fs';
import { expect } from '@playwright/test';
import { type Placeholders, wordsOn } from '../support/shell-machine.ts';
import { asked, askedTwice, insiders, newest, pair, planned, people, test, type Team } from '../shell-team.ts';

// So many programs are started, one after the other, that a busy machine needs minutes.
test.describe.configure({ timeout: 900_000 });

const custodians = ['C1', 'C2', 'C3'] as const;
const nameOf = (custodian: string, copy: number, ending: string): string =>
  `../STICK-${copy}/${custodian}-copy-${copy}.${ending}`;

/** What the offline machine knows from paper, and the two people who answer for it. */
async function atOffline(team: Team) {
  const placeholders = { ...(await planned(team, 'offline')), 'two names': insiders };
  return {
    ...placeholders,
    'offline.public.json': 'offline.public.json',
    'offline.identity.json': 'offline.identity.json',
  };
}

/** Makes the keys of all custodians, checks them from both sticks, and signs their certificates. */
async function makeKeys(team: Team): Promise<{ readonly bundle: string; readonly words: string }> {
  const { offline } = team.machine;
  const placeholders = await atOffline(team);
  for (const copy of [1, 2]) mkdirSync(offline.at(`../STICK-${copy}`));
  await offline.run('status journal.jsonl');
  for (const custodian of custodians) {
    await offline.follow(`new-key create --custodian ${custodian}`, {
      placeholders: { ...placeholders, 'first stick': '../STICK-1', 'second stick': '../STICK-2' },
      typed: askedTwice,
    });
  }
  for (const custodian of custodians) {
    for (const copy of [1, 2]) {
      await offline.follow(`new-key check --custodian ${custodian} --copy ${copy}`, {
        placeholders: {
          ...placeholders,
          'key file on that stick': nameOf(custodian, copy, 'key'),
          'certificate on that stick': nameOf(custodian, copy, 'cer'),
        },
        typed: [asked],
      });
    }
  }
  const sent = await offline.follow('bundle create activation-certificates', {
    placeholders: {
      ...placeholders,
      'certificates in the order of the plan': custodians.map((id) => nameOf(id, 1, 'cer')).join(', '),
    },
    typed: [asked],
  });
  return {
    bundle: newest(team.stick, 'activation-certificates.bundle'),
    words: wordsOn(sent, 'Content, SHA-256'),
  };
}

/** Takes the security domain out of its bundle, read back, and lets both copies of every key open their share. */
async function proveKeys(team: Team, words: string): Promise<void> {
  const { offline } = team.machine;
  const placeholders = await atOffline(team);
  const bundle = { 'bundle with the security domain': newest(team.stick, 'security-domain.bundle') };
  await offline.follow('bundle verify', { placeholders: { ...placeholders, ...bundle } });
  await offline.follow('new-key domain', {
    placeholders: {
      ...placeholders,
      ...bundle,
      'the words that operator 1 reads out': words,
      'security domain, a new file': 'domain.json',
    },
  });
  for (const custodian of custodians) {
    for (const copy of [1, 2]) {
      await offline.follow(`new-key prove --custodian ${custodian} --copy ${copy}`, {
        placeholders: {
          ...placeholders,
          'security domain': 'domain.json',
          'key file on that stick': nameOf(custodian, copy, 'key'),
        },
        typed: [asked],
      });
    }
  }
  const closed = await offline.follow('journal close', {
    placeholders: { ...placeholders, 'identity of this machine': 'offline.identity.json' },
    typed: [asked],
  });
  expect(closed.screen).toContain('closed');
}

/** Gives the certificates in, and sends the security domain that comes back; its words, for the paper. */
async function takeDomain(team: Team, certificates: { readonly bundle: string; readonly words: string }) {
  const { 'operator-1': first } = team.machine;
  const placeholders = {
    ...(await planned(team, 'operator-1')),
    'operator-1.identity.json': 'operator-1.identity.json',
    'operator-1.public.json': 'operator-1.public.json',
  };
  const activated = await first.follow('hsm activate', {
    placeholders: {
      ...placeholders,
      'bundle with the certificates': certificates.bundle,
      'the words that the offline side reads out': certificates.words,
      'security domain, a new file': 'domain.json',
    },
  });
  await first.follow('bundle create security-domain', { placeholders, typed: [asked] });
  return { placeholders, words: wordsOn(activated, 'Security domain, SHA-256') };
}

/** As `hsm account` shows it. */
async function ownObjectId({ machine: { 'operator-1': first } }: Team, azure: Placeholders): Promise<string> {
  const { screen } = await first.run(
    `hsm account --plan ${azure['plan.dsse.json'] ?? ''} --plan-sha256 '${azure['its hash, from paper'] ?? ''}' ` +
      `--practice ${azure['https://localhost:PORT'] ?? ''} --ca ${azure['ca file'] ?? ''}`,
  );
  return /[0-9a-f]{8}-[0-9a-f-]{27}/u.exec(screen)?.[0] ?? `no object id on:\n${screen}`;
}

test('an activation, from a shell', { tag: '@long' }, async ({ team: make }) => {
  const team = await make('activation');
  const { 'operator-1': first } = team.machine;
  await pair(team);
  const certificates = await makeKeys(team);
  const azure = await planned(team, 'operator-1');
  await first.follow('hsm create', { placeholders: azure });
  const { placeholders, words } = await takeDomain(team, certificates);
  // A new HSM lets nobody make keys: an administrator gives the role, which is the other way that is printed.
  const refused = await first.follow('hsm canary', { placeholders, code: 5 });
  expect(refused.screen).toContain('SERVICE_FORBIDDEN');
  const objectId = { 'object id: hsm account shows it': await ownObjectId(team, azure) };
  await first.follow('hsm roles assign --role "Crypto User"', { placeholders: { ...placeholders, ...objectId } });
  // The test key comes before the first backup, so that it is in it.
  await first.follow('hsm canary', { placeholders });
  await first.follow('hsm backup', { placeholders });
  await first.follow('journal close', {
    placeholders: { ...placeholders, 'two names': people, 'identity of this machine': 'operator-1.identity.json' },
    typed: [asked],
  });
  await proveKeys(team, words);
});

test('a re-wrap, from a shell', { tag: '@long' }, async ({ team: make }) => {
  const team = await make('re-wrap');
  const { 'operator-1': first } = team.machine;
  await pair(team);
  const certificates = await makeKeys(team);
  await first.run('status journal.jsonl');
  const { placeholders, words } = await takeDomain(team, certificates);
  await first.follow('journal close', {
    placeholders: { ...placeholders, 'two names': people, 'identity of this machine': 'operator-1.identity.json' },
    typed: [asked],
  });
  await proveKeys(team, words);
});
