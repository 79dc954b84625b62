// An emergency at the offline machine from files alone to a blob that its HSM opens, and all that must be refused.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { testCustodians, testDomain, type TestIdentity, testIdentity, writeIdentity } from '#e2e/support/custodians.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { digestsOf, pairs, realDomains, writeRealCustodians } from '#e2e/support/real-domains.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { readExchangeCertificate } from '#core/exchange-key/exchange-key-file.ts';
import { authorityOf, revocationList } from '#core/exchange-key/testdata/revocation-lists.ts';
import { emptyHead, nextLine, verifyJournal } from '#core/journal/chain.ts';
import { revocationListNoted } from '#core/journal/emergency.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { unfinishedEmergencies } from '../../journal/emergency-folder.ts';
import { newKey, practiceRootKey } from '#simulator/attestation-root.ts';
import { issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { RecoverySession } from '../recovery-session.ts';
import { buildBlob } from '../ceremony/blob.ts';
import { verifyEvidenceFolder } from '../../evidence/evidence-folder.ts';
import { type EmergencyKey, EmergencyRecovery } from './emergency.ts';
import { exportEmergency } from './records.ts';

const host = custodyInThread();
const custodians = testCustodians(3);
const domain = testDomain(custodians, 2);
const hsmHost = 'practice-hsm.managedhsm.practice.invalid';
const practiceKey = issueExchangeKey(hsmHost, new Date('2026-01-01T00:00:00Z'));
const practicePem = Buffer.from(encodePem('CERTIFICATE', practiceKey.certificateDer));
function pkcs8Pem(): Buffer {
  return Buffer.from(practiceKey.privateKey.export({ type: 'pkcs8', format: 'pem' }));
}
const people = ['Anna Beispiel', 'Bert Muster'];
const app = { version: '0.1.0', build: 'test' };

let root: string;
let emergency: EmergencyRecovery;
let shares: RecoverySession | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lifeboat-emergency-'));
});
afterEach(async () => {
  await shares?.end();
  shares = undefined;
  await emergency.close();
  rmSync(root, { recursive: true });
});

const options = (practice: boolean) => ({ root, practice, app, now: () => new Date() });
const closedGap = () => emergency.noteGap({ phase: 'closed' }, 'found');

async function begin({ practice = true, file = domain, address = hsmHost } = {}) {
  emergency = await EmergencyRecovery.begin(options(practice));
  await closedGap();
  await emergency.loadDomain(file);
  await emergency.typeTarget(address);
}
const give = (who: TestIdentity, at: number) =>
  shares!.addCustodian({ keyFile: writeIdentity(root, `custodian-${at}`, who), passphrase: { from: 'nowhere' } });
const sharesOf = (file = domain) => new RecoverySession(host, file, { journal: emergency.journal });
const build = ({ assessed }: EmergencyKey) => buildBlob(emergency, shares!, assessed!, people);
const kindsOf = (path: string) => verifyJournal(readFileSync(path)).entries.map(({ event }) => event.kind);

