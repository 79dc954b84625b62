import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { generateKeyPairSync } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { root } from '#build/root.ts';
import type { EventOf, JournalEvent } from '#shared/journal/events.ts';
import { englishEvidence } from '#shared/messages/en/evidence.ts';
import { makeExchangeParts, plainExtensions } from '#simulator/exchange-key-issuer.ts';
import { approveAgain, approvePlan, readSignedPlan } from '../plan/approval.ts';
import { planFacts } from '../plan/facts.ts';
import { asNewKeys, asPractice, recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { pinnedIdentities } from '../plan/plan-file.ts';
import { claimedType, openBundle } from '../transfer/bundle.ts';
import { encodeCertificate } from '../x509/certificate-writer.ts';
import type { PaperHeads } from './journals.ts';
import { countersignDocument, signDocument } from '../transfer/signed-document.ts';
import { operator1, operator2, stranger, witness } from '../transfer/testdata/samples.ts';
import { verifyJournal } from '../journal/chain.ts';
import { offlineRecovery, onlineRecovery, sheet } from '../journal/testdata/recovery.ts';
import {
  encodeManifest,
  type EvidenceFiles,
  manifestPath,
  manifestPayloadType,
  type ManifestSubject,
  parseManifest,
  planPath,
} from './manifest.ts';
import { buildEvidence, inMemory, verifyEvidence } from './package.ts';
import {
  app,
  bundles,
  chained,
  exchange,
  genuine,
  host,
  journalOf,
  online,
  plan,
  planHash,
  sampleFiles,
  samplePayload,
  secondObserver,
  secondObserverOf,
  signedSample,
} from './testdata/sample-package.ts';
import { journalOfEvents } from '../journal/testdata/journal-lines.ts';

const good = buildEvidence(sampleFiles(), [witness], app);
const verified = (files: EvidenceFiles, planSha256?: string) => verifyEvidence(inMemory(files), { planSha256 });
const changed = (change: (files: Map<string, Buffer>) => void): EvidenceFiles => {
  const files = new Map(good);
  change(files);
  return files;
};
/** What building says about other files: everything but the list itself. */
const buildCode = (change: (files: Map<string, Buffer>) => void, signers = [witness]) => {
  const files = sampleFiles();
  change(files);
  return faultCode(() => buildEvidence(files, signers, app));
};
const [first, second, third] = bundles;
const pathOf = (sample: { readonly name: string }): string => `bundles/${sample.name}`;

describe('an evidence package', () => {
  it('is checked again, and says what is proven and what rests on people', () => {
    const report = verified(good, planHash);
    expect(report).toMatchObject({ ceremony: plan.ceremony, practice: true, planSha256: planHash });
    const ids = new Set(report.proven.map(({ id }) => id));
    for (const id of [
      'plan-as-on-paper',
      'order-kept',
      'bundles-in-sequence',
      'bundles-as-in-journals',
      'journal-as-told',
      'blob-for-the-verified-key',
      'exchange-key-seen-twice',
      'exchange-key-judged-anew',
      'files-as-named',
    ] as const) {
      expect(ids).toContain(id);
    }
    expect(report.restsOnPeople.map(({ id }) => id)).toContain('words-read-back');
    expect(report.restsOnPeople.map(({ id }) => id)).not.toContain('plan-hash-not-compared');
    for (const text of [
      ...report.proven.map(englishEvidence.proven),
      ...report.restsOnPeople.map(englishEvidence.peoplesWord),
    ])
      expect(text).toMatch(/\.$/);
  });

  it('names what each proof and each word of people is about', () => {
    // The words were read twice: what differed proves nothing.
    const twice = offlineRecovery.flatMap((event): JournalEvent[] =>
      event.kind === 'read-back'
        ? [
            { ...event, outcome: 'differed' },
            { ...event, attempt: 2 },
          ]
        : [event],
    );
    const files = sampleFiles(undefined, twice);
    const sent = [...files.keys()].filter((path) => path.startsWith('bundles/'));
    const { proven, restsOnPeople } = verified(buildEvidence(files, [witness], app), planHash);
    const headOf = (path: string): string => verifyJournal(files.get(path) ?? Buffer.alloc(0)).head.sha256;
    const told = (path: string): string => {
      const file = files.get(path) ?? Buffer.alloc(0);
      return openBundle(file, claimedType(file), pinnedIdentities(plan)).payload.journal.head;
    };
    const paths = ['journals/offline.jsonl', 'journals/online.jsonl', 'journals/operator-2.jsonl'] as const;
    const count = String(files.size);
    const named = [...files.keys()].sort().filter((path) => /^(?:verdicts|service|certificates|lists)/u.test(path));
    expect(proven).toEqual([
      { id: 'manifest-signed', value: 'witness' },
      { id: 'files-whole', value: count },
      { id: 'no-secrets', value: count },
      { id: 'plan-approved', value: 'Person operator-1, Person witness' },
      { id: 'plan-as-on-paper', value: planHash },
      ...paths.flatMap((path, at) => [
        {
          id: 'journal-whole',
          // Each with the signature of its end.
          value: `${path} (${[twice, online, secondObserver][at]!.length + 1}), ${headOf(path)}`,
        },
        { id: 'order-kept', value: path },
      ]),
      ...['offline', 'operator-1', 'operator-2'].map((value) => ({ id: 'journal-end-signed', value })),
      { id: 'bundle-signed', value: `${first!.name}, operator-1, operator-2` },
      { id: 'bundle-signed', value: `${second!.name}, offline` },
      { id: 'bundle-signed', value: `${third!.name}, operator-1` },
      { id: 'bundles-in-sequence', value: '3' },
      { id: 'bundles-as-in-journals', value: '3' },
      ...sent.map((path) => ({ id: 'journal-as-told', value: `${path.slice('bundles/'.length)}, ${told(path)}` })),
      { id: 'exchange-key-seen-twice', value: exchange.certificateSha256 },
      { id: 'exchange-key-judged-anew', value: `${first!.name}, ${exchange.certificateSha256}` },
      { id: 'blob-for-the-verified-key', value: exchange.certificateSha256 },
      { id: 'files-as-named', value: named.join(', ') },
    ]);
    const readers = 'Person administrator, Person witness';
    // What each machine did after its last bundle that another one has signed, too, or accepted.
    const offlineWord = expect.stringMatching(
      /^offline, 18-22: bundle-written, read-back, bundle-accepted, journal-closed$/u,
    ) as string;
    const onlineWord = expect.stringMatching(
      /^operator-1, 27-43: bundle-written, call-intended, .*, note, file-written, journal-closed$/u,
    ) as string;
    expect(restsOnPeople).toEqual([
      ...paths.map((path) => ({
        id: 'journal-head-not-compared',
        value: `${path === paths[1] ? 'operator-1' : path.slice(9, -6)}, ${headOf(path)}`,
      })),
      { id: 'plan-read-before-approval', value: '' },
      ...[offlineWord, onlineWord, 'operator-2, 4-5: exchange-key-countersigned, journal-closed'].map((value) => ({
        id: 'own-word',
        value,
      })),
      { id: 'clocks-read', value: 'Person witness' },
      { id: 'identities-paired', value: 'operator-1' },
      { id: 'words-read-back', value: `exchange-key, ${readers}` },
      { id: 'words-read-back', value: `restore-blob, ${readers}` },
      { id: 'clocks-read', value: 'Person operator-1' },
      { id: 'identities-paired', value: 'offline' },
      { id: 'words-read-back', value: `restore-blob, ${readers}` },
      { id: 'revocation-lists', value: 'none' },
      { id: 'file-not-named', value: 'documents/record.txt' },
      // The journal of the sample names an inventory that is not packed.
      { id: 'named-file-missing', value: `inventory ${'0'.repeat(64)}` },
    ]);
  });

  it('is incomplete without the second operator’s journal, and only where two people say that it is lost', () => {
    const packed = (events: readonly JournalEvent[]) => {
      const files = sampleFiles();
      files.delete('journals/operator-2.jsonl');
      return () => verified(buildEvidence(files.set('journals/online.jsonl', journalOf(events)), [witness], app));
    };
    const decided = (step: string, decidedBy: string[]): JournalEvent[] => [
      ...online.slice(0, -1),
      { kind: 'exception', number: 1, check: null, ...sheet, step, decidedBy },
      ...online.slice(-1),
    ];
    const people = ['Person operator-1', 'Person witness'];
    for (const events of [online, decided('C19', people), decided('Z1R', ['Person witness', 'person witness'])])
      expect(faultOf(packed(events))).toEqual({ code: 'EVIDENCE_JOURNAL_MISSING', role: 'operator-2' });
    const { incomplete, restsOnPeople } = packed(decided('Z1R', people))();
    expect(incomplete).toEqual([{ code: 'EVIDENCE_INCOMPLETE', role: 'operator-2', exception: 1, people }]);
    expect(restsOnPeople).toContainEqual({ id: 'journal-missing', value: 'operator-2' });
    expect(verified(good).incomplete).toEqual([]);
  });

  it('says so when nobody typed the hash of the plan, or a journal was not closed', () => {
    const files = sampleFiles(undefined, offlineRecovery.slice(0, -1));
    const words = verified(buildEvidence(files, [witness], app)).restsOnPeople;
    for (const word of [
      { id: 'plan-hash-not-compared', value: planHash },
      { id: 'journal-not-closed', value: 'journals/offline.jsonl' },
    ]) {
      expect(words).toContainEqual(word);
    }
  });

  it('compares the ends of journals that were typed from paper, also where a journal went on', () => {
    const headOf = (path: string): string => verifyJournal(good.get(path) ?? Buffer.alloc(0)).head.sha256;
    const early = verifyJournal(journalOf(online.slice(0, -2))).head.sha256;
    const journalHeads = { offline: headOf('journals/offline.jsonl'), 'operator-1': early };
    const { proven, restsOnPeople } = verifyEvidence(inMemory(good), { journalHeads });
    expect(proven.filter(({ id }) => id === 'journal-as-on-paper').map(({ value }) => value)).toEqual([
      'journals/offline.jsonl',
      'journals/online.jsonl',
    ]);
    expect(restsOnPeople).toContainEqual({ id: 'journal-went-on', value: 'journals/online.jsonl, 2' });
    expect(restsOnPeople.filter(({ id }) => id === 'journal-head-not-compared')).toHaveLength(1);
    const against = (heads: PaperHeads) => faultOf(() => verifyEvidence(inMemory(good), { journalHeads: heads }));
    expect(against({ offline: early })).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
      what: 'end of the journal on paper of journals/offline.jsonl',
    });
    expect(against({ witness: early })).toEqual({ code: 'EVIDENCE_JOURNAL_MISSING', role: 'witness' });
  });

  it('says before all else that a ceremony was given up', () => {
    const by = ['Person administrator', 'Person witness'];
    const newKeys = asPractice(asNewKeys(recoveryPlan, 'activation'));
    const signed = approveAgain(approvePlan(newKeys, operator1), witness);
    const { ceremony, practice } = newKeys;
    const [opened] = offlineRecovery;
    const events: readonly JournalEvent[] = [
      { ...(opened as EventOf<'journal-opened'>), ceremony, practice },
      planFacts(readSignedPlan(signed)),
      { kind: 'exception', number: 1, check: null, ...sheet, decidedBy: by },
      { kind: 'given-up', by, exception: 1, reason: 'A copy cannot be read' },
    ];
    const journal = journalOfEvents(events, () => '2026-10-14T10:00:00Z');
    const files = new Map([
      [planPath, signed],
      ['journals/offline.jsonl', journal],
    ]);
    const { restsOnPeople } = verified(buildEvidence(files, [witness], app));
    const value = 'EX-1, Person administrator, Person witness: A copy cannot be read';
    expect(restsOnPeople[0]).toEqual({ id: 'given-up', value });
    expect(restsOnPeople.map(({ id }) => id)).not.toContain('journal-not-closed');
  });

  it('has the one journal of every machine that a bundle is from or to', () => {
    const code = (change: (files: Map<string, Buffer>) => void) => {
      const files = sampleFiles();
      change(files);
      return faultOf(() => buildEvidence(files, [witness], app));
    };
    for (const [name, role] of [
      ['offline', 'offline'],
      ['online', 'operator-1'],
    ] as const) {
      const path = `journals/${name}.jsonl`;
      expect(code((files) => files.delete(path))).toEqual({ code: 'EVIDENCE_JOURNAL_MISSING', role });
      const copy = 'journals/z.jsonl';
      expect(code((files) => files.set(copy, files.get(path)!))).toEqual({
        code: 'EVIDENCE_JOURNAL_TWICE',
        role,
        path: copy,
      });
    }
    // Whatever its ending: among journals there is nothing but journals.
    for (const name of ['offline.txt', 'offline.jsonl.bak', 'offline'])
      expect(code((files) => files.set(`journals/${name}`, files.get('journals/offline.jsonl')!))).toEqual({
        code: 'EVIDENCE_FILE_UNKNOWN',
        path: `journals/${name}`,
      });
  });

  it('says on which side a fact stands alone, of a ceremony that has just begun', () => {
    const begun = (offlineEvents: number, onlineEvents: number) => {
      const files = new Map([
        [planPath, sampleFiles().get(planPath)!],
        ['journals/offline.jsonl', journalOf(offlineRecovery.slice(0, offlineEvents))],
        ['journals/online.jsonl', journalOf(onlineRecovery.slice(0, onlineEvents))],
      ]);
      const { restsOnPeople } = verified(buildEvidence(files, [witness], app));
      return restsOnPeople.filter(({ id }) => id === 'journals-differ').map(({ value }) => value);
    };
    expect(begun(3, 1)).toEqual([`offline: plan ${planHash}`]);
    expect(begun(1, 2)).toEqual([`online: plan ${planHash}`]);
  });

  it('is built of bundles that speak of no exchange key, too', () => {
    const samples = chained([
      samplePayload('exchange-key'),
      samplePayload('restore-blob'),
      { ...samplePayload('outcome'), exchange: null },
    ]);
    const events = (recovery: readonly JournalEvent[]) =>
      recovery.map((event) => ('type' in event && event.type === 'outcome' ? { ...event, exchange: null } : event));
    const files = sampleFiles();
    for (const { name, file } of samples) files.set(pathOf({ name }), file);
    files.set('journals/offline.jsonl', journalOf(events(offlineRecovery), samples));
    files.set('journals/online.jsonl', journalOf(events(online), samples));
    const { restsOnPeople } = verified(buildEvidence(files, [witness], app));
    expect(restsOnPeople.map(({ id }) => id)).not.toContain('journals-differ');
    // And is not the same for a journal that says it did.
    files.set('journals/online.jsonl', journalOf(onlineRecovery, samples));
    expect(faultOf(() => buildEvidence(files, [witness], app))).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
      what: 'exchange key of bundle 3 of journals/online.jsonl',
      found: 'none',
    });
  });

  it('says where a bundle was noted days after it was issued, and checks a key also where nobody read a clock', () => {
    const late = { issued: '2026-10-10T10:00:00Z' };
    const samples = chained([
      { ...samplePayload('exchange-key'), ...late },
      samplePayload('restore-blob'),
      samplePayload('outcome'),
    ]);
    const clockless = offlineRecovery.filter(({ kind }) => kind !== 'wall-clock');
    const packed = (offline: readonly JournalEvent[], sent: typeof samples) => {
      const files = sampleFiles();
      for (const { name, file } of sent) files.set(pathOf({ name }), file);
      files
        .set('journals/offline.jsonl', journalOf(offline, sent))
        .set('journals/online.jsonl', journalOf(online, sent))
        .set('journals/operator-2.jsonl', journalOf(secondObserverOf(sent), sent));
      files.delete('verdicts/verdict.json');
      return verified(buildEvidence(files, [witness], app));
    };
    const line = online.findIndex((event) => event.kind === 'bundle-written' && event.type === 'exchange-key') + 1;
    expect(packed(offlineRecovery, samples).restsOnPeople).toContainEqual({
      ...{ id: 'times-differ', value: `journals/online.jsonl, ${line}` },
    });
    const ofClockless = chained(
      [samplePayload('exchange-key'), samplePayload('restore-blob'), samplePayload('outcome')],
      genuine,
      clockless,
    );
    const { proven } = packed(clockless, ofClockless);
    expect(proven.map(({ id }) => id)).toContain('exchange-key-judged-anew');
  });

  it('names the people who answered for a key without attestation, which it finds without one again', () => {
    const approvers = ['Person administrator', 'Person witness'];
    const { privateKey } = genuine;
    const plain = makeExchangeParts(host, privateKey, new Date('2026-10-14T09:00:00Z'), plainExtensions);
    const excepted = offlineRecovery.map((event) =>
      event.kind === 'exchange-key-verified'
        ? { ...event, attested: false, exception: { approvers, reason: 'The service gave none' } }
        : event,
    );
    const packed = (events: readonly JournalEvent[]) => {
      const files = sampleFiles({ privateKey, certificateDer: encodeCertificate(plain) }, events);
      files.delete('verdicts/verdict.json');
      return () => buildEvidence(files, [witness], app);
    };
    expect(verified(packed(excepted)()).restsOnPeople).toContainEqual({
      id: 'unattested-key',
      value: approvers.join(', '),
    });
    // A journal that says it was attested is not believed.
    expect(faultOf(packed(offlineRecovery)).code).toBe('ATTESTATION_ABSENT');
    const alone = excepted.map((event) =>
      event.kind === 'exchange-key-verified' ? { ...event, attested: true } : event,
    );
    expect(faultOf(packed(alone))).toMatchObject({ what: 'attestation of journals/offline.jsonl' });
  });

  it('is refused where a sender’s journal was written anew after a bundle had left', () => {
    const at = onlineRecovery.findIndex((event) => event.kind === 'bundle-written' && event.type === 'outcome');
    const note = (text: string): JournalEvent => ({ kind: 'note', by: 'Person A', text });
    const written = (...events: readonly JournalEvent[]) => {
      const files = sampleFiles();
      files.set('journals/online.jsonl', journalOf(events));
      return () => buildEvidence(files, [witness], app);
    };
    // Every line follows from the one before, and every bundle is named: only the outcome knows better.
    expect(faultOf(written(...onlineRecovery.toSpliced(at - 1, 0, note('as it should have been'))))).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
      what: `end of the journal of ${third?.name}`,
      expected: third?.journal.head,
    });
    // What came after the outcome it cannot know, nor whether anything did.
    expect(written(...onlineRecovery.toSpliced(at + 1, 0, note('later')))).not.toThrow();
    // A journal that ends before it lacks the bundle itself.
    expect(faultOf(written(...onlineRecovery.slice(0, at)))).toMatchObject({ found: 'not in the journal' });
    // Nor may a bundle tell of an end that is before the bundle ahead of it: between the two there would be room.
    const early = signedSample({
      ...samplePayload('outcome'),
      seq: 3,
      prev: second!.payloadSha256,
      journal: first!.journal,
    });
    const samples = [first!, second!, early];
    const files = sampleFiles().set(pathOf(early), early.file);
    files.set('journals/online.jsonl', journalOf(online, samples));
    files.set('journals/offline.jsonl', journalOf(offlineRecovery, samples));
    expect(faultOf(() => buildEvidence(files, [witness], app))).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
      what: `end of the journal of ${early.name}`,
      found: `event ${first!.journal.events}`,
    });
  });

  it('is refused with a journal that nobody opened, or that a machine opened whose key the plan does not name', () => {
    const contradiction = (journal: Buffer) => {
      const files = sampleFiles();
      files.set('journals/other.jsonl', journal);
      return faultOf(() => buildEvidence(files, [operator1], app));
    };
    const code = 'EVIDENCE_CONTRADICTS';
    expect(contradiction(Buffer.alloc(0))).toMatchObject({
      code,
      what: 'ceremony of journals/other.jsonl',
      found: 'none',
    });
    const [opened] = offlineRecovery;
    if (opened?.kind !== 'journal-opened') throw new Error('a journal begins so');
    expect(contradiction(journalOf([{ ...opened, keyId: stranger.keyId }]))).toMatchObject({
      code,
      what: 'machine of journals/other.jsonl',
      found: stranger.keyId,
    });
  });

  it('is refused with a journal of a machine for which the plan names no key', () => {
    const { identities } = plan;
    const unwitnessed = { ...plan, identities: identities.filter(({ role }) => role !== 'witness') };
    const [opened] = offlineRecovery;
    if (opened?.kind !== 'journal-opened') throw new Error('a journal begins so');
    const files = new Map([
      [planPath, approveAgain(approvePlan(unwitnessed, operator1), operator2)],
      ['journals/witness.jsonl', journalOf([{ ...opened, role: 'witness', keyId: witness.keyId }])],
    ]);
    expect(faultOf(() => buildEvidence(files, [operator1], app))).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
      what: 'machine of journals/witness.jsonl',
      expected: 'one of the plan',
    });
  });

  it('is refused with a journal that took a blob in without its hash', () => {
    const at = onlineRecovery.findIndex((event) => event.kind === 'bundle-accepted' && event.type === 'restore-blob');
    const { entries } = verifyJournal(journalOf(onlineRecovery.slice(0, at + 1)));
    const events = entries.map(({ event }) => {
      const isBlob = event.kind === 'bundle-accepted' && event.type === 'restore-blob';
      return isBlob ? { ...event, content: null } : event;
    });
    const journal = journalOfEvents(events, (place) => entries[place]?.at ?? '');
    const files = sampleFiles();
    files.set('journals/online.jsonl', journal);
    expect(faultOf(() => buildEvidence(files, [witness], app))).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
      what: 'content of bundle 2 of journals/online.jsonl',
      expected: 'none',
    });
  });

  it('names a bundle that a journal knows and the package does not hold', () => {
    const files = sampleFiles();
    files.delete(pathOf(third!));
    expect(faultOf(() => buildEvidence(files, [witness], app))).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
      what: 'bundle 3 of journals/offline.jsonl',
      found: 'not in the package',
    });
  });

  it('shows what the journals of both sides do not agree about, and what people decided', () => {
    const files = sampleFiles();
    const exception = { kind: 'exception', number: 1, check: null, ...sheet, step: 'A1' } as const;
    files.set('journals/offline.jsonl', journalOf([...offlineRecovery.slice(0, -2), exception]));
    const words = verified(buildEvidence(files, [witness], app)).restsOnPeople;
    expect(words).toContainEqual({ id: 'exception', value: 'EX-1, A1: Person administrator, Person witness' });
    expect(words.map(({ id }) => id)).toContain('journals-differ');
  });

  it('may be signed by several', () => {
    const files = changed((all) => all.set(manifestPath, countersignDocument(all.get(manifestPath)!, operator2)));
    expect(verified(files).signers).toEqual([
      { role: 'witness', holder: 'Person witness' },
      { role: 'operator-2', holder: 'Person operator-2' },
    ]);
  });

  it.each<[string, (files: Map<string, Buffer>) => void, string]>([
    [
      'a file altered',
      (files) => files.set('documents/record.txt', Buffer.from('The recorD\n')),
      'EVIDENCE_FILE_ALTERED',
    ],
    ['a file missing', (files) => files.delete('documents/record.txt'), 'EVIDENCE_FILE_MISSING'],
    ['a file added', (files) => files.set('documents/more.txt', Buffer.from('x')), 'EVIDENCE_FILE_UNLISTED'],
    ['no list', (files) => files.delete(manifestPath), 'EVIDENCE_MANIFEST_MISSING'],
    ['no plan', (files) => files.delete(planPath), 'EVIDENCE_PLAN_MISSING'],
    [
      'a plan that one person approved',
      (files) => files.set(planPath, approvePlan(plan, operator1)),
      'PLAN_APPROVALS_SHORT',
    ],
    [
      'a list signed by a stranger',
      (files) => files.set(manifestPath, countersignDocument(files.get(manifestPath)!, stranger)),
      'BUNDLE_SIGNER_UNKNOWN',
    ],
    ['a bundle in the place of the list', (files) => files.set(manifestPath, first!.file), 'BUNDLE_TYPE'],
    [
      'a list in another form',
      (files) => files.set(manifestPath, signDocument(manifestPayloadType, Buffer.from('{}'), [witness])),
      'EVIDENCE_MANIFEST_FORM',
    ],
  ])('is refused with %s', (_, change, code) => {
    expect(faultCode(() => verified(changed(change)))).toBe(code);
  });

  it('is refused when a bit of its list is flipped', () => {
    const list = good.get(manifestPath)!;
    for (let bit = 0; bit < list.length * 8; bit += 2411) {
      const flipped = Buffer.from(list);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      // Whichever code it is: a crash would be no refusal.
      expect(faultCode(() => verified(changed((files) => files.set(manifestPath, flipped))))).toMatch(/_/);
    }
  });

  it.each([
    ['the plan', { planSha256: '0'.repeat(64) }, 'plan in the list'],
    ['the ceremony', { ceremony: 'MHSM-DR-2026-10-14-02' }, 'ceremony'],
    ['whether it is practice', { practice: false }, 'practice'],
  ])('is refused with a signed list that says otherwise of %s', (_, change, what) => {
    const files = sampleFiles();
    const list = signDocument(manifestPayloadType, manifestOf(files, change), [witness]);
    expect(faultOf(() => verified(new Map([...files, [manifestPath, list]])))).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
      what,
    });
  });

  it('is refused against another plan on paper', () => {
    expect(faultOf(() => verified(good, '0'.repeat(64)))).toMatchObject({
      code: 'EVIDENCE_CONTRADICTS',
      what: 'plan on paper',
    });
  });

  it.each<[string, (files: Map<string, Buffer>) => void, string]>([
    [
      'a torn journal',
      (files) => files.set('journals/offline.jsonl', files.get('journals/offline.jsonl')!.subarray(0, -9)),
      'JOURNAL_TORN_LINE',
    ],
    ['a bundle left out', (files) => files.delete(pathOf(second!)), 'EVIDENCE_CONTRADICTS'],
    [
      'a bundle under another name',
      (files) => {
        files.delete(pathOf(third!));
        files.set('bundles/other.json', third!.file);
      },
      'EVIDENCE_CONTRADICTS',
    ],
    [
      'a bundle that no journal names',
      (files) => {
        files.set('journals/online.jsonl', journalOf(onlineRecovery.slice(0, 18)));
        files.set('journals/offline.jsonl', journalOf(offlineRecovery.slice(0, 9)));
      },
      'EVIDENCE_CONTRADICTS',
    ],
    [
      'a journal about other bundles',
      (files) => files.set('journals/offline.jsonl', journalOf(offlineRecovery, [])),
      'EVIDENCE_CONTRADICTS',
    ],
    [
      'a key among the documents',
      (files) =>
        files.set(
          'documents/key.txt',
          Buffer.from(
            generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey.export({ format: 'pem', type: 'pkcs8' }),
          ),
        ),
      'SECRET_IN_OUTPUT',
    ],
    ['a path that leads elsewhere', (files) => files.set('documents/../../x', Buffer.from('x')), 'EVIDENCE_PATH'],
    ['a folder that no package has', (files) => files.set('private/x', Buffer.from('x')), 'EVIDENCE_PATH'],
  ])('is not built with %s', (_, change, code) => {
    expect(buildCode(change)).toBe(code);
  });

  it('is not built with bundles that another ceremony signed, or signed by nobody', () => {
    const others = chained([{ ...samplePayload('exchange-key'), ceremony: 'MHSM-DR-2026-10-14-02' }]);
    expect(buildCode((files) => files.set(pathOf(others[0]!), others[0]!.file))).toBe('EVIDENCE_CONTRADICTS');
    expect(buildCode(() => undefined, [stranger])).toBe('BUNDLE_SIGNER_UNKNOWN');
    expect(buildCode(() => undefined, [])).toBe('ENVELOPE_FORM');
  });

  it('lists its files in one order', () => {
    const payload = Buffer.from(
      (JSON.parse(good.get(manifestPath)!.toString('utf8')) as { payload: string }).payload,
      'base64',
    );
    const manifest = parseManifest(payload);
    const shuffled = Buffer.from(JSON.stringify({ ...manifest, files: manifest.files.toReversed() }));
    expect(faultCode(() => parseManifest(shuffled))).toBe('EVIDENCE_MANIFEST_FORM');
  });
});

