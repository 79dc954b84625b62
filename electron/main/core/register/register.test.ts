// The register as a file, begun from a plan, matched with a plan, and brought up to date from a journal.
import { testIdentity } from '#e2e/support/custodians.ts';
import type { RegisterCopy } from '#shared/register/register.ts';
import { withCopy } from '#shared/register/edits.ts';
import { blank } from '#shared/plan/template.ts';
import { attesting, statement, testAuthority } from '../custodian-key/testdata/attestations.ts';
import { encodeTokenFile, parseTokenFile } from '../custodian-key/token-file.ts';
import { sha256 } from '../encoding/bytes.ts';
import { fillCertificateOfRegister, registerDraftProblems, registerWithTokens } from './register-draft.ts';
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { scriptPlanOf } from '#shared/ceremony/plan-view.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { withProofs } from '#shared/register/proofs.ts';
import { registerOf } from '#shared/register/testdata/registers.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { journalOpened } from '../plan/facts.ts';
import { journalOfEvents } from '../journal/testdata/journal-lines.ts';
import { activated } from '../journal/testdata/order-vectors.ts';
import { adopted, certificates, sheet } from '../journal/testdata/recovery.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { ceremony, offline, textHash } from '../transfer/testdata/samples.ts';
import { assertRegisterFits } from './fits.ts';
import { registerOfPlan } from './from-plan.ts';
import { enterProofs } from './enter-proofs.ts';
import { journalProofs } from './journal-proofs.ts';
import { encodeRegister, maxRegisterBytes, parseRegister } from './register-file.ts';

const register = registerOfPlan(recoveryPlan);
const planView: ScriptPlan = scriptPlanOf(recoveryPlan, {
  planSha256: '',
  isApproved: true,
  side: 'offline',
  drillLevels: [],
});
const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value), 'utf8');

describe('the file', () => {
  it('is read as it was written', () => {
    expect(parseRegister(encodeRegister(registerOf(10, 5)))).toEqual(registerOf(10, 5));
  });

  it('reports everything that is wrong with its form, by path', () => {
    const { sites, ...rest } = registerOf(3, 2);
    expect(sites).toHaveLength(6);
    expect(faultOf(() => parseRegister(bytesOf({ ...rest, v: 1, required: 1, more: true })))).toEqual({
      code: 'REGISTER_INVALID',
      problems: [
        { path: 'v', rule: 'not-allowed' },
        { path: 'required', rule: 'too-small' },
        { path: 'sites', rule: 'missing' },
        { path: 'more', rule: 'unknown-member' },
      ],
    });
  });

  it('reports what its rules find', () => {
    expect(faultOf(() => parseRegister(bytesOf(registerOf(3, 4))))).toEqual({
      code: 'REGISTER_INVALID',
      problems: [{ path: 'required', rule: 'quorum-above-custodians', required: 4, custodians: 3 }],
    });
  });

  it('is no other JSON, and no larger than it may be', () => {
    expect(faultCode(() => parseRegister(Buffer.from('{"v":2,"v":2}')))).toBe('JSON_DUPLICATE_MEMBER');
    expect(faultCode(() => parseRegister(Buffer.alloc(maxRegisterBytes + 1, ' ')))).toBe('JSON_TOO_LARGE');
  });
});