describe('an emergency', () => {
  it('checks the revocation lists that were brought with the key, here and in the process that encrypts', async () => {
    await begin();
    const root = { name: 'PRACTICE SGX Root CA', key: practiceRootKey() };
    const { serialNumberHex } = authorityOf(practiceKey.certificateDer);
    const revoked = revocationList(root, { revoked: [Buffer.from(serialNumberHex, 'hex')] });
    expect(await emergency.checkKey('key.pem', practicePem, { revocationLists: [revoked] })).toMatchObject({
      assessed: undefined,
      onlyUnattested: false,
      fault: { code: 'PCK_REVOKED', serialNumber: serialNumberHex },
    });
    const strangers = revocationList({ ...root, key: newKey() });
    expect(await emergency.checkKey('key.pem', practicePem, { revocationLists: [strangers] })).toMatchObject({
      fault: { code: 'PCK_REVOCATION_LIST_INVALID' },
    });
    expect(kindsOf(emergency.folder.journal).slice(-4)).toEqual([
      ...['note', 'exchange-key-refused', 'note', 'exchange-key-refused'],
    ]);
    const key = await emergency.checkKey('key.pem', practicePem, { revocationLists: [revocationList(root)] });
    expect(key.checks.find(({ id }) => id === 'pck-collateral')).toMatchObject({ outcome: 'note' });
    expect(key.assessed?.input.revocationLists).toHaveLength(1);
    shares = sharesOf();
    for (const at of [0, 2]) await give(custodians[at]!, at);
    await build(key);
  });

  it('builds a blob from a security domain, an exchange key and a quorum, and writes it to a stick', async () => {
    await begin();
    const key = await emergency.checkKey('exchange-key.pem', practicePem);
    expect(key).toMatchObject({ fault: undefined, onlyUnattested: false });
    shares = sharesOf();
    for (const at of [0, 2]) await give(custodians[at]!, at);
    const built = await build(key);
    const stick = mkdtempSync(join(root, 'stick-'));
    const name = await emergency.writeBlob(stick, 'OUT');
    const blob = readFileSync(join(stick, name));
    expect(name).toBe(`PRACTICE-restore-blob-practice-hsm-${built.sha256.slice(0, 8)}.json`);
    const opened = openRestoreBlob(
      parseRestoreBlob(blob),
      practiceKey.privateKey,
      sha256(practiceKey.certificateDer).toString('base64url'),
    );
    expect(opened).toHaveLength(3);
    await emergency.finish(people);
    expect(kindsOf(emergency.folder.journal)).toEqual([
      'emergency-opened',
      'air-gap',
      'security-domain-loaded',
      'target-typed',
      'exchange-key-verified',
      'share-accepted',
      'share-accepted',
      'build-approved',
      'blob-intended',
      'blob-built',
      'file-written',
      'journal-closed',
    ]);
    // Nothing is written over.
    expect(await faultOfPromise(emergency.writeBlob(stick, 'OUT'))).toMatchObject({ code: 'FILE_EXISTS' });
    expect(unfinishedEmergencies(root)).toEqual([]);
  });

  it('builds for no exchange key that came after shares were given: custodians gave them for another', async () => {
    await begin();
    const first = await emergency.checkKey('exchange-key.pem', practicePem);
    shares = sharesOf();
    for (const at of [0, 2]) await give(custodians[at]!, at);
    const later = issueExchangeKey(hsmHost, new Date('2026-01-01T00:00:00Z')).certificateDer;
    const second = await emergency.checkKey('later.der', later);
    expect(second).toMatchObject({ fault: undefined });
    expect(await faultOfPromise(build(second))).toEqual({
      code: 'SHARES_FOR_OTHER_KEY',
      expected: sha256(practiceKey.certificateDer).toString('base64url'),
      found: sha256(later).toString('base64url'),
    });
    // Nor for the first: the journal names another now.
    expect(await faultOfPromise(build(first))).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER', event: 'blob-intended' });
    expect(kindsOf(emergency.folder.journal)).not.toContain('blob-built');
  });

  it('refuses an attested key of another HSM, notes it, and takes the right one afterwards', async () => {
    await begin();
    const strangers = issueExchangeKey('practice-stranger.managedhsm.practice.invalid', new Date());
    const refused = await emergency.checkKey('exchange-key.der', strangers.certificateDer);
    expect(refused).toMatchObject({
      assessed: undefined,
      fault: { code: 'EXCHANGE_NAME_OTHER' },
      onlyUnattested: false,
    });
    shares = sharesOf();
    expect(await faultOfPromise(give(custodians[0]!, 0))).toMatchObject({ rules: ['share-after-accepted-key'] });
    // Two people do not get an attacker's own genuine HSM past its name.
    const answered = await emergency.checkKey('exchange-key.der', strangers.certificateDer, {
      unattested: {
        approvers: people,
        reason: 'it will be all right',
        fingerprint: sha256(strangers.certificateDer).toString('hex'),
      },
    });
    expect(answered).toMatchObject({ assessed: undefined, fault: { code: 'EXCHANGE_KEY_EXCEPTION_NEEDLESS' } });
    expect(kindsOf(emergency.folder.journal).filter((kind) => kind === 'exchange-key-refused')).toHaveLength(2);
    expect(readdirSync(join(emergency.folder.path, 'exchange-keys'))).toHaveLength(1);
    const key = await emergency.checkKey('exchange-key.pem', practicePem);
    expect(key.assessed).toBeDefined();
  });

  it.each([
    ['in PEM', pkcs8Pem()],
    ['beside its certificate', Buffer.concat([practicePem, pkcs8Pem()])],
    ['in DER', practiceKey.privateKey.export({ type: 'pkcs8', format: 'der' })],
  ])('keeps no private key that was offered as exchange key, %s: it would leave with the evidence', async (_, file) => {
    await begin();
    const before = kindsOf(emergency.folder.journal);
    expect(await faultOfPromise(emergency.checkKey('key.pem', file))).toEqual({
      code: 'FILE_OF_OTHER_KIND',
      wanted: 'exchange-key',
      found: 'private-key',
    });
    expect(readdirSync(join(emergency.folder.path, 'exchange-keys'))).toEqual([]);
    expect(kindsOf(emergency.folder.journal)).toEqual(before);
  });

  it('takes a key without attestation by two people, the typed fingerprint and a reason alone', async () => {
    await begin({ practice: false, address: 'recovered-hsm.managedhsm.azure.net' });
    const own = testIdentity('exchange');
    const fingerprint = sha256(own.certificateDer).toString('hex');
    const assess = (more: Partial<{ approvers: readonly string[]; reason: string; fingerprint: string }> = {}) =>
      emergency.checkKey('key.der', own.certificateDer, {
        unattested: { ...{ approvers: people, reason: 'built in 2020', fingerprint }, ...more },
      });
    const absent = await emergency.checkKey('key.der', own.certificateDer);
    expect(absent).toMatchObject({ fault: { code: 'ATTESTATION_ABSENT' }, onlyUnattested: true, assessed: undefined });
    for (const [more, code] of [
      [{ approvers: ['Anna Beispiel'] }, 'EXCEPTION_APPROVERS_MISSING'],
      [{ approvers: ['Anna Beispiel', 'anna beispiel'] }, 'EXCEPTION_APPROVERS_SAME'],
      [{ reason: '' }, 'EXCEPTION_REASON_MISSING'],
      [{ fingerprint: fingerprint.slice(0, 16) }, 'EXCEPTION_FINGERPRINT_INVALID'],
      [{ fingerprint: 'f'.repeat(64) }, 'EXCEPTION_FINGERPRINT_OTHER'],
    ] as const) {
      expect(await assess(more)).toMatchObject({ assessed: undefined, fault: { code }, onlyUnattested: true });
    }
    const typed = fingerprint.toUpperCase().replace(/(.{4})/g, '$1 ');
    const { assessed } = await assess({ fingerprint: typed });
    expect(assessed?.event).toMatchObject({ attested: false, exception: { approvers: people } });
  });

  it('keeps practice and production apart', async () => {
    await begin({ practice: false, address: 'practice-hsm.managedhsm.azure.net' });
    const inProduction = await emergency.checkKey('exchange-key.pem', practicePem);
    expect(inProduction).toMatchObject({
      assessed: undefined,
      fault: { code: 'PCK_ROOT_PRACTICE' },
      onlyUnattested: false,
    });
    expect(await faultOfPromise(emergency.typeTarget(hsmHost))).toEqual({ code: 'HSM_HOST_PRACTICE', host: hsmHost });
    await emergency.close();
    await begin();
    const real = 'recovered-hsm.managedhsm.azure.net';
    expect(await faultOfPromise(emergency.typeTarget(real))).toEqual({ code: 'HSM_HOST_NOT_PRACTICE', host: real });
  });

  it('gives no custodian a turn while the gap is open, and loses the shares with it', async () => {
    await begin();
    await emergency.checkKey('exchange-key.pem', practicePem);
    shares = sharesOf();
    await give(custodians[0]!, 0);
    await emergency.noteGap({ phase: 'open', waysOut: [{ kind: 'interface', name: 'eth0' }] }, 'changed');
    expect(emergency.state.shares).toEqual([]);
    expect(await faultOfPromise(give(custodians[1]!, 1))).toMatchObject({
      code: 'JOURNAL_OUT_OF_ORDER',
      rules: ['share-behind-the-gap'],
    });
  });

  it('lets nobody but the custodians of the security domain give, and nobody twice', async () => {
    await begin();
    const key = await emergency.checkKey('exchange-key.pem', practicePem);
    shares = sharesOf();
    expect(await faultOfPromise(give(testIdentity('stranger'), 7))).toMatchObject({ code: 'KEY_OPENS_NO_SHARE' });
    await give(custodians[0]!, 0);
    expect(await faultOfPromise(give(custodians[0]!, 0))).toMatchObject({ code: 'CUSTODIAN_ALREADY_GIVEN' });
    // Two of three are the quorum; one is not.
    expect(await faultOfPromise(build(key))).toMatchObject({
      rules: ['approved-with-quorum'],
    });
  });

  it('goes on after a power cut, without the shares and without a key that was only in memory', async () => {
    await begin();
    await emergency.checkKey('exchange-key.pem', practicePem);
    shares = sharesOf();
    await give(custodians[0]!, 0);
    const cutOff = emergency;
    cutOff.letGo();
    // Its processes end; that they did, the journal of a machine without power cannot say.
    expect(await faultOfPromise(shares.end('power-lost'))).toMatchObject({ code: 'JOURNAL_IN_USE' });
    shares = undefined;
    const [unfinished] = unfinishedEmergencies(root);
    emergency = await EmergencyRecovery.resume(unfinished!.folder, app, () => new Date());
    expect(emergency.state).toMatchObject({ shares: [], target: { name: 'practice-hsm' } });
    expect(kindsOf(emergency.folder.journal).at(-1)).toBe('shares-gone');
    // A machine without power has no open file; this process has.
    await cutOff.close();
  });

  it.each([
    ['another security domain comes', () => emergency.loadDomain(domain), 'security-domain-loaded'],
    ['it ends', () => emergency.finish(people), 'journal-closed'],
  ] as const)('has written that its shares are gone before %s', async (_, act, kind) => {
    await begin();
    await emergency.checkKey('exchange-key.pem', practicePem);
    shares = sharesOf();
    await give(custodians[0]!, 0);
    await act();
    expect(kindsOf(emergency.folder.journal).slice(-2)).toEqual(['shares-gone', kind]);
  });

  it('goes on with no journal of another kind', async () => {
    await begin();
    await emergency.close();
    const [folder] = unfinishedEmergencies(root);
    writeFileSync(folder!.folder.journal, '');
    const resumed = EmergencyRecovery.resume(folder!.folder, app, () => new Date());
    expect(await faultOfPromise(resumed)).toEqual({ code: 'JOURNAL_NOT_EMERGENCY' });
    emergency = await EmergencyRecovery.begin(options(true));
  });
});

