// Packages whose parts are each whole and say different things: one contradiction at a time, named by what contradicts.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import type { ContradictedRule } from '#shared/evidence/rules.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { sha256 } from '../encoding/bytes.ts';
import type { JournalEntry } from '../journal/chain.ts';
import { offlineRecovery } from '../journal/testdata/recovery.ts';
import { readSignedPlan } from '../plan/approval.ts';
import { pinnedIdentities } from '../plan/plan-file.ts';
import { bundleFileName } from '../transfer/bundle.ts';
import type { BundlePayload } from '../transfer/payload.ts';
import { offline, operator1, operator2, witness } from '../transfer/testdata/samples.ts';
import { checkBundles, isAccepted, lostJournal } from './bundles.ts';
import { assessKeysAgain } from './exchange-keys.ts';
import { type CheckedJournal, checkJournals, comparePaperHeads, journalDifferences } from './journals.ts';
import { assertFilesWhole, type Manifest, planPath } from './manifest.ts';
import { hashesOfPlan } from './named-files.ts';
import { buildEvidence } from './package.ts';
import {
  app,
  bundles,
  chained,
  exchange,
  host,
  journalOf,
  online,
  plan,
  sampleFiles,
  samplePayload,
  secondObserver,
  signedSample,
} from './testdata/sample-package.ts';

const pathOf = ({ name }: { readonly name: string }): string => `bundles/${name}`;
const faultWith = (files: ReadonlyMap<string, Buffer>) => faultOf(() => buildEvidence(files, [witness], app));
const contradiction = (what: string, rule?: ContradictedRule) => ({
  ...{ code: 'EVIDENCE_CONTRADICTS', what },
  ...(rule !== undefined && { rule }),
});
/** Of the files of the sample, those that a bundle of another kind leaves alone. */
const exchanged = (change: Partial<BundlePayload>): Map<string, Buffer> => {
  const files = sampleFiles();
  const [honest] = bundles;
  files.delete(pathOf(honest!));
  // The members of the header are of the same form in every kind, which the compiler does not follow through a spread.
  const payload = { ...samplePayload('exchange-key'), seq: 1, prev: null, ...change } as BundlePayload;
  const { name, file } = signedSample(payload);
  return files.set(pathOf({ name }), file);
};
const nameOf = (change: Partial<BundlePayload>): string =>
  bundleFileName({ ...samplePayload('exchange-key'), seq: 1, ...change });

describe('bundles', () => {
  const { hsm } = samplePayload('exchange-key');

  it.each<[string, Partial<BundlePayload>, string]>([
    ['ceremony', { ceremony: 'PRACTICE-2026-10-14-02' }, 'ceremony'],
    ['practice', { practice: false }, 'practice'],
    ['plan', { plan: { sha256: '0'.repeat(64) } }, 'plan'],
    ['HSM', { hsm: { ...hsm, uri: 'https://other-hsm.managedhsm.practice.invalid' } }, 'HSM'],
    ['resource', { hsm: { ...hsm, resourceId: hsm.resourceId.replace('recovered', 'another') } }, 'HSM'],
    ['security domain', { sd: { sha256: '0'.repeat(64) } }, 'security domain'],
    ['receiver', { to: operator2.keyId }, 'receiver'],
    ['number', { seq: 2 }, 'number'],
    ['predecessor', { prev: '0'.repeat(64) }, 'predecessor'],
  ])('are refused where the %s is another', (_, change, what) => {
    expect(faultWith(exchanged(change))).toMatchObject(contradiction(`${what} of ${nameOf(change)}`));
  });

  it('are refused under another name', () => {
    const files = sampleFiles();
    files.delete(pathOf(bundles[0]!));
    files.set('bundles/other.json', bundles[0]!.file);
    expect(faultWith(files)).toMatchObject(contradiction('name of bundle 1'));
  });
});