describe('a token in a register', () => {
  const { privateKey, certificateDer } = testIdentity('custodian-0');
  const own = sha256(certificateDer).toString('hex');
  const attestation = { statement: statement(privateKey), attesting: attesting() };
  const token = {
    serial: '13952502',
    model: 'YubiKey YK5',
    manufacturer: null,
    firmware: '5.43',
    label: null,
    keyId: '03',
  };
  const file = encodeTokenFile(token, { certificateDer, attestation });
  const { serial, ...told } = token;
  const planned = {
    ...register,
    custodians: register.custodians.map((each, at) => (at === 1 ? { ...each, certificateSha256: own } : each)),
  };
  const filled = registerWithTokens(planned, [file]);
  const kept = filled.custodians[1]?.copies[0].token?.attestation;
  const withSecond = (change: Partial<RegisterCopy>) =>
    encodeRegister(withCopy(filled, filled.custodians[1]?.id ?? '', 0, change));

  it('is the one that its description says, in the place of two sticks', () => {
    const [copy, ...more] = filled.custodians[1]?.copies ?? [];
    expect([copy, more]).toEqual([
      { ...planned.custodians[1]?.copies[0], serial, token: { ...told, attestation: expect.anything() as object } },
      [],
    ]);
    const plain = encodeTokenFile(token, { certificateDer, attestation: null });
    expect(registerWithTokens(planned, [plain]).custodians[1]?.copies[0].token).toEqual(told);
    // In the form people choose it in the place of a certificate.
    const draft = { ...planned, custodians: planned.custodians.map((each) => ({ ...each, certificateSha256: blank })) };
    const code = planned.custodians[1]?.id ?? '';
    expect(fillCertificateOfRegister(draft, code, file).custodians[1]).toEqual(filled.custodians[1]);
  });

  it('comes from the plan, as the only copy', () => {
    const custodians = recoveryPlan.custodians.map((each, at) => (at === 1 ? { ...each, token } : each));
    const { copies } = registerOfPlan({ ...recoveryPlan, custodians }).custodians[1]!;
    expect(copies).toEqual([{ ...register.custodians[1]?.copies[0], serial, token: told }]);
  });

  it('is of a custodian, and of its own form', () => {
    const unknown = { code: 'REGISTER_TOKEN_UNKNOWN', certificateSha256: own };
    expect(faultOf(() => registerWithTokens(register, [file]))).toEqual(unknown);
    const code = planned.custodians[0]?.id ?? '';
    expect(faultOf(() => fillCertificateOfRegister(planned, code, file))).toMatchObject({ code: 'DRAFT_DIFFERS' });
    expect(parseTokenFile(file)).toMatchObject({ ...token, certificate: certificateDer.toString('base64') });
    expect(faultOf(() => parseTokenFile(Buffer.from('{"v":2}')))).toMatchObject({
      code: 'TOKEN_FILE_FORM',
      problems: expect.arrayContaining([{ path: 'v', rule: 'VALUE' }]) as object,
    });
  });

  it('is read with its attestation verified again', () => {
    expect(parseRegister(encodeRegister(filled), [testAuthority])).toEqual(filled);
    const path = 'custodians[1].copies[0].token.attestation';
    const wrong = { code: 'REGISTER_INVALID', problems: [{ path, rule: 'attestation-wrong' }] };
    // Signed by nobody at Yubico; of another token; of another certificate; of another key; altered.
    expect(faultOf(() => parseRegister(encodeRegister(filled)))).toEqual(wrong);
    const other = testIdentity('custodian-1');
    const changes: readonly Partial<RegisterCopy>[] = [
      { serial: '10550341' },
      { token: { ...told, attestation: { ...kept!, certificate: other.certificateDer.toString('base64') } } },
      { token: { ...told, attestation: { ...kept!, statement: statement(other.privateKey).toString('base64') } } },
      { token: { ...told, attestation: { ...kept!, statement: 'AAAA' } } },
    ];
    for (const change of changes) {
      expect(faultOf(() => parseRegister(withSecond(change), [testAuthority]))).toEqual(wrong);
    }
    expect(registerDraftProblems(filled)).toContainEqual({ path, rule: 'attestation-wrong' });
  });
});

describe('a register from a plan', () => {
  it('has everybody and every certificate, is a register, and fits its plan', () => {
    expect(parseRegister(encodeRegister(register))).toEqual(register);
    expect(register.custodians.map(({ certificateSha256 }) => certificateSha256)).toEqual(certificates);
    expect(() => assertRegisterFits(register, planView)).not.toThrow();
  });

  it('groups custodians by the sites of the plan', () => {
    const custodians = recoveryPlan.custodians.map((each, at) => ({ ...each, site: at < 2 ? 'Bern' : null }));
    const made = registerOfPlan({ ...recoveryPlan, custodians });
    expect(made.sites.map(({ name }) => name)).toEqual(['Bern', 'FILL IN']);
    expect(made.custodians.map(({ copies }) => copies[0].site)).toEqual(['site-1', 'site-1', 'site-unknown']);
  });

  it('of an activation is of the HSM to come, whose security domain nobody knows yet', () => {
    const made = registerOfPlan({ ...recoveryPlan, source: null, securityDomain: null });
    expect(made.hsm).toEqual({ name: recoveryPlan.target.name, uri: recoveryPlan.target.uri });
    expect(made.securityDomainSha256).toBeNull();
  });

  it('is refused while a custodian has no certificate', () => {
    const custodians = recoveryPlan.custodians.map((each, at) =>
      at === 1 ? { ...each, certificateSha256: null } : each,
    );
    expect(faultOf(() => registerOfPlan({ ...recoveryPlan, custodians }))).toEqual({
      code: 'REGISTER_NEEDS_CERTIFICATES',
      custodians: ['C2'],
    });
  });
});