describe('the evidence of an emergency', () => {
  /** A finished emergency, written to a stick. @returns the folder */
  async function exported(revocationLists: readonly Buffer[] = []): Promise<string> {
    await begin();
    const strangers = issueExchangeKey('attackers-hsm.managedhsm.practice.invalid', new Date('2026-01-01T00:00:00Z'));
    await emergency.checkKey('exchange-key.der', strangers.certificateDer);
    const key = await emergency.checkKey('exchange-key.pem', practicePem, { revocationLists });
    shares = sharesOf();
    for (const at of [0, 2]) await give(custodians[at]!, at);
    await build(key);
    await emergency.finish(people);
    const stick = mkdtempSync(join(root, 'stick-'));
    await exportEmergency(emergency, { path: stick, name: 'OUT' });
    return join(stick, `evidence-${emergency.id}`);
  }
  const nameIn = (folder: string, wanted: RegExp): string =>
    join(folder, namesIn(folder).find((name) => wanted.test(name)) ?? '');
  const namesIn = (folder: string): string[] =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => relative(folder, join(each.parentPath, each.name)));
  /** The list written again, as by somebody who alters the files: nobody signed it. */
  function listAnew(folder: string): void {
    const names = namesIn(folder).filter((name) => name !== 'SHA256SUMS');
    const lines = names.map((name) => `${sha256(readFileSync(join(folder, name))).toString('hex')}  ${name}\n`);
    writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
  }
  const codeOf = async (folder: string, paper = {}) => (await faultOfPromise(verifyEvidenceFolder(folder, paper))).code;

  it('is checked again: list, journal and exchange key; and says first that there was no plan', async () => {
    const folder = await exported();
    const report = await verifyEvidenceFolder(folder, {});
    expect(report).toMatchObject({ ceremony: emergency.id, practice: true, planSha256: null, signers: [] });
    const proven = report.proven.map(({ id }) => id);
    expect(proven).toEqual([
      ...['files-whole', 'no-secrets', 'journal-whole', 'order-kept', 'exchange-key-judged-anew'],
      ...['blob-for-the-verified-key', 'files-as-named'],
    ]);
    const onPeople = ['no-plan', 'journal-head-not-compared', 'journal-missing', 'own-word', 'revocation-lists'];
    expect(report.restsOnPeople.map(({ id }) => id)).toEqual(onPeople);
    const { sha256: offline } = emergency.head;
    const onPaper = await verifyEvidenceFolder(folder, { journalHeads: { offline } });
    expect(onPaper.proven.map(({ id }) => id)).toContain('journal-as-on-paper');
    expect(onPaper.restsOnPeople.map(({ id }) => id)).toEqual([
      'no-plan',
      'journal-missing',
      'own-word',
      'revocation-lists',
    ]);
    // A plan that somebody has on paper is of another ceremony.
    expect(await codeOf(folder, { planSha256: 'a'.repeat(64) })).toBe('EVIDENCE_PLAN_MISSING');
    expect(await codeOf(folder, { journalHeads: { 'operator-1': offline } })).toBe('EVIDENCE_JOURNAL_MISSING');
  });

  it('keeps the revocation lists, with which the key is checked again', async () => {
    const list = revocationList({ name: 'PRACTICE SGX Root CA', key: practiceRootKey() });
    const { serialNumberHex } = authorityOf(practiceKey.certificateDer);
    const folder = await exported([list]);
    const { restsOnPeople, proven } = await verifyEvidenceFolder(folder, {});
    expect(restsOnPeople).toContainEqual({
      ...{ id: 'revocation-lists', value: expect.stringMatching(/^CRL 1\/2, /u) as unknown },
    });
    const name = nameIn(folder, /[.]crl$/u);
    expect(proven.find(({ id }) => id === 'files-as-named')?.value).toContain('.crl');
    // A list that revokes the key would have kept it from the blob, and is heard afterwards, too.
    const root = { name: 'PRACTICE SGX Root CA', key: practiceRootKey() };
    const revoking = revocationList(root, { revoked: [Buffer.from(serialNumberHex, 'hex')] });
    const journal = nameIn(folder, /[.]jsonl$/u);
    writeFileSync(name, revoking);
    listAnew(folder);
    expect(await codeOf(folder)).toBe('EVIDENCE_CONTRADICTS');
    let head = emptyHead;
    const lines = verifyJournal(readFileSync(journal)).entries.map(({ at, event }) => {
      const next = nextLine(head, at, event.kind === 'note' ? revocationListNoted(revoking) : event);
      ({ head } = next);
      return next.line;
    });
    writeFileSync(journal, Buffer.concat(lines));
    listAnew(folder);
    expect(await codeOf(folder)).toBe('PCK_REVOKED');
  });

  it('is refused where the list does not fit, and where it was made to fit again the rest tells', async () => {
    const folder = await exported();
    const [journal, verdict] = [nameIn(folder, /[.]jsonl$/u), nameIn(folder, /^verdicts/u)];
    const own = namesIn(folder).find((name) => readFileSync(join(folder, name)).equals(practicePem));
    const before = new Map(namesIn(folder).map((name) => [name, readFileSync(join(folder, name))]));
    const reset = (): void => {
      for (const name of namesIn(folder)) rmSync(join(folder, name));
      for (const [name, bytes] of before) writeFileSync(join(folder, name), bytes);
    };
    const lines = (): string[] => readFileSync(journal, 'utf8').trimEnd().split('\n');
    const rows: readonly [string, () => void, object?][] = [
      ['EVIDENCE_FILE_ALTERED', () => writeFileSync(verdict, '{}')],
      ['EVIDENCE_FILE_MISSING', () => rmSync(verdict)],
      ['EVIDENCE_FILE_UNLISTED', () => writeFileSync(join(folder, 'certificates', 'more.txt'), 'more')],
      ['EVIDENCE_MANIFEST_FORM', () => writeFileSync(join(folder, 'SHA256SUMS'), 'x\n')],
      ['EVIDENCE_MANIFEST_FORM', () => writeFileSync(join(folder, 'SHA256SUMS'), '')],
      [
        'EVIDENCE_JOURNAL_MISSING',
        () => {
          rmSync(journal);
          listAnew(folder);
        },
      ],
      [
        'EVIDENCE_JOURNAL_TWICE',
        () => {
          writeFileSync(join(folder, 'journals', 'z.jsonl'), readFileSync(journal));
          listAnew(folder);
        },
      ],
      [
        'JOURNAL_CHAIN_BROKEN',
        () => {
          const at = lines().findIndex((line) => line.includes('target-typed'));
          const other = (lines()[at] ?? '').replaceAll('practice-hsm', 'another-hsm');
          writeFileSync(journal, `${lines().with(at, other).join('\n')}\n`);
          listAnew(folder);
        },
      ],
      [
        'EVIDENCE_CONTRADICTS',
        () => {
          rmSync(join(folder, own ?? ''));
          listAnew(folder);
        },
      ],
      [
        'EVIDENCE_CONTRADICTS',
        () => {
          writeFileSync(journal, `${lines().slice(0, -1).join('\n')}\n`);
          listAnew(folder);
        },
        { journalHeads: { offline: emergency.head.sha256 } },
      ],
    ];
    for (const [code, change, paper] of rows) {
      reset();
      change();
      expect([code, await codeOf(folder, paper)]).toEqual([code, code]);
    }
    // What was left out, or put in, is named.
    reset();
    rmSync(verdict);
    writeFileSync(join(folder, 'certificates', 'photo.jpg'), 'a photo');
    listAnew(folder);
    const ids = (await verifyEvidenceFolder(folder, {})).restsOnPeople.map(({ id }) => id);
    expect(ids).toEqual([
      ...['no-plan', 'journal-head-not-compared', 'journal-missing', 'own-word', 'revocation-lists'],
      ...['file-not-named', 'named-file-missing'],
    ]);
  });
});

