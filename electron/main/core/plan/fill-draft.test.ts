// What files know of a plan: it is filled in, what is there already stays, and what differs is refused by name.
import { withoutToken } from '#shared/plan/edits.ts';
import { encodeTokenFile } from '../custodian-key/token-file.ts';
import { describe, expect, it } from 'vitest';
import { testCustodians, testDomain } from '#e2e/support/custodians.ts';
import { selfSignedCertificate } from '#e2e/support/certificates.ts';
import { faultOf } from '#e2e/support/faults.ts';
import type { RegisterCopy } from '#shared/register/register.ts';
import { registerOf } from '#shared/register/testdata/registers.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { blank, planTemplate } from '#shared/plan/template.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodePem } from '../encoding/pem.ts';
import { encodePublicIdentity } from '../transfer/identity.ts';
import { operator1, witness } from '../transfer/testdata/samples.ts';
import {
  changedMembers,
  fillCertificate,
  fillIdentity,
  fillRegister,
  fillRoot,
  fillSecurityDomain,
} from './fill-draft.ts';

const order = {
  practice: false,
  ceremony: 'MHSM-DR-9',
  date: '2026-10-14',
  custodians: 3,
  required: 2,
  app: '0.1.0',
} as const;
const recovery = planTemplate({ ...order, kind: 'recovery' });
const activation = planTemplate({ ...order, kind: 'activation' });
const custodians = testCustodians(3);
const [first] = custodians;
const der = first?.certificateDer ?? Buffer.alloc(0);
const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');

describe('a certificate', () => {
  it('is known by its hash, in PEM and in DER', () => {
    for (const file of [der, Buffer.from(encodePem('CERTIFICATE', der))]) {
      const { custodians: filled } = fillCertificate(recovery, 'C2', file);
      expect(filled.map(({ certificateSha256 }) => certificateSha256)).toEqual([blank, hashOf(der), blank]);
    }
  });

  it('of a key on a token comes with the token, as its description says', () => {
    const token = {
      serial: '1395',
      model: 'YubiKey YK5',
      manufacturer: null,
      firmware: null,
      label: null,
      keyId: '03',
    };
    const filled = fillCertificate(recovery, 'C2', encodeTokenFile(token, { certificateDer: der, attestation: null }));
    expect(filled.custodians[1]).toEqual({ ...recovery.custodians[1], certificateSha256: hashOf(der), token });
    expect(withoutToken(filled, 'C2').custodians[1]).toEqual({
      ...recovery.custodians[1],
      certificateSha256: hashOf(der),
    });
    expect(faultOf(() => fillCertificate(recovery, 'C2', Buffer.from('{}')))).toMatchObject({
      code: 'TOKEN_FILE_FORM',
    });
    // Where the ceremony makes the certificate, the token alone is known before.
    const file = encodeTokenFile(token, { certificateDer: der, attestation: null });
    expect(fillCertificate(activation, 'C2', file).custodians[1]).toEqual({ ...activation.custodians[1], token });
    expect(faultOf(() => fillCertificate(activation, 'C2', der))).toMatchObject({ code: 'TOKEN_FILE_FORM' });
  });

  it('of a custodian who is not in the draft changes nothing', () => {
    expect(fillCertificate(recovery, 'C4', der)).toEqual(recovery);
  });

  it('is refused where it is none, and where the draft has another', () => {
    expect(faultOf(() => fillCertificate(recovery, 'C2', Buffer.from('0 nothing')))).toMatchObject({
      code: 'CUSTODIAN_CERTIFICATE_UNFIT',
      custodian: 'C2',
    });
    const filled = fillCertificate(recovery, 'C2', der);
    expect(faultOf(() => fillCertificate(filled, 'C2', custodians[1]?.certificateDer ?? der))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'certificate',
      of: 'C2',
      kept: hashOf(der),
    });
    expect(fillCertificate(filled, 'C2', der)).toEqual(filled);
  });
});

