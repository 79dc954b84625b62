// A recovery under its journal: what is built is in it, and what the order forbids is not done.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import {
  testCustodians,
  testDomain,
  type TestIdentity,
  testIdentity,
  unattestedInput,
  writeIdentity,
} from '#e2e/support/custodians.ts';
import { faultOf, faultOfPromise } from '#e2e/support/faults.ts';
import type { EventKind, JournalEvent } from '#shared/journal/events.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { verifyJournal } from '#core/journal/chain.ts';
import { type AssessedExchangeKey, securityDomainLoaded } from '#core/journal/records.ts';
import { adopted, offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import type { CombinerProcess } from '#secrets/host/process-host.ts';
import { JournalFile } from '../journal/journal-file.ts';
import { RecoverySession } from './recovery-session.ts';

const host = custodyInThread();
const custodians = testCustodians(3);
const stranger = testIdentity('custodian-3');
const hsm = testIdentity('exchange');
const domain = testDomain(custodians, 2);
const people = ['Person administrator', 'Person witness'];

const certificateOf = ({ certificateDer }: TestIdentity): string => sha256(certificateDer).toString('hex');
const certificateSha256 = certificateOf(hsm);
const assessed: AssessedExchangeKey = {
  input: unattestedInput(hsm),
  verdict: verifyExchangeKey(unattestedInput(hsm)).evidence,
  event: {
    kind: 'exchange-key-verified',
    certificateSha256,
    spkiSha256: 'd'.repeat(64),
    hsmUri: adopted.targetUri,
    verdictSha256: 'c'.repeat(64),
    attested: true,
    exception: null,
  },
};

/** Everything before the first share, for this domain and this key. */
function beforeShares(planned: readonly TestIdentity[]): JournalEvent[] {
  const end = offlineRecovery.findIndex(({ kind }) => kind === 'share-accepted');
  return offlineRecovery.slice(0, end).map((event): JournalEvent => {
    if (event.kind === 'plan-adopted') {
      const custodianCertificates = planned.map(certificateOf);
      return { ...event, custodianCertificates, sdSha256: sha256(domain).toString('hex') };
    }
    if (event.kind === 'security-domain-loaded') return securityDomainLoaded(domain);
    if (event.kind === 'bundle-accepted') return { ...event, exchange: certificateSha256 };
    if (event.kind === 'exchange-key-verified') return assessed.event;
    return event.kind === 'read-back' ? { ...event, sha256: certificateSha256 } : event;
  });
}

let folder: string;
let journal: JournalFile;
let session: RecoverySession;
let kept: Buffer[];
const keep = (blob: Buffer): Promise<void> => {
  kept.push(blob);
  return Promise.resolve();
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-ceremony-'));
  kept = [];
});
afterEach(async () => {
  await session.end();
  await journal.close();
  rmSync(folder, { recursive: true });
});

/** Opens a session in a ceremony from which one kind of event may be missing. */
async function open({
  without,
  planned = custodians,
}: { without?: EventKind; planned?: readonly TestIdentity[] } = {}) {
  journal = await JournalFile.open(join(folder, 'journal.jsonl'), () => new Date().toISOString());
  for (const event of beforeShares(planned)) if (event.kind !== without) await journal.append(event);
  session = new RecoverySession(host, domain, { journal });
}
const give = (who: TestIdentity, name: string) =>
  session.addCustodian({ keyFile: writeIdentity(folder, name, who), passphrase: { from: 'nowhere' } });
const build = (key = assessed, keepIt = keep) => session.buildApproved(key, people, keepIt);
async function giveQuorum(): Promise<void> {
  for (const [i, who] of custodians.slice(0, 2).entries()) await give(who, `custodian-${i}`);
}