describe('a register of another custody', () => {
  it.each([
    ['practice', { ...register, practice: true }],
    ['HSM', { ...register, hsm: { name: 'other', uri: 'https://other.managedhsm.azure.net' } }],
    ['security domain', { ...register, securityDomainSha256: textHash('other') }],
    ['quorum', { ...register, required: 3 }],
    ['custodians', { ...register, custodians: register.custodians.slice(1) }],
    [
      'custodians',
      {
        ...register,
        custodians: register.custodians.map((each) => ({ ...each, certificateSha256: textHash(`other ${each.id}`) })),
      },
    ],
  ])('is refused for its %s', (what, other) => {
    expect(faultOf(() => assertRegisterFits(other, planView))).toMatchObject({ code: 'REGISTER_DIFFERS', what });
  });

  it('is compared with the HSM to come where the plan names no lost one', () => {
    const { source, ...young } = planView;
    expect(source).toBeDefined();
    const other = { ...register, hsm: { name: 'other', uri: 'https://other.managedhsm.azure.net' } };
    expect(faultOf(() => assertRegisterFits(other, young))).toEqual({
      code: 'REGISTER_DIFFERS',
      what: 'HSM',
      expected: other.hsm.uri,
      found: planView.target.uri,
    });
  });

  it('is not refused for what one of the two does not know yet', () => {
    const young: ScriptPlan = {
      ...planView,
      custodians: planView.custodians.map(({ code, name }) => ({ code, name })),
    };
    expect(() => assertRegisterFits({ ...register, securityDomainSha256: null }, young)).not.toThrow();
  });
});