describe('a trusted root', () => {
  const named = async (name: string): Promise<Buffer> =>
    (await selfSignedCertificate(name, undefined, true)).certificateDer;

  it('is known by the name in its certificate, in PEM and in DER, and stands there once', async () => {
    const root = await named('Corporate root');
    const filled = fillRoot(recovery, 'corp.pem', Buffer.from(encodePem('CERTIFICATE', root)));
    expect(filled.network).toEqual({
      proxy: null,
      roots: [{ name: 'Corporate root', certificate: root.toString('base64') }],
    });
    expect(fillRoot(filled, 'again.der', root)).toEqual(filled);
  });

  it('has the name of its file where its certificate has none', async () => {
    const nameless = await named('');
    expect(fillRoot(recovery, 'corp.pem', nameless).network?.roots.map(({ name }) => name)).toEqual(['corp.pem']);
  });

  it('is filled in where the draft says nothing of its network', async () => {
    const { network: _, ...silent } = recovery;
    expect(fillRoot(silent, 'corp.pem', await named('Corporate root')).network).toMatchObject({
      proxy: null,
      roots: [{ name: 'Corporate root' }],
    });
  });

  it('is refused where it is no certificate of an authority', () => {
    for (const file of [der, Buffer.from('0 nothing')]) {
      expect(faultOf(() => fillRoot(recovery, 'corp.pem', file))).toEqual({
        code: 'ROOT_CERTIFICATE_INVALID',
        name: 'corp.pem',
      });
    }
  });

  it('is refused as the fifth', async () => {
    const [fifth = der, ...four] = await Promise.all(['E', 'A', 'B', 'C', 'D'].map(named));
    const full = four.reduce((plan, root) => fillRoot(plan, 'root.der', root), recovery);
    expect(full.network?.roots.map(({ name }) => name)).toEqual(['A', 'B', 'C', 'D']);
    expect(faultOf(() => fillRoot(full, 'root.der', fifth))).toEqual({ code: 'DRAFT_ROOTS_FULL', most: 4 });
  });
});

describe('a public identity', () => {
  const file = encodePublicIdentity(operator1);

  it('says whose machine it is of, and who holds it', () => {
    const filled = fillIdentity(recovery, file);
    expect(filled.identities[0]).toEqual({
      role: 'operator-1',
      person: 'operator-1',
      spki: operator1.spkiDer.toString('base64'),
    });
    expect(filled.people.find(({ id }) => id === 'operator-1')?.name).toBe(operator1.holder);
    expect(fillIdentity(filled, file)).toEqual(filled);
  });

  it('comes back for a machine that was left out, if somebody has its role', () => {
    const without = { ...recovery, identities: recovery.identities.filter(({ role }) => role !== 'witness') };
    expect(fillIdentity(without, encodePublicIdentity(witness)).identities.at(-1)).toMatchObject({
      role: 'witness',
      person: 'witness',
    });
    const nobody: Plan = { ...without, people: without.people.filter(({ roles }) => !roles.includes('W1')) };
    expect(faultOf(() => fillIdentity(nobody, encodePublicIdentity(witness)))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'role',
      of: 'witness',
    });
  });

  it('does not take the place of another key, nor of another person', () => {
    const other = { ...operator1, spkiDer: witness.spkiDer };
    expect(faultOf(() => fillIdentity(fillIdentity(recovery, file), encodePublicIdentity(other)))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'public-key',
      of: 'operator-1',
    });
    const named = {
      ...recovery,
      people: recovery.people.map((each) => (each.id === 'operator-1' ? { ...each, name: 'Ada' } : each)),
    };
    expect(faultOf(() => fillIdentity(named, file))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'name',
      kept: 'Ada',
    });
  });
});

describe('a security domain', () => {
  const file = testDomain(testCustodians(4), 3);

  it('says its hash and its quorum, and nothing about where it is from', () => {
    const filled = fillSecurityDomain(recovery, file);
    expect(filled.securityDomain).toEqual({ sha256: hashOf(file), provenance: blank });
    expect(filled.quorum).toEqual({ custodians: 4, required: 3 });
    expect(filled.custodians.map(({ id }) => id)).toEqual(['C1', 'C2', 'C3', 'C4']);
  });

  it('takes out rows that nobody has filled, and leaves the others to the rule that counts them', () => {
    const five = planTemplate({ ...order, custodians: 5, kind: 'recovery' });
    expect(fillSecurityDomain(five, file).custodians).toHaveLength(4);
    const named = five.people.map((each) => (each.id === 'custodian-5' ? { ...each, name: 'Ada' } : each));
    expect(fillSecurityDomain({ ...five, people: named }, file)).toMatchObject({
      quorum: { custodians: 4, required: 3 },
      custodians: { length: 5 },
    });
  });

  it('is refused where a certificate of the draft is not in it, and where the draft has another file', () => {
    const known = fillCertificate(recovery, 'C1', der);
    expect(faultOf(() => fillSecurityDomain(known, testDomain(testCustodians(4).slice(1), 2)))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'certificate',
      of: 'C1',
    });
    expect(
      faultOf(() => fillSecurityDomain(fillSecurityDomain(recovery, file), testDomain(custodians, 2))),
    ).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'security-domain',
    });
  });
});