const python = referenceProgram('python3', '-c', 'import sys; assert sys.version_info >= (3, 8)');
const openssl = referenceProgram('openssl', 'version');
const checker = join(root, 'assets', 'evidence-checker', 'check-evidence.py');

describe.skipIf(python === undefined || openssl === undefined)('the independent checker', () => {
  const place = mkdtempSync(join(tmpdir(), 'lifeboat-evidence-'));
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  const check = (files: EvidenceFiles, paper = planHash) => {
    const folder = mkdtempSync(join(place, 'package-'));
    for (const [path, bytes] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    return spawnSync('python3', [checker, folder, paper], { encoding: 'utf8' });
  };

  it('is one file of Python’s own library', () => {
    const source = readFileSync(checker, 'utf8');
    expect([...source.matchAll(/^\s*(?:import|from) (.*)$/gmu)].map(([, names]) => names)).toEqual([
      'os, sys',
      // To start itself again without the settings of the machine.
      'subprocess',
      'base64, functools, hashlib, json, re, stat, unicodedata',
    ]);
  });

  it('finds a good package good', () => {
    const { status, stdout, stderr } = check(good);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.match(/^good: /gm)).toHaveLength(10);
  });
});

function manifestOf(files: EvidenceFiles, change: Partial<ManifestSubject> = {}): Buffer {
  return encodeManifest({ ceremony: plan.ceremony, practice: true, planSha256: planHash, app, ...change }, files);
}