describe('the proofs of a journal', () => {
  const opened = journalOpened({ ceremony, practice: false }, offline, { version: '0.1.0', build: 'test' });
  const journal = (...events: readonly JournalEvent[]): Buffer =>
    journalOfEvents([opened, ...events], () => '2026-10-13T23:30:00.000Z');
  const proven = (at: number, copy: 1 | 2): JournalEvent => ({
    kind: 'custodian-proven',
    certificateSha256: certificates[at] ?? '',
    copy,
  });

  const activation = activated.slice(1);

  it('are those of the copies of the register, on the day of the clock on the wall', () => {
    // The machine is an hour behind the wall, across midnight.
    const wall: JournalEvent = {
      kind: 'wall-clock',
      readBy: 'Person witness',
      wall: '2026-10-14T00:30:00Z',
      offsetMinutes: 0,
    };
    const proofs = journalProofs(register, journal(...activation, proven(0, 1), wall, proven(0, 2), proven(2, 2)));
    const common = { how: 'activation', ceremony };
    expect(proofs).toEqual([
      { ...common, certificateSha256: certificates[0], copy: 1, on: '2026-10-13' },
      { ...common, certificateSha256: certificates[0], copy: 2, on: '2026-10-14' },
      { ...common, certificateSha256: certificates[2], copy: 2, on: '2026-10-14' },
    ]);
    expect(
      withProofs(register, proofs).custodians.map(({ copies }) => copies.map(({ proof }) => proof?.on ?? null)),
    ).toEqual([
      ['2026-10-13', '2026-10-14'],
      [null, null],
      [null, '2026-10-14'],
    ]);
  });

  it('are refused where there are none of these keys', () => {
    // In a recovery nobody asks which of the two copies it was.
    for (const begun of [journal(), journal(adopted), journal(adopted, proven(0, 1))]) {
      expect(faultOf(() => journalProofs(register, begun))).toEqual({ code: 'REGISTER_NO_PROOF', ceremony });
    }
    const strangers = { ...register, custodians: register.custodians.slice(1) };
    expect(faultOf(() => journalProofs(strangers, journal(...activation, proven(0, 1))))).toEqual({
      code: 'REGISTER_NO_PROOF',
      ceremony,
    });
  });

  it('are those of a register that does not know its security domain yet', () => {
    const young = { ...register, securityDomainSha256: null };
    expect(journalProofs(young, journal(...activation, proven(0, 1)))).toHaveLength(1);
  });

  it('are refused of a ceremony that was given up, whatever it proved before', () => {
    const by = ['Person administrator', 'Person witness'];
    const over: readonly JournalEvent[] = [
      { kind: 'exception', number: 1, check: null, ...sheet, decidedBy: by },
      { kind: 'given-up', by, exception: 1, reason: 'A copy cannot be read' },
    ];
    const certificateSha256 = certificates[0] ?? '';
    const sdSha256 = register.securityDomainSha256 ?? '';
    const bundle = {
      ...{ kind: 'bundle-accepted' as const, seq: 1, exchange: null, signers: [textHash('signer')] },
      ...{ payloadSha256: textHash('payload'), fileSha256: textHash('file') },
      journal: { events: 1, head: textHash('end') },
    };
    const activation: readonly JournalEvent[] = [
      { ...adopted, ceremonyKind: 'activation', sdSha256: null },
      { kind: 'air-gap', closed: true, detail: 'no way out was found' },
      { kind: 'custodian-key-made', custodian: 'C1', certificateSha256, bits: 3072 },
      { ...bundle, type: 'security-domain', content: sdSha256 },
      { kind: 'security-domain-loaded', sha256: sdSha256, required: 2, custodians: 3 },
      { kind: 'read-back', subject: 'security-domain', sha256: sdSha256, attempt: 1, outcome: 'agreed', by },
      proven(0, 1),
    ];
    expect(journalProofs(register, journal(...activation))).toHaveLength(1);
    expect(faultOf(() => journalProofs(register, journal(...activation, ...over)))).toEqual({
      code: 'REGISTER_NO_PROOF',
      ceremony,
    });
  });

  it('are refused across practice and production, and of another security domain', () => {
    expect(faultOf(() => journalProofs({ ...register, practice: true }, journal(adopted, proven(0, 1))))).toEqual({
      code: 'REGISTER_DIFFERS',
      what: 'practice',
      expected: 'true',
      found: 'false',
    });
    const loaded: JournalEvent = {
      kind: 'security-domain-loaded',
      sha256: adopted.sdSha256 ?? '',
      required: 2,
      custodians: 3,
    };
    expect(
      faultOf(() =>
        journalProofs({ ...register, securityDomainSha256: textHash('other') }, journal(adopted, loaded, proven(0, 1))),
      ),
    ).toMatchObject({ code: 'REGISTER_DIFFERS', what: 'security domain' });
  });

  it('are refused from an empty file', () => {
    const nothing = { code: 'REGISTER_NO_PROOF', ceremony: null };
    expect(faultOf(() => journalProofs(register, Buffer.alloc(0)))).toEqual(nothing);
  });

  it('are refused from a damaged journal', () => {
    const whole = journal(adopted, proven(0, 1));
    expect(faultCode(() => journalProofs(register, whole.subarray(0, whole.length - 9)))).toBe('JOURNAL_TORN_LINE');
  });
});