describe('a register of custody', () => {
  const register = registerOf(5, 3);

  it('knows the lost HSM, the quorum, the custodians and the security domain of a recovery', () => {
    const filled = fillRegister(recovery, register);
    expect(filled.source).toEqual(register.hsm);
    expect(filled.quorum).toEqual({ custodians: 5, required: 3 });
    expect(filled.custodians.map(({ certificateSha256 }) => certificateSha256)).toEqual(
      register.custodians.map(({ certificateSha256 }) => certificateSha256),
    );
    expect(filled.securityDomain?.sha256).toBe(register.securityDomainSha256);
    const names = filled.custodians.map(({ person }) => filled.people.find(({ id }) => id === person)?.name);
    expect(names).toEqual(
      register.custodians.map(({ person }) => register.people.find(({ id }) => id === person)?.name),
    );
    expect(fillRegister(filled, register)).toEqual(filled);
  });

  it('knows the token of a key, and nothing of the token of a new one', () => {
    const told = { model: 'YubiKey YK5', manufacturer: null, firmware: null, label: null, keyId: '03' };
    const attestation = { certificate: 'AAAA', statement: 'AAAA', attesting: 'AAAA' };
    const [custodian, ...others] = register.custodians;
    const [copy] = custodian!.copies;
    const onToken: RegisterCopy = { ...copy, serial: '13952502', token: { ...told, attestation } };
    const known = { ...register, custodians: [{ ...custodian!, copies: [onToken] as [RegisterCopy] }, ...others] };
    const filled = fillRegister(recovery, known);
    expect(filled.custodians.map(({ token }) => token).slice(0, 2)).toEqual([
      { serial: '13952502', ...told },
      undefined,
    ]);
    expect(fillRegister(activation, known).custodians[0]?.token).toBeUndefined();
    // What the draft says of it stays.
    const own = { serial: '10550341', ...told };
    const kept = { ...recovery, custodians: recovery.custodians.with(0, { ...recovery.custodians[0]!, token: own }) };
    expect(fillRegister(kept, known).custodians[0]?.token).toEqual(own);
  });

  it('names the people of new keys, and no certificate and no security domain of the old ones', () => {
    const filled = fillRegister(activation, register);
    expect(filled.custodians.map(({ certificateSha256 }) => certificateSha256)).toEqual([null, null, null, null, null]);
    expect([filled.source, filled.securityDomain]).toEqual([null, null]);
    expect(filled.people.filter(({ name }) => name !== blank)).toHaveLength(5);
  });

  it('fills what the draft has nothing of at all, and leaves out what nobody knows', () => {
    const empty: Plan = {
      ...recovery,
      source: null,
      securityDomain: null,
      people: recovery.people.filter(({ id }) => id !== 'custodian-1'),
      custodians: recovery.custodians.map((each) => (each.id === 'C2' ? { ...each, site: 'Kept' } : each)),
    };
    const known = registerOf(3, 2, {
      sites: register.sites.filter(({ id }) => id !== 'site-3'),
      people: register.people
        .filter(({ id }) => id !== 'custodian-3')
        .map((each) => ({ ...each, hsmAdministrator: true })),
    });
    const filled = fillRegister(empty, known);
    expect(filled.source).toEqual(known.hsm);
    expect(filled.securityDomain).toEqual({ sha256: known.securityDomainSha256, provenance: blank });
    expect(filled.custodians.map(({ site }) => site)).toEqual(['Office 1', 'Kept', null]);
    // Nobody of the draft is the first custodian, and the register does not know the third.
    const roles = filled.people.filter(({ id }) => id.startsWith('custodian-')).map(({ id, roles }) => [id, roles]);
    expect(roles).toEqual([
      ['custodian-2', ['C', 'ADM']],
      ['custodian-3', ['C']],
    ]);
    expect(filled.custodians[2]?.certificateSha256).toBe(blank);
    const nowhere = registerOf(3, 2, { securityDomainSha256: null, sites: [] });
    expect(fillRegister(recovery, nowhere)).toMatchObject({
      securityDomain: recovery.securityDomain,
      custodians: [{ site: null }, { site: null }, { site: null }],
    });
  });

  it('is refused of the other mode, and of another HSM', () => {
    expect(faultOf(() => fillRegister(recovery, { ...register, practice: true }))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'practice',
    });
    const other = { ...register, hsm: { name: 'other-hsm', uri: 'https://other-hsm.managedhsm.azure.net' } };
    expect(faultOf(() => fillRegister(fillRegister(recovery, register), other))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'lost-hsm',
    });
  });
});

it('members that changed are counted, those that were added too', () => {
  expect(changedMembers(recovery, recovery)).toBe(0);
  expect(
    changedMembers(recovery, { ...recovery, place: 'Room 1', people: [...recovery.people, { id: 'x', name: 'y' }] }),
  ).toBe(3);
});
