// What an auditor is told that rests on people: beside the packages of evidence.test.ts, what only a ceremony of new keys has.
import { expect, it } from 'vitest';
import type { JournalEvent } from '#shared/journal/events.ts';
import { apply } from '#shared/journal/fold.ts';
import { emptyJournal } from '#shared/journal/state.ts';
import { asNewKeys, recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { textHash } from '../transfer/testdata/samples.ts';
import { restingOnPeople } from './people.ts';

const made = (custodian: string, key: string): JournalEvent => ({
  kind: 'custodian-key-made',
  custodian,
  certificateSha256: textHash(key),
  bits: 3072,
});

it('names two people for sticks without serial numbers, and nobody for what the program read itself', () => {
  const by = ['Person administrator', 'Person witness'];
  const events: readonly JournalEvent[] = [
    made('C1', 'first'),
    { kind: 'custodian-sticks-differ', certificateSha256: textHash('first') },
    made('C2', 'second'),
    { kind: 'custodian-sticks-differ', certificateSha256: textHash('second'), by },
    made('C3', 'replaced'),
    { kind: 'custodian-sticks-differ', certificateSha256: textHash('replaced'), by: [by[0] ?? '', 'Person nobody'] },
    made('C3', 'third'),
    { kind: 'step-done', step: 'A17', by: ['Lifeboat'], values: [] },
    { kind: 'step-done', step: 'A16', by: ['Person nowhere'], values: [] },
  ];
  const at = '2026-10-14T09:00:00Z';
  const sha256 = textHash('line');
  const found = restingOnPeople({
    plan: { ...asNewKeys(recoveryPlan, 'activation'), identities: [] },
    planSha256: textHash('plan'),
    journals: [
      {
        path: 'journals/offline.jsonl',
        role: 'offline',
        keyId: textHash('key'),
        isEndSigned: true,
        entries: events.map((event, n) => ({ v: 1, n: n + 1, at, event, prev: sha256 })),
        head: { n: events.length, sha256, state: events.reduce(apply, emptyJournal) },
        notedBundles: new Map(),
      },
    ],
    bundles: [],
    keys: [],
    files: { named: [], unnamed: [], twice: [], missing: [] },
    isPlanOnPaper: true,
    afterPaper: new Map(),
  });
  expect(found.filter(({ id }) => id === 'sticks-looked-at' || id === 'name-not-in-plan')).toEqual([
    { id: 'sticks-looked-at', value: `C2, ${by.join(', ')}` },
    { id: 'sticks-looked-at', value: `${textHash('replaced')}, Person administrator, Person nobody` },
    { id: 'name-not-in-plan', value: 'journals/offline.jsonl, Person nobody' },
    { id: 'name-not-in-plan', value: 'journals/offline.jsonl, Person nowhere' },
  ]);
});
