// The draft of a register is checked as the register is: nothing is reported if and only if it has become one.
import { describe, expect, it } from 'vitest';
import { testCustodians, testDomain } from '#e2e/support/custodians.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { quorumHealth } from '#shared/register/health.ts';
import { registerOf } from '#shared/register/testdata/registers.ts';
import { blank } from '#shared/plan/template.ts';
import { sha256 } from '../encoding/bytes.ts';
import { recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { registerDraftOfPlan, registerOfPlan } from './from-plan.ts';
import {
  encodeRegisterDraft,
  fillCertificateOfRegister,
  fillDomainOfRegister,
  readRegisterDraft,
  registerDraftProblems,
  registerOfDraft,
} from './register-draft.ts';
import { encodeRegister, parseRegister } from './register-file.ts';

const register = registerOf(3, 2);

describe('what is wrong with the draft of a register', () => {
  it('is nothing where it is one, and what needs attention is no problem', () => {
    expect(registerDraftProblems(register)).toEqual([]);
    const begun = registerOfPlan(recoveryPlan);
    expect(registerDraftProblems(begun)).toEqual([]);
    expect(quorumHealth(begun, '2026-10-14').findings.length).toBeGreaterThan(3);
    expect(parseRegister(encodeRegister(registerOfDraft(begun)))).toEqual(begun);
  });

  it('is every blank that a register may not have', () => {
    const custodians = recoveryPlan.custodians.map((each) => ({ ...each, certificateSha256: null }));
    const draft = registerDraftOfPlan({ ...recoveryPlan, custodians });
    expect(registerDraftProblems(draft)).toEqual(
      [0, 1, 2].map((at) => ({ path: `custodians[${at}].certificateSha256`, rule: 'missing' })),
    );
    expect(faultOf(() => registerOfDraft(draft))).toMatchObject({ code: 'REGISTER_INVALID', problems: { length: 3 } });
    const nameless = { ...register, people: register.people.map((each) => ({ ...each, name: blank })) };
    expect(registerDraftProblems(nameless)).toContainEqual({ path: 'people[0].name', rule: 'missing' });
  });

  it.each([
    ['a day that is none', { reviewedOn: '14.10.2026' }, { path: 'reviewedOn', rule: 'wrong-form' }],
    ['a quorum above the custodians', { required: 4 }, { path: 'required', rule: 'quorum-above-custodians' }],
    ['an address of practice', { practice: true }, { path: 'hsm.uri', rule: 'practice-address' }],
    [
      'a bag given twice',
      {
        custodians: register.custodians.map((each) => ({
          ...each,
          copies: register.custodians[0]?.copies ?? each.copies,
        })),
      },
      { path: 'custodians[1].copies[0].bag', rule: 'given-twice' },
    ],
  ])('is %s', (_, change, problem) => {
    const draft = { ...register, ...change };
    expect(registerDraftProblems(draft)).toContainEqual(expect.objectContaining(problem));
    expect(faultCode(() => registerOfDraft(draft))).toBe('REGISTER_INVALID');
    expect(faultCode(() => parseRegister(encodeRegister(draft)))).toBe('REGISTER_INVALID');
  });
});

describe('the file', () => {
  it('is read as it was written, and no register is one, nor the other way', () => {
    const draft = { ...register, hsm: { name: blank, uri: blank } };
    expect(readRegisterDraft(encodeRegisterDraft(draft))).toEqual(draft);
    expect(faultCode(() => readRegisterDraft(encodeRegister(register)))).toBe('DRAFT_FORM');
    expect(faultCode(() => parseRegister(encodeRegisterDraft(register)))).toBe('REGISTER_INVALID');
  });
});

describe('files that fill it in', () => {
  const custodians = testCustodians(3);
  const domain = testDomain(custodians, 2);
  const empty = {
    ...register,
    securityDomainSha256: null,
    custodians: register.custodians.map((each) => ({ ...each, certificateSha256: blank })),
  };
  const [first, second] = custodians.map(({ certificateDer }) => certificateDer) as [Buffer, Buffer, Buffer];

  it('say the hash of a security domain, and of a certificate', () => {
    const filled = fillCertificateOfRegister(fillDomainOfRegister(empty, domain), 'C1', first);
    expect(filled.securityDomainSha256).toBe(sha256(domain).toString('hex'));
    expect(filled.custodians[0]?.certificateSha256).toBe(sha256(first).toString('hex'));
    expect(fillCertificateOfRegister(filled, 'C1', first)).toEqual(filled);
  });

  it('change nothing where the custodian is not in the draft', () => {
    expect(fillCertificateOfRegister(empty, 'C4', first)).toEqual(empty);
  });

  it('take the place of nothing that differs', () => {
    const filled = fillCertificateOfRegister(fillDomainOfRegister(empty, domain), 'C1', first);
    expect(faultOf(() => fillCertificateOfRegister(filled, 'C1', second))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'certificate',
      of: 'C1',
    });
    expect(faultOf(() => fillDomainOfRegister(filled, testDomain(custodians, 2)))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'security-domain',
    });
    expect(faultOf(() => fillDomainOfRegister(register, domain))).toMatchObject({
      code: 'DRAFT_DIFFERS',
      what: 'certificate',
    });
    expect(faultCode(() => fillCertificateOfRegister(empty, 'C1', Buffer.from('none')))).toBe(
      'CUSTODIAN_CERTIFICATE_UNFIT',
    );
  });
});
