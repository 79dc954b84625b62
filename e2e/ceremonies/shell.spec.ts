// A recovery with a plan from a shell: three machines with a folder each, people at terminals, and no command that was not printed by the one before.
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { counted, digitsOn } from '../support/shell-machine.ts';
import { encryptPkcs8 } from '#core/custodian-key/encrypt.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import { asked, insiders, newest, pair, passphrase, planned, test } from '../shell-team.ts';

// So many programs are started, one after the other, that a busy machine needs minutes.
test.describe.configure({ timeout: 900_000 });

test('a recovery with a plan, from a shell', { tag: '@long' }, async ({ team: make }) => {
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
  const placeholders = await planned(team, 'operator-1');
  // The HSM is there already: the other of the two ways leads on.
  await first.follow('hsm init-recovery', {
    placeholders: { ...placeholders, 'first observation, a new file': 'first.json' },
  });
  const observed = await second.follow('hsm observe', {
    placeholders: { ...placeholders, 'second observation, a new file': '../STICK/second.json' },
  });
  const observations = {
    ...placeholders,
    'operator-1.identity.json': 'operator-1.identity.json',
    'both observations': 'first.json, ../STICK/second.json',
  };
  await first.follow('bundle create exchange-key', { placeholders: observations, typed: [asked] });
  second.next = first.next;
  const signing = {
    ...placeholders,
    'operator-2.identity.json': 'operator-2.identity.json',
    'what this machine itself fetched': '../STICK/second.json',
    'draft of operator 1': newest(stick, 'exchange-key.draft'),
  };
  await second.follow('bundle countersign', { placeholders: signing, typed: [asked] });
  const bundle = newest(stick, 'exchange-key.bundle');
  const sent = await first.follow('bundle verify', {
    placeholders: {
      ...placeholders,
      'operator-1.public.json': 'operator-1.public.json',
      'bundle with both signatures': bundle,
    },
  });
  expect(sent.screen).toContain('NOTED as sent');

  const inside = { ...placeholders, 'two names': insiders, 'offline.public.json': 'offline.public.json' };
  await offline.run('status journal.jsonl');
  await offline.follow('bundle verify', {
    placeholders: { ...inside, 'bundle with the exchange key': bundle, 'verdict.json, a new file': 'verdict.json' },
  });
  // A custodian mistypes the passphrase, and is asked again; the other's share stays.
  const built = await offline.follow('restore-blob', {
    placeholders: {
      ...inside,
      'bundle with the exchange key': bundle,
      'security domain': 'domain.json',
      'restore blob, a new file': 'blob.json',
    },
    typed: [
      ['reads out', `${digitsOn(observed, 'Exchange certificate, SHA-256')}\r`],
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
    placeholders: { ...inside, 'offline.identity.json': 'offline.identity.json', 'restore blob': 'blob.json' },
    typed: [asked],
  });

  const upload = {
    ...placeholders,
    'bundle with the restore blob': newest(stick, 'restore-blob.bundle'),
    'the words that the offline side reads out': digitsOn(blob, 'Content, SHA-256'),
  };
  await first.follow('hsm upload', { placeholders: upload });
  await first.follow('bundle create outcome', {
    placeholders: { ...placeholders, 'operator-1.identity.json': 'operator-1.identity.json' },
    typed: [asked],
  });
  await offline.follow('bundle verify', {
    placeholders: { ...inside, 'bundle with the outcome': newest(stick, 'outcome.bundle') },
  });
  const closing = (role: string) => ({ 'identity of this machine': `${role}.identity.json` });
  await offline.follow('journal close', { placeholders: { ...inside, ...closing('offline') }, typed: [asked] });

  await first.follow('hsm backup', { placeholders });
  const restore = {
    ...placeholders,
    'folder of the backup, from paper': recovery.plan.backup?.folder ?? '',
    'inventory of the source': 'inventory.json',
  };
  // The backup says when the hold is over; a practice minute is a second.
  await sleep(31_000);
  await first.follow('hsm restore', { placeholders: restore });
  const verified = await first.follow('hsm verify', {
    placeholders: {
      ...placeholders,
      'inventory of the source': 'inventory.json',
      'inventory of the recovered HSM, a new file': 'recovered.json',
    },
  });
  expect(verified.screen).toContain('journal close');
  const closingLines = first.next;
  await first.follow('hsm hand-over', {
    placeholders: { ...placeholders, 'table.csv, a new file': 'table.csv', 'table.json, a new file': 'table.json' },
  });
  first.next = closingLines;
  await first.follow('journal close', { placeholders: { ...placeholders, ...closing('operator-1') }, typed: [asked] });
  await second.follow('journal close', { placeholders: { ...placeholders, ...closing('operator-2') }, typed: [asked] });
  // The witness packs what is there, and anybody checks it again.
  const { witness } = machine;
  witness.next = offline.next;
  await witness.follow('evidence build', {
    placeholders: {
      ...placeholders,
      'witness.identity.json': 'witness.identity.json',
      // All machines give their journal the same name.
      'the journals of all machines': ['offline', 'operator-1', 'operator-2'].map((role) => `../${role}`).join(', '),
      'all bundles': '../STICK',
      'verdicts of the offline machine': '../offline/verdict.json',
      'answers of the operators’ machines': '../operator-1/answers, ../operator-2/answers',
      'a new folder': 'evidence',
    },
    typed: [asked],
  });
  const checked = await witness.follow('evidence verify evidence', { placeholders });
  expect(checked.screen).toContain('Proven');
  // The whole of it, from the first identity: decision 243.
  expect(counted.commands).toBeLessThanOrEqual(36);
  expect(counted.characters).toBeLessThanOrEqual(6000);
});