describe('the proofs of a drill', () => {
  const loaded = (sha256 = register.securityDomainSha256 ?? ''): JournalEvent => ({
    kind: 'security-domain-loaded',
    sha256,
    required: 2,
    custodians: 3,
  });
  const opened = (at: number, copy: 1 | 2): JournalEvent => ({
    kind: 'custodian-proven',
    certificateSha256: certificates[at] ?? '',
    copy,
  });
  const begun = (
    purpose: 'share-check' | 'quorum-drill' | 'custodian-keys',
    { id = 'MHSM-D1-1', practice = false } = {},
  ): JournalEvent => ({
    kind: 'session-opened',
    ceremony: id,
    practice,
    machine: 'offline',
    purpose,
    app: { version: '0.1.0', build: 'test' },
  });
  const log = (...events: readonly JournalEvent[]): Buffer => journalOfEvents(events, () => '2027-01-13T23:30:00.000Z');

  it('are those of the copies that were named, on the day of the clock on the wall', () => {
    // The machine is an hour behind the wall, across midnight.
    const clock: JournalEvent = { kind: 'clock-read', wall: '2027-01-14T00:30:00.000Z' };
    for (const how of ['share-check', 'quorum-drill'] as const) {
      const proofs = journalProofs(
        register,
        log(begun(how), loaded(), opened(0, 1), clock, opened(0, 2), opened(2, 2)),
      );
      const common = { how, ceremony: 'MHSM-D1-1' };
      expect(proofs).toEqual([
        { ...common, certificateSha256: certificates[0], copy: 1, on: '2027-01-13' },
        { ...common, certificateSha256: certificates[0], copy: 2, on: '2027-01-14' },
        { ...common, certificateSha256: certificates[2], copy: 2, on: '2027-01-14' },
      ]);
    }
  });

  it('say so where nothing but the key’s own process told them', () => {
    const told = { ...opened(0, 1), onItsWord: true } as JournalEvent;
    const proofs = journalProofs(register, log(begun('share-check'), loaded(), told, opened(0, 2)));
    expect(proofs.map(({ how }) => how)).toEqual(['share-check-on-its-word', 'share-check']);
  });

  it('are those of the security domain of the register, whatever else was loaded', () => {
    const other = textHash('other');
    const both = log(begun('share-check'), loaded(other), opened(0, 1), loaded(), opened(1, 1));
    const last = log(begun('share-check'), loaded(), opened(1, 1), loaded(other), opened(0, 1));
    for (const drill of [both, last]) {
      const proofs = journalProofs(register, drill);
      expect(proofs.map(({ certificateSha256 }) => certificateSha256)).toEqual([certificates[1]]);
    }
    expect(faultOf(() => journalProofs(register, log(begun('share-check'), loaded(other), opened(0, 1))))).toEqual({
      code: 'REGISTER_DIFFERS',
      what: 'security domain',
      expected: register.securityDomainSha256,
      found: other,
    });
    // A register that does not know its file yet knows its keys.
    expect(journalProofs({ ...register, securityDomainSha256: null }, both)).toHaveLength(2);
  });

  it('are refused across practice and production', () => {
    expect(
      faultOf(() =>
        journalProofs(
          register,
          log(begun('share-check', { id: 'PRACTICE-D1-1', practice: true }), loaded(), opened(0, 1)),
        ),
      ),
    ).toEqual({
      code: 'REGISTER_DIFFERS',
      what: 'practice',
      expected: 'false',
      found: 'true',
    });
  });

  it('are refused where there are none of these keys, and where keys are made', () => {
    const none = { code: 'REGISTER_NO_PROOF', ceremony: 'MHSM-D1-1' };
    const strange: JournalEvent = { kind: 'custodian-proven', certificateSha256: textHash('x'), copy: 1 };
    expect(faultOf(() => journalProofs(register, log(begun('share-check'), loaded(), strange)))).toEqual(none);
    expect(faultOf(() => journalProofs(register, log(begun('custodian-keys'), loaded(), opened(0, 1))))).toEqual(none);
  });

  it('are refused from a journal that was altered or torn, or that another version wrote', () => {
    const whole = log(begun('share-check'), loaded(), opened(0, 1), { kind: 'session-finished' });
    expect(faultCode(() => journalProofs(register, whole.subarray(0, whole.length - 9)))).toBe('JOURNAL_TORN_LINE');
    const altered = Buffer.from(whole.toString('utf8').replace('"copy":1', '"copy":2'));
    expect(faultCode(() => journalProofs(register, altered))).toBe('JOURNAL_CHAIN_BROKEN');
    const old = Buffer.from(whole.toString('utf8').replaceAll('"v":4', '"v":1'));
    expect(faultOf(() => journalProofs(register, old))).toEqual({ code: 'JOURNAL_VERSION', found: 1, expected: 4 });
  });

  it('are entered with what is new in them, and refused where the register has them all', () => {
    const file = log(begun('share-check'), loaded(), opened(0, 1), opened(0, 2));
    const { register: after, entered } = enterProofs(register, [
      file,
      log(begun('quorum-drill'), loaded(), opened(1, 2)),
    ]);
    expect(entered.map(({ custodian, copy, how }) => [custodian, copy, how])).toEqual([
      ['C1', 1, 'share-check'],
      ['C1', 2, 'share-check'],
      ['C2', 2, 'quorum-drill'],
    ]);
    expect(faultCode(() => enterProofs(after, [file]))).toBe('REGISTER_NOTHING_NEW');
    // Two drills may be held on one day, and the register names the last.
    const second = log(begun('share-check', { id: 'MHSM-D1-2' }), loaded(), opened(0, 1));
    expect(enterProofs(after, [second]).entered).toMatchObject([{ custodian: 'C1', copy: 1, ceremony: 'MHSM-D1-2' }]);
  });
});