describe('a ceremony', () => {
  it('builds a blob, and its journal says whose shares it was built from and for which key', async () => {
    await open();
    await giveQuorum();
    expect(journal.state.shares).toEqual(custodians.slice(0, 2).map(certificateOf));
    const { blob } = await build();
    expect(parseRestoreBlob(blob).exchangeThumbprintS256).toBe(hsm.thumbprintS256);
    expect(kept).toEqual([blob]);
    expect(journal.state).toMatchObject({
      shares: [],
      blob: { phase: 'built', certificateSha256, blobSha256: sha256(blob).toString('hex') },
    });
  });

  it('builds for no exchange key that came after shares were given: custodians gave them for another', async () => {
    await open();
    await giveQuorum();
    const later = certificateOf(stranger);
    for (const event of beforeShares(custodians)) {
      if (event.kind === 'bundle-accepted' && event.type === 'exchange-key') {
        await journal.append({ ...event, seq: 2, exchange: later });
      }
    }
    await journal.append({ ...assessed.event, certificateSha256: later });
    await journal.append({
      kind: 'read-back',
      subject: 'exchange-key',
      sha256: later,
      by: people,
      attempt: 1,
      outcome: 'agreed',
    });
    const second = { ...assessed, event: { ...assessed.event, certificateSha256: later } };
    expect(await faultOfPromise(build(second))).toEqual({
      code: 'SHARES_FOR_OTHER_KEY',
      expected: hsm.thumbprintS256,
      found: stranger.thumbprintS256,
    });
    expect(journal.state.buildApproved).toBeUndefined();
    // Nor for the first: the journal names another now.
    expect(await faultOfPromise(build())).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
      event: 'blob-intended',
      rules: expect.arrayContaining(['built-for-the-verified-key']) as unknown,
    });
    expect([kept, journal.state.blob]).toEqual([[], { phase: 'none' }]);
  });

  it.each(['air-gap', 'read-back', 'exchange-key-verified'] as const)(
    'takes no share without %s, and opens no key',
    async (without) => {
      await open({ without });
      const turn = { keyFile: join(folder, 'there-is-no-such.key'), passphrase: { from: 'nowhere' as const } };
      expect(await faultOfPromise(session.addCustodian(turn))).toMatchObject({
        code: 'JOURNAL_OUT_OF_ORDER',
        event: 'share-accepted',
      });
    },
  );

  it('works on the security domain that was loaded, and on no other', async () => {
    await open();
    const securityDomain = testDomain(custodians, 2);
    expect(faultOf(() => new RecoverySession(host, securityDomain, { journal }))).toMatchObject({
      code: 'PLAN_MISMATCH',
      what: 'security domain',
    });
  });

  it('notes whose share was not opened and why, and nothing of the key', async () => {
    await open();
    const [first] = custodians;
    if (!first) throw new Error('there are custodians');
    const keyFile = join(folder, 'half.key');
    writeFileSync(keyFile, '-----BEGIN PRIVATE KEY-----\nMIIE');
    const turn = { keyFile, passphrase: { from: 'nowhere' as const } };
    expect((await faultOfPromise(session.addCustodian(turn, certificateOf(first)))).code).toBe('PEM_MALFORMED');
    expect((await faultOfPromise(session.addCustodian(turn))).code).toBe('PEM_MALFORMED');
    const { entries } = verifyJournal(readFileSync(join(folder, 'journal.jsonl')));
    expect(entries.slice(-2).map(({ event }) => event)).toEqual([
      { kind: 'share-refused', certificateSha256: certificateOf(first), fault: 'PEM_MALFORMED' },
      { kind: 'share-refused', certificateSha256: null, fault: 'PEM_MALFORMED' },
    ]);
    // It is no failed check: the next one comes without an exception.
    await give(first, 'first');
    expect(journal.state.shares).toEqual([certificateOf(first)]);
  });

  it('loses every share when one comes from somebody whom the plan does not name', async () => {
    const [first, second] = custodians;
    if (!first || !second) throw new Error('there are custodians');
    await open({ planned: [first, stranger] });
    await give(first, 'first');
    expect(await faultOfPromise(give(second, 'second'))).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
      rules: ['share-of-a-planned-custodian'],
    });
    expect(journal.state.shares).toEqual([]);
  });

  it('builds nothing without quorum and approval, and keeps nothing', async () => {
    await open();
    const [first] = custodians;
    if (!first) throw new Error('there are custodians');
    await give(first, 'first');
    expect(await faultOfPromise(build())).toMatchObject({ rules: ['approved-with-quorum'] });
    expect(kept).toEqual([]);
    expect(journal.state.blob).toEqual({ phase: 'none' });
  });

  it('says that the shares are gone when a blob could not be kept, and can begin again', async () => {
    await open();
    await giveQuorum();
    const full = (): Promise<void> => Promise.reject(new Error('the medium is full'));
    await expect(build(assessed, full)).rejects.toThrow('the medium is full');
    expect(journal.state).toMatchObject({ shares: [], blob: { phase: 'none' } });
    session = new RecoverySession(host, domain, { journal });
    await giveQuorum();
    await build();
    expect(journal.state.blob.phase).toBe('built');
  });

  it.each<[string, () => Promise<unknown>, EventKind[]]>([
    ['the quorum was there', () => session.proveQuorum(), ['quorum-reconstructed', 'shares-gone']],
    ['people stopped', () => session.end(), ['shares-gone']],
  ])('drops the shares before it writes that %s', async (_, act, kinds) => {
    const started = vi.spyOn(host, 'startCombiner');
    onTestFinished(() => void vi.restoreAllMocks());
    await open();
    const stop = vi.spyOn(started.mock.results[0]?.value as CombinerProcess, 'stop');
    await giveQuorum();
    const append = vi.spyOn(journal, 'append').mockResolvedValue(journal.state);
    await act();
    expect(append.mock.calls.map(([{ kind }]) => kind)).toEqual(kinds);
    const orderOf = ({ mock }: { mock: { invocationCallOrder: number[] } }) => mock.invocationCallOrder[0] ?? 0;
    expect(orderOf(stop)).toBeLessThan(orderOf(append));
  });

  it('does not build for a key that the journal does not name', async () => {
    await open();
    const other = { ...assessed, input: unattestedInput(testIdentity('other-exchange')) };
    await giveQuorum();
    expect(await faultOfPromise(build(other))).toMatchObject({ code: 'RESTORE_BLOB_FOR_OTHER_KEY' });
    expect(kept).toEqual([]);
  });
});
