// What the files of a healthy HSM tell: each difference is its own row, and what nobody gave is not known.
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '#e2e/support/certificates.ts';
import { testCustodians, testDomain } from '#e2e/support/custodians.ts';
import type { Inventory } from '#shared/inventory/inventory.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import { copyOf, custodianOf, registerOf } from '#shared/register/testdata/registers.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeRegister } from '../register/register-file.ts';
import { parseSecurityDomain } from '../security-domain/security-domain.ts';
import type { ConsumerMap } from '#shared/consumers/consumers.ts';
import { encodeConsumerMap } from '../consumers/map-file.ts';
import { encodeInventory } from '../inventory/inventory-file.ts';
import { emptyInventory } from '../inventory/testdata/sample-inventory.ts';
import { encodePlan } from '../plan/plan-file.ts';
import { asPractice, recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { registerOfPlan } from '../register/from-plan.ts';
import { encodeBackupRecord } from '../backup-record/backup-record.ts';
import { recordOfPlan } from '../backup-record/testdata/records.ts';
import { checkOfCard, lostHsmOf, withNewestFolder } from '../documents/standing-card.ts';
import { fileChecks, type ReadinessFiles } from './file-checks.ts';

const today = '2026-10-14';
const file = testDomain(testCustodians(5), 3);
const domain = parseSecurityDomain(file);
const hash = sha256(file).toString('hex');
const wrapped = domain.shares.map(({ thumbprintS256 }) => certificateSha256Of(thumbprintS256));

/** A sound register of the security domain. */
const fitting = (changes: Partial<CustodyRegister> = {}): CustodyRegister =>
  registerOf(wrapped.length, domain.required, {
    securityDomainSha256: hash,
    custodians: wrapped.map((certificateSha256, at) => custodianOf(at + 1, { certificateSha256 })),
    ...changes,
  });
const owner = { practice: false, hsm: fitting().hsm.uri };
const none: ReadinessFiles = {
  ...{ consumers: undefined, inventory: undefined, record: undefined },
  ...{
    plan: undefined,
    card: undefined,
    securityDomain: undefined,
    register: undefined,
    securityDomainSha256: undefined,
    certificates: [],
  },
};
const checks = (files: Partial<ReadinessFiles>) => fileChecks(owner, { ...none, ...files }, today);
/** Who uses a key, and whatever else. */
const consumersOf = (files: Partial<ReadinessFiles>) => checks(files).filter(({ id }) => id === 'consumers');
const look = (files: Partial<ReadinessFiles>) =>
  checks(files).filter(({ id }) => id !== 'consumers' && id !== 'emergency-card');
const withRegister = (register: CustodyRegister) => look({ securityDomain: file, register: encodeRegister(register) });

describe('security domain and register', () => {
  it('agree, and are ready', () => {
    expect(withRegister(fitting())).toMatchObject([
      {
        id: 'security-domain',
        outcome: 'ok',
        found: {
          kind: 'domain-agrees',
          sha256: hash,
          required: domain.required,
          custodians: wrapped.length,
          withRegister: true,
        },
      },
      { id: 'custody', outcome: 'ok', found: { kind: 'custody-healthy', lastProof: '2026-09-01' } },
    ]);
  });

  it('are not known where nobody gave them, and never green', () => {
    expect(look({})).toEqual([
      { id: 'security-domain', outcome: 'unknown', found: { kind: 'not-given', what: 'security-domain' } },
      { id: 'custody', outcome: 'unknown', found: { kind: 'not-given', what: 'register' } },
    ]);
    expect(look({ securityDomain: file })[0]).toEqual({
      id: 'security-domain',
      outcome: 'look',
      found: { kind: 'domain-not-compared', sha256: hash },
    });
    expect(look({ securityDomain: file, securityDomainSha256: hash })[0]).toMatchObject({
      outcome: 'ok',
      found: { withRegister: false },
    });
  });

  it.each([
    ['hash', fitting({ securityDomainSha256: '0'.repeat(64) }), '0'.repeat(64), hash],
    ['quorum', fitting({ required: domain.required === 2 ? 3 : 2 }), undefined, String(domain.required)],
    [
      'custodians',
      fitting({ custodians: fitting().custodians.map((each, at) => (at === 0 ? custodianOf(1) : each)) }),
      custodianOf(1).certificateSha256,
      wrapped[0],
    ],
  ] as const)('differ in the %s, which stops', (what, register, expected, found) => {
    expect(withRegister(register)[0]).toMatchObject({
      id: 'security-domain',
      outcome: 'stop',
      found: { kind: 'domain-differs', what, ...(expected === undefined ? {} : { expected }), found },
    });
  });

  it('differ where the hash from paper is another than that of the register', () => {
    const register = encodeRegister(fitting());
    const other = 'f'.repeat(64);
    expect(look({ securityDomain: file, register, securityDomainSha256: other })[0]).toMatchObject({
      outcome: 'stop',
      found: { kind: 'domain-differs', what: 'hash', expected: other },
    });
  });

  it('stop with their own faults where they cannot be read, or are of another HSM or of practice', () => {
    expect(look({ securityDomain: Buffer.from('{}') })[0]).toMatchObject({
      outcome: 'stop',
      found: { kind: 'refused', fault: { code: 'SECURITY_DOMAIN_VERSION_UNKNOWN' } },
    });
    expect(look({ register: Buffer.from('{}') })[1]).toMatchObject({
      outcome: 'stop',
      found: { kind: 'refused', fault: { code: 'REGISTER_INVALID' } },
    });
    const other = fitting({ hsm: { name: 'other', uri: 'https://other.managedhsm.azure.net' } });
    expect(withRegister(other)[1]).toMatchObject({
      outcome: 'stop',
      found: { kind: 'refused', fault: { code: 'REGISTER_DIFFERS', what: 'HSM' } },
    });
    const practice = fitting({ practice: true, hsm: { name: 'p', uri: 'https://p-hsm.managedhsm.practice.invalid' } });
    expect(withRegister(practice)[1]).toMatchObject({
      outcome: 'stop',
      found: { kind: 'refused', fault: { code: 'REGISTER_DIFFERS', what: 'practice' } },
    });
  });
});

describe('the quorum', () => {
  const unproven = (count: number): CustodyRegister =>
    fitting({
      custodians: fitting().custodians.map((each, at) =>
        at < count
          ? { ...each, copies: [copyOf(at + 1, 1, { proof: null }), copyOf(at + 1, 2, { proof: null })] }
          : each,
      ),
    });

  it('has a row for each thing that needs acting on', () => {
    const rows = withRegister(unproven(1)).filter(({ id }) => id === 'custody');
    expect(rows.map(({ outcome }) => outcome)).not.toContain('ok');
    expect(rows.filter(({ found }) => found.kind === 'custody' && found.finding.kind === 'never-proven')).toHaveLength(
      2,
    );
  });

  it('stops where too few keys are proven, and only asks to look where one is missing', () => {
    const outcomes = (register: CustodyRegister) =>
      withRegister(register).flatMap(({ id, outcome, found }) =>
        id === 'custody' && found.kind === 'custody' ? [[found.finding.kind, outcome]] : [],
      );
    expect(outcomes(unproven(1)).every(([, outcome]) => outcome === 'look')).toBe(true);
    expect(outcomes(unproven(wrapped.length))).toContainEqual(['proven-below-quorum', 'stop']);
  });
});

describe('certificates of custodians', () => {
  const dayMs = 86_400_000;
  const rowsOf = async (daysBefore: number, isKnown = true) => {
    const { certificateDer } = await selfSignedCertificate('Custodian 1');
    const certificateSha256 = sha256(certificateDer).toString('hex');
    const ends = new X509Certificate(certificateDer).validToDate.getTime();
    const day = new Date(Math.floor(ends / dayMs) * dayMs - daysBefore * dayMs).toISOString().slice(0, 10);
    const custodians = fitting().custodians.map((each, at) =>
      at === 0 && isKnown ? custodianOf(1, { certificateSha256 }) : each,
    );
    const files = {
      securityDomain: undefined,
      register: encodeRegister(fitting({ custodians })),
      securityDomainSha256: undefined,
      certificates: [{ name: 'custodian-1.cer', bytes: certificateDer }],
    };
    return fileChecks(owner, { ...none, ...files }, day).filter(({ id }) => id === 'certificates');
  };

  it.each([
    [31, 'ok'],
    [30, 'look'],
    [0, 'look'],
    [-1, 'look'],
  ] as const)('%i days before they end are %s, and stop nothing', async (days, outcome) => {
    expect(await rowsOf(days)).toMatchObject([
      { id: 'certificates', outcome, found: { kind: 'certificate-ends', name: 'custodian-1.cer', days } },
    ]);
  });

  it('that belong to nobody in the register, or cannot be read, are looked at', async () => {
    expect(await rowsOf(90, false)).toMatchObject([{ outcome: 'look', found: { kind: 'certificate-foreign' } }]);
    const certificates = [{ name: 'notes.txt', bytes: Buffer.from('no certificate') }];
    expect(look({ certificates }).at(-1)).toMatchObject({ outcome: 'look', found: { kind: 'refused' } });
  });
});

describe('the map of consumers', () => {
  const id = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/diskEncryptionSets/pay-disks';
  const principalId = '10000000-0000-4000-8000-000000000001';
  const consumer = {
    ...{ id, type: 'microsoft.compute/diskencryptionsets', region: 'westeurope', owner: null, states: [] },
    ...{ identities: [principalId], identity: null, disks: 2 },
    uses: [{ path: 'properties.activeKey.keyUrl', key: 'disk-key', version: null }],
  };
  const map: ConsumerMap = {
    ...{ format: 'lifeboat-consumers', v: 1, ...owner, hsmId: null, taken: '2026-10-13T12:00:00Z' },
    ...{ plannedRegion: 'westeurope', seen: [], notSeen: [], consumers: [consumer] },
  };
  const role = { scope: '/keys', role: 'Managed HSM Crypto Service Encryption User', principalId };
  const backedUp: Inventory = {
    ...{ ...emptyInventory, ...owner, taken: '2026-10-13T11:00:00Z', keys: [{ name: 'disk-key', versions: [] }] },
    roles: { read: true, items: [role] } as const,
  };
  const rowOf = (change: Partial<ConsumerMap>, inventory: Inventory = backedUp) =>
    consumersOf({ consumers: encodeConsumerMap({ ...map, ...change }), inventory: encodeInventory(inventory) })[0];

  it('is well where everybody would get the key back', () => {
    expect(rowOf({})).toMatchObject({ outcome: 'ok', found: { kind: 'consumers', count: 1 } });
  });

  it('is red for a key that no backup has', () => {
    expect(rowOf({}, { ...backedUp, keys: [] })).toMatchObject({
      outcome: 'stop',
      found: { notBackedUp: ['pay-disks'] },
    });
  });

  it.each([
    ['a region that strands', { plannedRegion: 'northeurope' }, backedUp, { stranded: ['pay-disks'] }],
    [
      'an identity without role',
      {},
      { ...backedUp, roles: { read: true, items: [] } as const },
      { withoutRole: ['pay-disks'] },
    ],
    ['a subscription that was not seen', { notSeen: [principalId] }, backedUp, { notSeen: 1 }],
    ['a map that is older than the backup', {}, { ...backedUp, taken: '2026-10-13T13:00:00Z' }, { isOlder: true }],
  ])('is yellow for %s', (_, change, inventory, found) => {
    expect(rowOf(change, inventory)).toMatchObject({ outcome: 'look', found });
  });

  it('is yellow where the register names another map, and well where it names this one or none', () => {
    const consumers = encodeConsumerMap(map);
    const outcomeWith = (hash: string) =>
      consumersOf({ consumers, register: encodeRegister({ ...fitting(), consumersSha256: hash }) })[0];
    expect(outcomeWith('0'.repeat(64))).toMatchObject({ outcome: 'look', found: { isOther: true } });
    expect(outcomeWith(sha256(consumers).toString('hex'))).toMatchObject({ outcome: 'ok', found: { isOther: false } });
    expect(consumersOf({ consumers, register: encodeRegister(fitting()) })).toMatchObject([{ outcome: 'ok' }]);
  });

  it('is not known where none was given, and yellow where it is of another HSM or none', () => {
    expect(consumersOf({})).toMatchObject([{ outcome: 'unknown' }]);
    expect(rowOf({ hsm: 'https://other-hsm.managedhsm.azure.net' })).toMatchObject({
      ...{ outcome: 'look', found: { kind: 'refused', fault: { code: 'CONSUMERS_FOREIGN' } } },
    });
    expect(consumersOf({ consumers: Buffer.from('{}') })).toMatchObject([
      { found: { fault: { code: 'CONSUMERS_FORM' } } },
    ]);
  });

  it('checks no key by an inventory that cannot be read', () => {
    const unreadable = { inventory: Buffer.from('{}'), record: Buffer.from('{}') };
    expect(consumersOf({ consumers: encodeConsumerMap(map), ...unreadable })).toMatchObject([{ outcome: 'ok' }]);
  });
});

describe('the printed emergency card', () => {
  const lost = { practice: false, hsm: lostHsmOf(recoveryPlan) };
  const cardOf = (files: Partial<ReadinessFiles>) =>
    fileChecks(lost, { ...none, ...files }, today).find(({ id }) => id === 'emergency-card');
  const plan = encodePlan(recoveryPlan);
  const register = encodeRegister(registerOfPlan(recoveryPlan));
  const card = checkOfCard(recoveryPlan);
  const record = encodeBackupRecord(recordOfPlan);

  it('is not known without its plan, or where nobody typed what it says', () => {
    expect(cardOf({})).toMatchObject({ outcome: 'unknown', found: { kind: 'not-given', what: 'plan' } });
    expect(cardOf({ plan })).toMatchObject({ outcome: 'unknown', found: { kind: 'card', check: card, printed: null } });
  });

  it('is up to date with the plan, the register and the newest backup', () => {
    expect(cardOf({ plan, register, card })).toMatchObject({ outcome: 'ok', found: { check: card, printed: card } });
    const newest = checkOfCard(withNewestFolder(recoveryPlan, record));
    expect(newest).not.toBe(card);
    expect(cardOf({ plan, register, record, card: newest })).toMatchObject({ outcome: 'ok' });
  });

  it('is out of date after a backup, and after a change of the plan that is printed on it', () => {
    expect(cardOf({ plan, record, card })).toMatchObject({ outcome: 'look', found: { kind: 'card', printed: card } });
    const people = recoveryPlan.people.map((each) => ({ ...each, phone: '+49 30 000000' }));
    const moved = encodePlan({ ...recoveryPlan, people });
    expect(cardOf({ plan: moved, card })).toMatchObject({ outcome: 'look', found: { printed: card } });
    const later = encodePlan({ ...recoveryPlan, date: '2026-12-01', purpose: 'Another purpose' });
    expect(cardOf({ plan: later, card })).toMatchObject({ outcome: 'ok' });
  });

  it.each<[string, Partial<ReadinessFiles>, object]>([
    [
      'the register of another custody',
      { plan, card, register: encodeRegister({ ...registerOfPlan(recoveryPlan), required: 3 }) },
      { code: 'REGISTER_DIFFERS', what: 'quorum' },
    ],
    [
      'a plan for another HSM',
      {
        plan: encodePlan({
          ...recoveryPlan,
          source: { name: 'other-hsm', uri: 'https://other-hsm.managedhsm.azure.net' },
        }),
      },
      { code: 'PLAN_MISMATCH', what: 'HSM', expected: lost.hsm },
    ],
    [
      'a plan of practice',
      { plan: encodePlan(asPractice(recoveryPlan, 'PRACTICE-1')) },
      { code: 'PLAN_MISMATCH', what: 'practice' },
    ],
    ['no plan at all', { plan: Buffer.from('{}') }, { code: 'PLAN_INVALID' }],
    [
      'a backup in another container',
      { plan, record: encodeBackupRecord({ ...recordOfPlan, container: 'https://other.blob.core.windows.net/keys' }) },
      { code: 'BACKUP_RECORD_FOREIGN', what: 'container' },
    ],
  ])('is never up to date by %s', (_, files, fault) => {
    expect(cardOf(files)).toMatchObject({ outcome: 'look', found: { kind: 'refused', fault } });
  });
});
