// Packages whose parts are each whole and say different things: one contradiction at a time, named by what contradicts.
import { describe, expect, it } from 'vitest';
import { faultOf } from '../../../../build/testing/faults.ts';
import type { JournalEvent } from '../../../../shared/journal/events.ts';
import { offlineRecovery, onlineRecovery } from '../journal/testdata/recovery.ts';
import { buildBundle, bundleFileName } from '../transfer/bundle.ts';
import { exchangeReferenceOf } from '../transfer/certificate-hashes.ts';
import type { BundlePayload } from '../transfer/payload.ts';
import { payloadOf, signersOf } from '../transfer/testdata/payloads.ts';
import {
  b64u,
  exchange,
  observed,
  offline,
  operator2,
  otherCertificate,
  restoreBlobFor,
  textHash,
  witness,
} from '../transfer/testdata/samples.ts';
import { planPath } from './manifest.ts';
import { buildEvidence, verifyEvidence } from './package.ts';
import { app, bundles, chained, journalOf, planHash, sampleFiles } from './testdata/sample-package.ts';

const pathOf = ({ name }: { readonly name: string }): string => `bundles/${name}`;
const faultWith = (files: ReadonlyMap<string, Buffer>) => faultOf(() => buildEvidence(files, [witness], app));
const contradiction = (what: string) => ({ code: 'EVIDENCE_CONTRADICTS', what });
/** The plan alone, and what is added to it. */
const withPlan = (...added: readonly (readonly [path: string, file: Buffer])[]) =>
  new Map([...[...sampleFiles()].filter(([path]) => path === planPath), ...added]);