describe('parts that are checked alone', () => {
  const files = sampleFiles();
  const signedPlan = readSignedPlan(files.get(planPath)!);
  const pins = pinnedIdentities(plan);
  const journals = checkJournals(files, signedPlan, pins);
  const checked = checkBundles(files, signedPlan, pins, journals);

  it('are refused: a bundle to a machine for which the plan names no key', () => {
    const others = pins.filter(({ role }) => role !== 'offline');
    expect(
      faultOf(() => checkBundles(new Map([[pathOf(bundles[0]!), bundles[0]!.file]]), signedPlan, others, [])),
    ).toEqual({
      ...contradiction(`receiver of ${bundles[0]!.name}`, 'bundle-direction'),
      ...{ expected: 'one of the plan', found: offline.keyId },
    });
  });

  it('are compared by their security domain only where plan and bundle both name one', () => {
    const unregistered = { ...signedPlan, plan: { ...plan, securityDomain: null } };
    const first = (payload: BundlePayload) => {
      const { name, file } = signedSample({ ...payload, seq: 1, prev: null });
      return new Map([[pathOf({ name }), file]]);
    };
    const [named, nameless] = [samplePayload('exchange-key'), { ...samplePayload('outcome'), sd: null }];
    for (const [payload, ofPlan] of [
      [nameless, signedPlan],
      [named, unregistered],
    ] as const) {
      // What comes next asks for the journals.
      expect(faultOf(() => checkBundles(first(payload), ofPlan, pins, []))).toMatchObject({
        code: 'EVIDENCE_JOURNAL_MISSING',
      });
    }
  });

  it('are refused: a journal that notes as sent what another machine sent', () => {
    const foreign = journals.map((each) => (each.role === 'operator-1' ? { ...each, keyId: witness.keyId } : each));
    expect(faultOf(() => checkBundles(files, signedPlan, pins, foreign))).toEqual({
      ...contradiction('sender of bundle 1 of journals/online.jsonl', 'bundles-as-noted'),
      ...{ expected: operator1.keyId, found: witness.keyId },
    });
  });

  it('are in time: a bundle is signed behind the line of the one before, and no earlier', () => {
    const { seq, journal: end } = checked[1]!.payload;
    const behind = (n: number) => () => {
      const moved = journals.map(({ notedBundles, ...each }) => {
        const before = notedBundles.get(seq - 1);
        const isMoved = before !== undefined && each.role === 'offline';
        return {
          ...each,
          notedBundles: isMoved ? new Map([...notedBundles, [seq - 1, { ...before, n }]]) : notedBundles,
        };
      });
      checkBundles(files, signedPlan, pins, moved);
    };
    expect(behind(end.events)).not.toThrow();
    expect(faultOf(behind(end.events + 1))).toMatchObject(contradiction(`end of the journal of ${checked[1]!.name}`));
  });

  /** A journal with other events in its lines. */
  const withEvents = (of: CheckedJournal['role'], change: (event: JournalEvent) => JournalEvent) =>
    journals.map((each) =>
      each.role === of
        ? { ...each, entries: each.entries.map((entry) => ({ ...entry, event: change(entry.event) })) }
        : each,
    );

  it('are compared with the call that an outcome is of, and with no other one', () => {
    const check = (change: (event: JournalEvent) => JournalEvent) => () =>
      checkBundles(files, signedPlan, pins, withEvents('operator-1', change));
    const failed = (of: string, event: JournalEvent): JournalEvent =>
      event.kind === 'call-settled' && event.id === of ? { ...event, verdict: 'failed' } : event;
    expect(check((event) => failed('init-recovery-1', event))).not.toThrow();
    // As if the upload had gone first, and had failed.
    const isOther: Partial<Record<string, 'create' | 'upload'>> = { create: 'upload', upload: 'create' };
    const swapped = (event: JournalEvent): JournalEvent =>
      event.kind === 'call-intended'
        ? { ...event, call: isOther[event.call] ?? event.call }
        : failed('create-1', event);
    const what = `outcome of ${checked[2]!.name} in journals/online.jsonl`;
    expect(faultOf(check(swapped))).toMatchObject(contradiction(what));
    // And with what its receiver wrote down when it took the bundle.
    const failing = (entry: JournalEntry): JournalEntry =>
      entry.event.kind === 'bundle-accepted' ? { ...entry, event: { ...entry.event, verdict: 'failed' } } : entry;
    const otherwiseTaken = journals.map(({ notedBundles, ...each }) => ({
      ...each,
      notedBundles: new Map([...notedBundles].map(([seq, entry]) => [seq, failing(entry)])),
    }));
    expect(faultOf(() => checkBundles(files, signedPlan, pins, otherwiseTaken))).toMatchObject(
      contradiction(`outcome of ${checked[2]!.name} in journals/offline.jsonl`),
    );
  });

  it('have a challenge that the receiver issued, where it took them', () => {
    const reissued = withEvents('offline', (event) =>
      event.kind === 'challenge-issued' ? { ...event, challenge: '1'.repeat(32) } : event,
    );
    const what = `challenge of ${checked[0]!.name} in journals/offline.jsonl`;
    expect(faultOf(() => checkBundles(files, signedPlan, pins, reissued))).toMatchObject(contradiction(what));
    const untaken = reissued.map(({ notedBundles, ...each }) => ({
      ...each,
      notedBundles: new Map([...notedBundles].filter(([, { event }]) => event.kind !== 'bundle-accepted')),
    }));
    expect(() => checkBundles(files, signedPlan, pins, untaken)).not.toThrow();
  });

  it('are accepted where the journal of the receiver says so, and no other one', () => {
    const [first] = checked;
    const isTaken = (change: object) => isAccepted({ ...first!, payload: { ...first!.payload, ...change } }, journals);
    expect([isTaken({}), isTaken({ seq: 2 }), isTaken({ to: operator1.keyId })]).toEqual([true, false, false]);
  });

  it('need the second operator’s journal for an exchange key, and for no other bundle', () => {
    const ofKind = (type: string) => checked.filter(({ payload }) => payload.type === type);
    expect(lostJournal(ofKind('outcome'), [])).toBeUndefined();
    expect(faultOf(() => lostJournal(ofKind('exchange-key'), []))).toEqual({
      ...{ code: 'EVIDENCE_JOURNAL_MISSING', role: 'operator-2' },
    });
  });

  it('are refused: a journal of practice beside a plan that is none of it', () => {
    const production = { ...signedPlan, plan: { ...plan, practice: false } };
    expect(faultOf(() => checkJournals(files, production, pins))).toMatchObject({
      ...{ code: 'EVIDENCE_CONTRADICTS', expected: 'false', found: 'true' },
    });
  });

  it('compare the end on paper with every line of a journal, the first one too', () => {
    const [signed] = journals;
    const { role, path, entries, head } = signed!;
    const after = (journal: CheckedJournal, end: string) => comparePaperHeads([journal], { [role]: end }).get(path);
    // The line that signs the end is none that went on.
    expect(after(signed!, entries[1]!.prev)).toBe(entries.length - 2);
    expect(after(signed!, head.sha256)).toBe(0);
    const unsigned = { ...signed!, head: { ...head, state: { ...head.state, signed: false } } };
    expect(after(unsigned, entries[1]!.prev)).toBe(entries.length - 1);
  });

  it('are refused: a verified key that no bundle brought', () => {
    expect(faultOf(() => assessKeysAgain([], journals, signedPlan))).toEqual({
      ...contradiction('exchange key of journals/offline.jsonl', 'key-from-its-bundle'),
      ...{ expected: exchange.certificateSha256, found: 'none' },
    });
  });

  it('are refused: a blob for a key that no journal verified', () => {
    expect(faultOf(() => assessKeysAgain(checked, [], signedPlan))).toEqual({
      ...contradiction(`key of the blob of ${bundles[1]!.name}`, 'blob-for-a-verified-key'),
      ...{ expected: exchange.certificateSha256, found: 'none' },
    });
  });

  it('are refused: a bundle that names another key than its answers hold', () => {
    const spkiSha256 = '0'.repeat(64);
    const renamed = checked.map((bundle) =>
      bundle.payload.type === 'exchange-key'
        ? { ...bundle, payload: { ...bundle.payload, exchange: { ...exchange, spkiSha256 } } }
        : bundle,
    );
    expect(faultOf(() => assessKeysAgain(renamed, journals, signedPlan))).toEqual({
      code: 'BUNDLE_EXCHANGE_KEY',
      expected: `${exchange.certificateSha256} ${spkiSha256}`,
      found: `${exchange.certificateSha256} ${exchange.spkiSha256}`,
    });
  });

  /** The offline journal with other lines. */
  const withLines = (change: (entry: JournalEntry) => readonly JournalEntry[]) =>
    journals.map((each) => (each.role === 'offline' ? { ...each, entries: each.entries.flatMap(change) } : each));

  it('are refused: a key that was verified for another HSM', () => {
    const hsmUri = 'https://another-hsm.managedhsm.practice.invalid';
    const elsewhere = withLines((entry) =>
      entry.event.kind === 'exchange-key-verified' ? [{ ...entry, event: { ...entry.event, hsmUri } }] : [entry],
    );
    expect(faultOf(() => assessKeysAgain(checked, elsewhere, signedPlan))).toEqual({
      ...contradiction('HSM of the exchange key of journals/offline.jsonl', 'key-as-verified'),
      ...{ expected: plan.target.uri, found: hsmUri },
    });
  });

  it('are the bundle that this machine took the key from, whatever it took or sent meanwhile', () => {
    const [keys] = assessKeysAgain(checked, journals, signedPlan);
    const lines = journals.flatMap(({ entries }) => entries);
    const others = [
      lines.find(({ event }) => event.kind === 'bundle-accepted' && event.type === 'outcome')!,
      lines.find(({ event }) => event.kind === 'bundle-written' && event.type === 'exchange-key')!,
    ].map((line) => ({ ...line, event: { ...line.event, seq: 9 } }) as JournalEntry);
    const meanwhile = withLines((entry) =>
      entry.event.kind === 'exchange-key-verified' ? [...others, entry] : [entry],
    );
    expect(assessKeysAgain(checked, meanwhile, signedPlan)).toEqual([keys]);
    const foreign = journals.map((each) => (each.role === 'offline' ? { ...each, keyId: witness.keyId } : each));
    expect(faultOf(() => assessKeysAgain(checked, foreign, signedPlan))).toMatchObject(
      contradiction('exchange key of journals/offline.jsonl'),
    );
  });

  it('tell by the clock on the wall, as it was read before a key was verified, whether its certificate was valid', () => {
    const validity = (lines: typeof journals) =>
      assessKeysAgain(checked, lines, signedPlan).map(
        ({ verdict }) => verdict.checks.find(({ id }) => id === 'validity')?.outcome,
      );
    const unread = withLines((entry) => (entry.event.kind === 'wall-clock' ? [] : [entry]));
    const late = withLines((entry) =>
      entry.event.kind === 'wall-clock'
        ? [{ ...entry, event: { ...entry.event, wall: '2199-01-01T00:00:00Z' } }]
        : [entry],
    );
    expect([validity(journals), validity(unread)]).toEqual([['passed'], ['note']]);
    expect(faultOf(() => validity(late))).toMatchObject({ code: 'EXCHANGE_VALIDITY_FAR_OFF' });
  });

  it('differ only where there are the journals of both sides', () => {
    for (const role of ['offline', 'operator-1']) {
      expect(journalDifferences(journals.filter((each) => each.role === role))).toEqual([]);
    }
  });

  it('are refused: a list with a file that is not there', () => {
    const listed = {
      files: [{ path: 'documents/record.txt', bytes: 1, sha256: '0'.repeat(64) }],
    } as unknown as Manifest;
    expect(faultOf(() => assertFilesWhole(listed, new Map()))).toEqual({
      code: 'EVIDENCE_FILE_MISSING',
      path: 'documents/record.txt',
    });
  });

  it('name the certificates of custodians that a bundle carries', () => {
    const [bundle] = checked;
    const payload = samplePayload('activation-certificates');
    const [carried] = payload.body.certificates;
    const hash = sha256(Buffer.from(carried!.certificate, 'base64')).toString('hex');
    expect(hashesOfPlan(signedPlan, [{ ...bundle!, payload }])).toContain(hash);
    expect(hashesOfPlan(signedPlan, checked)).not.toContain(hash);
  });
});