describe.skipIf(realDomains.length === 0)('an emergency with security domains of real HSMs', () => {
  const own = testIdentity('exchange');

  it.each(realDomains.map((each) => [each.day, each] as const))(
    'builds for the genuine exchange key by its real host name, or by two people: %s',
    async (day, { securityDomain, exchangeAnswer, exchangePem }) => {
      const keys = writeRealCustodians(root);
      const certificate = readExchangeCertificate(exchangePem);
      const attested = day !== '2020-09-14';
      const [name = ''] = certificate.commonNames;
      await begin({
        practice: false,
        file: securityDomain,
        address: attested ? name : 'recovered-hsm.managedhsm.azure.net',
      });
      const unattested = {
        ...{ approvers: people, reason: 'a build without attestation' },
        fingerprint: certificate.sha256Hex,
      };
      const key = await emergency.checkKey('exchange-key.json', exchangeAnswer, attested ? {} : { unattested });
      expect(key.fault).toBeUndefined();
      shares = sharesOf(securityDomain);
      for (const at of [0, 1]) await shares.addCustodian({ keyFile: keys[at]!, passphrase: { from: 'nowhere' } });
      const built = await build(key);
      expect(built).toMatchObject({ phase: 'built', wrappedFor: certificate.thumbprintS256 });
    },
  );

  it.each(realDomains.map((each) => [each.day, each] as const))(
    'builds for a key of our own by two people, which opens it to what is in there: %s',
    async (_, { securityDomain, plaintext }) => {
      const keys = writeRealCustodians(root);
      await begin({ practice: false, file: securityDomain, address: 'recovered-hsm.managedhsm.azure.net' });
      const key = await emergency.checkKey('own.der', own.certificateDer, {
        unattested: {
          ...{ approvers: people, reason: 'a test without an HSM' },
          fingerprint: sha256(own.certificateDer).toString('hex'),
        },
      });
      const [first, second] = pairs[1];
      shares = sharesOf(securityDomain);
      for (const at of [first, second])
        await shares.addCustodian({ keyFile: keys[at]!, passphrase: { from: 'nowhere' } });
      await build(key);
      const stick = mkdtempSync(join(root, 'stick-'));
      const blob = readFileSync(join(stick, await emergency.writeBlob(stick, 'OUT')));
      expect(digestsOf(openRestoreBlob(parseRestoreBlob(blob), own.privateKey, own.thumbprintS256))).toEqual(plaintext);
    },
  );
});