describe('bundles without journals', () => {
  const numbered = (change: Partial<BundlePayload> = {}): BundlePayload =>
    // The members of the header are of the same form in every kind, which the compiler does not follow through a spread.
    ({ ...payloadOf('exchange-key'), seq: 1, prev: null, plan: { sha256: planHash }, ...change }) as BundlePayload;
  const fileOf = (payload: BundlePayload): [path: string, file: Buffer] => [
    pathOf({ name: bundleFileName(payload) }),
    buildBundle(payload, signersOf(payload.type)),
  ];

  it('agree with their plan', () => {
    expect(() => buildEvidence(withPlan(fileOf(numbered())), [witness], app)).not.toThrow();
  });

  it.each<[string, Partial<BundlePayload>, string]>([
    ['ceremony', { ceremony: 'MHSM-DR-2026-10-14-02' }, 'ceremony'],
    ['practice', { practice: true }, 'practice'],
    ['plan', { plan: { sha256: '0'.repeat(64) } }, 'plan'],
    ['HSM', { hsm: { ...payloadOf('exchange-key').hsm, uri: 'https://other-hsm.managedhsm.azure.net' } }, 'HSM'],
    ['number', { seq: 2 }, 'number'],
    ['predecessor', { prev: '0'.repeat(64) }, 'predecessor'],
  ])('are refused where the %s is another', (_, change, what) => {
    const payload = numbered(change);
    expect(faultWith(withPlan(fileOf(payload)))).toMatchObject(contradiction(`${what} of ${bundleFileName(payload)}`));
  });

  it('are refused under another name', () => {
    const [, file] = fileOf(numbered());
    expect(faultWith(withPlan(['bundles/other.json', file]))).toMatchObject(contradiction('name of bundle 1'));
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

  it.each([
    ['ceremony', opened({ ceremony: 'MHSM-DR-2026-10-14-02' }), `ceremony of ${path}`],
    ['practice', opened({ practice: true }), `practice of ${path}`],
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
  ])('that tells of another %s is refused', (_, journal, what) => {
    expect(withOffline(journal)).toMatchObject(contradiction(what));
  });

  it('that tells of another blob is refused', () => {
    const honest = payloadOf('restore-blob');
    const restoreBlob = `${restoreBlobFor(exchange.x5tS256)} `;
    const samples = chained([
      payloadOf('exchange-key'),
      { ...honest, body: { ...honest.body, restoreBlob, blobSha256: textHash(restoreBlob) } },
      payloadOf('outcome'),
    ]);
    const files = withPlan(
      [path, journalOf(offlineRecovery, samples)],
      ...samples.map(({ name, file }): [string, Buffer] => [pathOf({ name }), file]),
    );
    expect(faultWith(files)).toMatchObject(contradiction(`blob of ${path}`));
  });

  const otherKey = exchangeReferenceOf(otherCertificate);
  /** A package whose blob came from elsewhere, which is the way round the order of a journal: that lets out none but its own. */
  const withForeignBlob = (key: typeof exchange) => {
    const honest = payloadOf('restore-blob');
    const restoreBlob = restoreBlobFor(key.x5tS256);
    const body = { restoreBlob, blobSha256: textHash(restoreBlob), x5tS256: b64u(key.x5tS256) };
    const samples = chained([payloadOf('exchange-key'), { ...honest, exchange: key, body }]);
    const verified = offlineRecovery.findIndex(({ kind }) => kind === 'exchange-key-verified');
    const carried = offlineRecovery.flatMap((event): JournalEvent[] =>
      event.kind === 'bundle-written'
        ? [{ ...event, kind: 'bundle-accepted', exchange: key.x5tS256, signers: [offline.keyId] }]
        : [],
    );
    const events = [...offlineRecovery.slice(0, verified + 1), ...carried];
    return withPlan(
      [path, journalOf(events, samples, body.blobSha256)],
      ...samples.map(({ name, file }): [string, Buffer] => [pathOf({ name }), file]),
    );
  };

  it('that tells of a blob for a key that it has not verified is refused', () => {
    expect(() => buildEvidence(withForeignBlob(exchange), [witness], app)).not.toThrow();
    expect(faultWith(withForeignBlob(otherKey))).toMatchObject(contradiction(`key of the blob of ${path}`));
  });

  it('may have verified another key before the one of its blob', () => {
    const [first, second] = [observed('operator-1', otherCertificate), observed('operator-2', otherCertificate)];
    const body = { first, second, decision: null, revocationLists: [] };
    const samples = chained([
      { ...payloadOf('exchange-key'), exchange: otherKey, body },
      payloadOf('exchange-key'),
      payloadOf('restore-blob'),
      payloadOf('outcome'),
    ]);
    const later = offlineRecovery.map((event) => ('seq' in event ? { ...event, seq: event.seq + 1 } : event));
    const accepted = offlineRecovery.findIndex(({ kind }) => kind === 'bundle-accepted');
    const before = offlineRecovery.slice(accepted, accepted + 2).map((event): JournalEvent => {
      if (event.kind === 'bundle-accepted') return { ...event, exchange: otherKey.x5tS256 };
      return event.kind === 'exchange-key-verified' ? { ...event, ...otherKey } : event;
    });
    const files = withPlan(
      [path, journalOf(later.toSpliced(accepted, 0, ...before), samples)],
      ...samples.map(({ name, file }): [string, Buffer] => [pathOf({ name }), file]),
    );
    expect(() => buildEvidence(files, [witness], app)).not.toThrow();
  });

  it('is read from the folder of journals alone, and from no other file there', () => {
    const files = sampleFiles()
      .set('documents/journal.jsonl', Buffer.from('not a journal'))
      .set('journals/damaged.txt', Buffer.from('not a journal'));
    expect(() => buildEvidence(files, [witness], app)).not.toThrow();
  });

  it.each(['offline', 'online'])('differs from no other where there is only that of the %s side', (side) => {
    const own = `journals/${side}.jsonl`;
    const files = new Map([...sampleFiles()].filter(([file]) => file === own || !file.startsWith('journals/')));
    const { restsOnPeople } = verifyEvidence(buildEvidence(files, [witness], app));
    expect(restsOnPeople.map(({ id }) => id)).not.toContain('journals-differ');
  });

  it('and a bundle that stands in none of them contradict each other', () => {
    const accepted = offlineRecovery.findIndex(({ kind }) => kind === 'bundle-accepted');
    const [first, second] = bundles.map((bundle): [string, Buffer] => [pathOf(bundle), bundle.file]);
    const files = withPlan([path, journalOf(offlineRecovery.slice(0, accepted + 1))], first!, second!);
    expect(faultWith(files)).toMatchObject(contradiction(`bundle ${bundles[1]!.name}`));
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
        onlineRecovery.map((event) => (event.kind === 'journal-opened' ? { ...event, keyId: operator2.keyId } : event)),
      ),
    );
    expect(faultWith(files)).toMatchObject(contradiction('machine of journals/online.jsonl'));
  });
});