describe('a journal', () => {
  const path = 'journals/offline.jsonl';
  const withOffline = (journal: Buffer) => faultWith(sampleFiles().set(path, journal));
  const telling = (change: (event: JournalEvent) => JournalEvent) => journalOf(offlineRecovery.map(change));
  const opened = (change: object) => journalOf([{ ...offlineRecovery[0], ...change } as JournalEvent]);
  /** The third bundle as this journal has it. */
  const third = (change: object) =>
    journalOf(
      offlineRecovery,
      bundles.map((bundle, at) => (at === 2 ? { ...bundle, ...change } : bundle)),
    );

  const withEnd = (end: object) => third({ journal: { ...bundles[2]!.journal, ...end } });

  it.each([
    ['ceremony', opened({ ceremony: 'PRACTICE-2026-10-14-02' }), `ceremony of ${path}`],
    ['role', opened({ role: 'witness' }), `machine of ${path}`],

    ['machine', opened({ keyId: operator2.keyId }), `machine of ${path}`],
    [
      'plan',
      telling((event) => (event.kind === 'plan-adopted' ? { ...event, planSha256: '0'.repeat(64) } : event)),
      `plan of ${path}`,
    ],
    ['bundle', third({ file: Buffer.from('another') }), `bundle 3 of ${path}`],
    ['payload', third({ payloadSha256: '0'.repeat(64) }), `payload 3 of ${path}`],
    [
      'kind of bundle',
      telling((event) => ('type' in event && event.type === 'outcome' ? { ...event, type: 'plan' } : event)),
      `kind of bundle 3 of ${path}`,
    ],
    [
      'exchange key',
      telling((event) => ('type' in event && event.type === 'outcome' ? { ...event, exchange: null } : event)),
      `exchange key of bundle 3 of ${path}`,
    ],
    ['end of a journal', withEnd({ head: '0'.repeat(64) }), `end of the journal of bundle 3 of ${path}`],
    ['number of events of a journal', withEnd({ events: 1 }), `end of the journal of bundle 3 of ${path}`],
  ])('that tells of another %s is refused', (_, journal, what) => {
    expect(withOffline(journal)).toMatchObject(contradiction(what));
  });

  it.each<[string, (event: JournalEvent) => JournalEvent, string]>([
    [
      'facts of the plan',
      (event) => (event.kind === 'plan-adopted' ? { ...event, approvers: ['witness', 'operator-1'] } : event),
      `plan facts of ${path}`,
    ],
    [
      'signers of a bundle',
      (event) =>
        event.kind === 'bundle-accepted' && event.type === 'outcome' ? { ...event, signers: [offline.keyId] } : event,
      `signers of bundle 3 of ${path}`,
    ],
    [
      'key of the exchange certificate',
      (event) => (event.kind === 'exchange-key-verified' ? { ...event, spkiSha256: '0'.repeat(64) } : event),
      `exchange key of ${path}`,
    ],
  ])('that tells of other %s is refused', (_, change, what) => {
    // The bundle with the blob names this journal too: nobody but the rest of the package knows better.
    const events = offlineRecovery.map(change);
    expect(faultWith(sampleFiles(undefined, events))).toMatchObject(contradiction(what));
  });

  it('may name the lost HSM and the script of the plan, and no others', () => {
    const adopting = (facts: object) => () =>
      buildEvidence(
        sampleFiles(
          undefined,
          offlineRecovery.map((event) => (event.kind === 'plan-adopted' ? { ...event, ...facts } : event)),
        ),
        [witness],
        app,
      );
    const { name, uri } = plan.source!;
    const facts = { source: { name, uri }, grade: 'full' };
    expect(adopting(facts)).not.toThrow();
    for (const other of [{ source: { name, uri: plan.target.uri } }, { grade: 'short' }]) {
      expect(faultOf(adopting({ ...facts, ...other }))).toMatchObject(contradiction(`plan facts of ${path}`));
    }
  });

  it('that notes as accepted what is for another machine is refused', () => {
    const swap = (event: JournalEvent): JournalEvent =>
      event.kind === 'bundle-written' && event.type === 'exchange-key'
        ? { ...event, kind: 'bundle-accepted', signers: [operator1.keyId, operator2.keyId] }
        : event;
    const at = online.findIndex((event) => event.kind === 'bundle-written');
    const files = sampleFiles().set('journals/online.jsonl', journalOf(online.slice(0, at + 1).map(swap)));
    expect(faultWith(files)).toMatchObject(contradiction('receiver of bundle 1 of journals/online.jsonl'));
  });

  it('of the second operator holds the fetch that the bundle has in their name', () => {
    const isFetch = (event: JournalEvent): event is EventOf<'exchange-key-fetched'> =>
      event.kind === 'exchange-key-fetched';
    const { answerSha256, fetchedAt } = secondObserver.find(isFetch)!;
    const others = secondObserver.map((event) =>
      event.kind === 'exchange-key-fetched'
        ? { ...event, requestId: 'r-other', certificateSha256: '1'.repeat(64) }
        : event.kind === 'exchange-key-countersigned'
          ? { ...event, requestId: 'r-other', answerSha256, fetchedAt }
          : event,
    );
    const files = sampleFiles().set('journals/operator-2.jsonl', journalOf(others));
    expect(faultWith(files)).toMatchObject(contradiction(`fetch of ${bundles[0]!.name}`));
  });

  it('and a blob for a key that no journal verified contradict each other', () => {
    const another = issueExchangeKey(host, new Date('2026-10-14T09:00:00Z'));
    const samples = chained([
      samplePayload('exchange-key'),
      samplePayload('restore-blob', another),
      samplePayload('outcome'),
    ]);
    const verified = offlineRecovery.findIndex(({ kind }) => kind === 'exchange-key-verified');
    const files = sampleFiles();
    for (const bundle of bundles) files.delete(pathOf(bundle));
    for (const { name, file } of samples) files.set(pathOf({ name }), file);
    files.set(path, journalOf(offlineRecovery.slice(0, verified + 1), samples));
    files.set('journals/online.jsonl', journalOf(online, samples));
    expect(faultWith(files).code).toBe('EVIDENCE_CONTRADICTS');
  });

  it('and a package that does not hold a bundle of it contradict each other', () => {
    const files = sampleFiles();
    files.delete(pathOf(bundles[2]!));
    expect(faultWith(files)).toMatchObject(contradiction(`bundle 3 of ${path}`));
  });

  it('of each machine is the one of its own', () => {
    const files = sampleFiles().set(
      'journals/online.jsonl',
      journalOf(
        online.map((event) => (event.kind === 'journal-opened' ? { ...event, keyId: operator2.keyId } : event)),
      ),
    );
    expect(faultWith(files)).toMatchObject(contradiction('machine of journals/online.jsonl'));
  });
});
