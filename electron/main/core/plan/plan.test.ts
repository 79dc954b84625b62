import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { planProblemText } from '#shared/messages/en/plan-problems.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { PlanProblem } from '#shared/plan/problems.ts';
import { roleConflicts } from '#shared/plan/role-conflicts.ts';
import { planTemplate } from '#shared/plan/template.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { countersignDocument, signDocument } from '../transfer/signed-document.ts';
import { offline, operator1, operator2, stranger, witness } from '../transfer/testdata/samples.ts';
import {
  approveAgain,
  approvePlan,
  assertApprovedPlan,
  planPayloadType,
  readSignedPlan,
  verifyApprovedPlan,
} from './approval.ts';
import { planAdopted } from './facts.ts';
import { assertInputsMatch, type PlanInputs } from './inputs.ts';
import { encodePlan, parseCanonicalPlan, parsePlan, pinnedIdentities, planSha256 } from './plan-file.ts';
import { asNewKeys, asPractice, recoveryPlan } from './testdata/sample-plan.ts';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
function problemsOf(value: unknown): readonly PlanProblem[] {
  const fault = faultOf(() => parsePlan(bytesOf(value)));
  return fault.code === 'PLAN_INVALID' ? fault.problems : expect.unreachable(fault.code);
}
const at = (value: unknown): string[] => problemsOf(value).map(({ path, rule }) => `${path} ${rule}`);
/** The honest plan with one person's roles changed. */
const withRoles = (id: string, roles: Plan['people'][number]['roles']): Plan => ({
  ...recoveryPlan,
  people: recoveryPlan.people.map((each) => (each.id === id ? { ...each, roles } : each)),
});

describe('a plan', () => {
  it('is read, written in one form, and known by one hash', () => {
    const plan = parsePlan(bytesOf(recoveryPlan));
    expect(plan).toEqual(recoveryPlan);
    expect(parseCanonicalPlan(encodePlan(plan))).toEqual(plan);
    expect(planSha256(parsePlan(Buffer.from(JSON.stringify(recoveryPlan, null, 2))))).toBe(planSha256(plan));
    expect(faultCode(() => parseCanonicalPlan(bytesOf(recoveryPlan)))).toBe('PLAN_NOT_CANONICAL');
  });

  it('reports every problem of its form at once, by path', () => {
    const bad = {
      ...recoveryPlan,
      practice: 'no',
      extra: 1,
      quorum: { custodians: 3, required: 1 },
      target: { ...recoveryPlan.target, uri: 'https://recovered-hsm.managedhsm.azure.net.evil.example' },
      people: [{ ...recoveryPlan.people[0], roles: ['KING'] }, ...recoveryPlan.people.slice(1)],
      custodians: recoveryPlan.custodians.map(({ id, person, certificateSha256 }) => ({
        id,
        person,
        certificateSha256,
      })),
    };
    expect(at(bad).toSorted()).toEqual(
      [
        'practice wrong-type',
        'extra unknown-member',
        'quorum.required too-small',
        'target.uri wrong-form',
        'people[0].roles[0] not-allowed',
        'custodians[0].site missing',
        'custodians[1].site missing',
        'custodians[2].site missing',
      ].toSorted(),
    );
  });

  it('reports every problem of its rules at once, by path', () => {
    const [first, second, third] = recoveryPlan.custodians as [
      Plan['custodians'][0],
      Plan['custodians'][0],
      Plan['custodians'][0],
    ];
    const bad: Plan = {
      ...recoveryPlan,
      quorum: { custodians: 4, required: 5 },
      custodians: [first, { ...second, certificateSha256: first.certificateSha256 }, { ...third, person: 'nobody' }],
      identities: recoveryPlan.identities.filter(({ role }) => role !== 'offline'),
      target: { ...recoveryPlan.target, name: 'another-hsm' },
      securityDomain: null,
    };
    expect(at(bad).toSorted()).toEqual(
      [
        'quorum.required quorum-above-custodians',
        'custodians custodian-count',
        'custodians[1].certificateSha256 given-twice',
        'custodians[2].person person-unknown',
        'identities role-missing',
        'target.uri names-differ',
        'target.resourceId names-differ',
        'securityDomain needed-for-kind',
      ].toSorted(),
    );
  });

  it.each<[string, Plan, string]>([
    ['a practice plan in a real account', asPractice(recoveryPlan), 'https://backups.blob.core.windows.net'],
    ['a real plan in an account of practice', recoveryPlan, 'https://backups.blob.practice.invalid'],
    ['a plan in another cloud than its HSM', recoveryPlan, 'https://backups.blob.core.chinacloudapi.cn'],
  ])('does not put the backups of %s', (_, plan, account) => {
    expect(parsePlan(bytesOf(plan))).toEqual(plan);
    expect(at({ ...plan, backup: { ...plan.backup!, account } })).toEqual(['backup.account other-cloud']);
  });

  it.each<[string, Partial<Plan>, string]>([
    ['without the backup', { backup: null }, 'backup needed-for-kind'],
    ['whose place was left blank', { place: 'FILL IN' }, 'place left-blank'],
    ['whose purpose was begun and not ended', { purpose: 'Fill in: the fire of' }, 'purpose left-blank'],
    [
      'whose source is the target',
      { source: { name: 'recovered-hsm', uri: recoveryPlan.target.uri } },
      'source.uri names-equal',
    ],
    ['that says practice and has real addresses', { practice: true }, 'target.uri practice-address'],
    ['that is real and has an id of practice', { ceremony: 'PRACTICE-2026-10-14' }, 'ceremony practice-id'],
    ['that says practice and has a real id', { practice: true }, 'ceremony practice-id'],
    [
      'with a key of another kind',
      {
        identities: recoveryPlan.identities.map((each) => (each.role === 'witness' ? { ...each, spki: 'AAAA' } : each)),
      },
      'identities[3].spki key-not-p384',
    ],
    [
      'with one key for two machines',
      {
        identities: recoveryPlan.identities.map((each, k) =>
          k === 1 ? { ...each, spki: recoveryPlan.identities[0]?.spki ?? '' } : each,
        ),
      },
      'identities[1].spki given-twice',
    ],
    [
      'with one person for two machines',
      { identities: recoveryPlan.identities.map((each, k) => (k === 1 ? { ...each, person: 'operator-1' } : each)) },
      'identities[1].person given-twice',
    ],
    [
      'whose identity is held by somebody with another role',
      {
        identities: recoveryPlan.identities.map((each) =>
          each.role === 'witness' ? { ...each, person: 'administrator' } : each,
        ),
      },
      'identities[3] identity-role',
    ],
    [
      'with the identity method and no identity',
      { backup: { ...recoveryPlan.backup!, identity: null } },
      'backup.identity needed-for-kind',
    ],
    [
      'with a waiver for nothing',
      { waivers: [{ person: 'witness', roles: ['CA', 'C'], reason: 'x' }] },
      'waivers[0] waiver-needless',
    ],
  ])('is refused %s', (_, change, expected) => {
    expect(at({ ...recoveryPlan, ...change })).toContain(expected);
  });

  it('is refused when one person has two ids, however the name is typed', () => {
    const people = recoveryPlan.people.map((each) =>
      each.id === 'witness' ? { ...each, name: 'PERSON Operator-1' } : each,
    );
    expect(at({ ...recoveryPlan, people })).toEqual(['people[4].name given-twice']);
  });

  it('is refused when two custodians have one token, by its serial number', () => {
    const token = { model: 'YubiKey YK5', manufacturer: null, firmware: null, label: null, keyId: '03' };
    const onTokens = (...serials: readonly (string | null)[]): Plan => ({
      ...recoveryPlan,
      custodians: recoveryPlan.custodians.map((each, k) =>
        k < serials.length ? { ...each, token: { ...token, serial: serials[k] ?? null } } : each,
      ),
    });
    expect(at(onTokens('13952502', '13952502'))).toEqual(['custodians[1].token.serial given-twice']);
    // What is not known yet is not the same.
    for (const other of [onTokens('13952502', '10550341'), onTokens(null, null)])
      expect(parsePlan(bytesOf(other))).toEqual(other);
  });

  it('is refused when a role is missing or held twice', () => {
    expect(at(withRoles('witness', []))).toContain('people role-missing');
    expect(at(withRoles('custodian-1', ['C', 'CA']))).toContain('people role-twice');
  });

  it('says each of its problems in a sentence', () => {
    const problems = problemsOf({ ...recoveryPlan, quorum: { custodians: 4, required: 5 }, securityDomain: null });
    for (const problem of problems) expect(planProblemText(problem)).toMatch(/^[^{}]+\.$/);
  });
});

describe.each(roleConflicts)('the roles $roles', ({ roles, waivable }) => {
  const [a, b] = roles;
  const asPlan = (waivers: Plan['waivers']): Plan => {
    const someone = recoveryPlan.people.find((each) => each.roles.includes(a) && a !== 'C')?.id ?? 'custodian-1';
    const held = recoveryPlan.people.find(({ id }) => id === someone)?.roles ?? [];
    return {
      ...withRoles(someone, [...new Set([...held, a, b])]),
      waivers: waivers.map((each) => ({ ...each, person: someone })),
    };
  };
  const conflictOf = (plan: Plan) =>
    problemsOf(plan).some((problem) => problem.rule === 'role-conflict' && problem.roles.join() === roles.join());

  it('are never one person’s without an exception, and with one only where that is allowed', () => {
    expect(conflictOf(asPlan([]))).toBe(true);
    const waived = asPlan([{ person: '', roles: [b, a], reason: 'A firm of six' }]);
    let rules: readonly PlanProblem[] = [];
    try {
      parsePlan(bytesOf(waived));
    } catch {
      rules = problemsOf(waived);
    }
    const remaining = rules.some(
      (problem) => problem.rule === 'role-conflict' && problem.roles.join() === roles.join(),
    );
    expect(remaining).toBe(!waivable);
    expect(rules.some(({ rule }) => rule === 'waiver-not-allowed')).toBe(!waivable);
  });
});

describe('the template', () => {
  it.each(['activation', 're-wrap', 'recovery', 'drill'] as const)(
    'of %s is no plan before it is filled in',
    (kind) => {
      const template = planTemplate({
        kind,
        practice: true,
        ceremony: 'PRACTICE-1',
        date: '2026-01-01',
        custodians: 5,
        required: 3,
        app: '0.1.0',
      });
      expect(at(template)).toContain('target.uri wrong-form');
      expect(problemsOf(template).every(({ rule }) => rule === 'wrong-form' || rule === 'too-small')).toBe(true);
    },
  );

  it('offers the way to Azure, straight unless people say otherwise; practice has a way of its own', () => {
    const choice = { kind: 'recovery', ceremony: 'R-1', date: '2026-01-01', custodians: 3, required: 2 } as const;
    const template = (practice: boolean): Plan => planTemplate({ ...choice, practice, app: '0.1.0' });
    expect(template(false).network).toEqual({ proxy: null, roots: [] });
    expect(template(true)).not.toHaveProperty('network');
  });
});

describe.each(['activation', 're-wrap'] as const)('a plan of new keys (%s)', (kind) => {
  const choice = { practice: false, ceremony: recoveryPlan.ceremony, date: '2026-10-14', app: '0.1.0' };
  const template = planTemplate({ kind, ...choice, custodians: 3, required: 2 });
  const { purpose, place, target, people, identities } = recoveryPlan;
  /** The template as people fill it in: no member is added to it, none is taken away. */
  const filled: Plan = {
    ...template,
    ...{ purpose, place, target, people, identities },
    backup: template.backup && { ...template.backup, ...recoveryPlan.backup!, folder: template.backup.folder },
  };

  it('is the template with its blanks filled in, and has a place for the first backup', () => {
    expect(parsePlan(bytesOf(filled))).toEqual(filled);
    expect(filled.backup?.identity).toEqual(recoveryPlan.backup!.identity);
    expect(filled.backup?.folder).toBeNull();
  });

  it('needs that place', () => {
    expect(problemsOf({ ...filled, backup: null })).toEqual([{ path: 'backup', rule: 'needed-for-kind', kind }]);
  });

  it('names nothing that is only made in it', () => {
    expect(problemsOf({ ...filled, securityDomain: recoveryPlan.securityDomain })).toEqual([
      { path: 'securityDomain', rule: 'not-for-kind', kind },
    ]);
    const problems = problemsOf({ ...filled, custodians: recoveryPlan.custodians });
    expect(problems.map(({ path }) => path)).toEqual([0, 1, 2].map((k) => `custodians[${k}].certificateSha256`));
    for (const problem of problems) {
      expect(problem.rule).toBe('not-for-kind');
      expect(planProblemText(problem)).toContain(`must be null for “${kind}”`);
    }
  });
});

describe('approvals', () => {
  const once = approvePlan(recoveryPlan, operator1);
  const hash = planSha256(recoveryPlan);

  it('are two, from two people', () => {
    const approved = verifyApprovedPlan(approveAgain(once, witness), hash);
    expect(approved.approvers).toEqual(['operator-1', 'witness']);
    expect(approved.planSha256).toBe(hash);
    expect(faultOf(() => verifyApprovedPlan(once, hash))).toEqual({
      code: 'PLAN_APPROVALS_SHORT',
      have: 1,
      required: 2,
    });
  });

  it('are known by the value that was found approved, and by no copy of it', () => {
    const approved = verifyApprovedPlan(approveAgain(once, witness), hash);
    assertApprovedPlan(approved);
    expect(() => assertApprovedPlan({ ...approved })).toThrow('not minted');
  });

  it('count once for each key, and not for strangers', () => {
    expect(faultCode(() => approveAgain(once, operator1))).toBe('BUNDLE_SIGNER_TWICE');
    expect(faultCode(() => approvePlan(recoveryPlan, stranger))).toBe('PLAN_APPROVER_UNKNOWN');
    expect(faultCode(() => approveAgain(once, stranger))).toBe('PLAN_APPROVER_UNKNOWN');
    expect(faultCode(() => readSignedPlan(countersignDocument(once, stranger)))).toBe('BUNDLE_SIGNER_UNKNOWN');
  });

  it('are for one plan: the hash is the one on the paper', () => {
    const other = { ...recoveryPlan, place: 'Room 2' };
    const signed = approveAgain(approvePlan(other, operator1), offline);
    expect(faultOf(() => verifyApprovedPlan(signed, hash))).toMatchObject({ code: 'PLAN_MISMATCH', found: hash });
  });

  it('are for a plan in its one form, and for nothing else', () => {
    const sign = (bytes: Buffer, type = planPayloadType) => signDocument(type, bytes, [operator1, operator2]);
    expect(faultCode(() => readSignedPlan(sign(bytesOf(recoveryPlan))))).toBe('PLAN_NOT_CANONICAL');
    expect(faultCode(() => readSignedPlan(sign(encodePlan(recoveryPlan), 'text/plain')))).toBe('PLAN_NOT_A_PLAN');
    expect(faultCode(() => readSignedPlan(sign(encodeCanonicalJson({ ...recoveryPlan, v: 2 }))))).toBe('PLAN_INVALID');
  });
});

describe('what a journal takes from a plan', () => {
  it('is nothing where the plan knows nothing yet', () => {
    const young: Plan = {
      ...asNewKeys(recoveryPlan, 'activation'),
      kind: 'drill',
      backup: null,
    };
    const event = planAdopted(
      verifyApprovedPlan(approveAgain(approvePlan(young, operator1), witness), planSha256(young)),
    );
    expect(event).toMatchObject({
      ceremonyKind: 'drill',
      sdSha256: null,
      backupFolder: null,
      custodianCertificates: [],
    });
  });
});

describe('inputs', () => {
  it.each<PlanInputs>([
    { ceremony: 'MHSM-DR-2026-10-14-02' },
    { practice: true },
    { hsmUri: 'https://other-hsm.managedhsm.azure.net' },
    { securityDomainSha256: '0'.repeat(64) },
    { required: 3 },
    { custodians: 4 },
    { backupFolder: 'mhsm-other-2026101312000000' },
    { container: 'other' },
    { custodianCertificateSha256: '0'.repeat(64) },
  ])('that differ from the plan are refused: %o', (inputs) => {
    expect(faultCode(() => assertInputsMatch(recoveryPlan, inputs))).toBe('PLAN_MISMATCH');
  });

  it('that the plan says nothing of are refused by that name', () => {
    expect(faultOf(() => assertInputsMatch({ ...recoveryPlan, backup: null }, { container: 'other' }))).toEqual({
      code: 'PLAN_MISMATCH',
      what: 'backup container',
      expected: 'nothing',
      found: 'other',
    });
  });

  it('that are left out are not compared', () => {
    expect(() => assertInputsMatch(recoveryPlan, {})).not.toThrow();
  });

  it('that agree are taken', () => {
    const { target, securityDomain, custodians, backup } = recoveryPlan;
    assertInputsMatch(recoveryPlan, {
      practice: false,
      hsmUri: target.uri,
      securityDomainSha256: securityDomain!.sha256,
      custodianCertificateSha256: custodians[2]!.certificateSha256!,
      backupFolder: backup!.folder!,
    });
    expect(pinnedIdentities(recoveryPlan).map(({ holder }) => holder)).toContain('Person operator-2');
  });
});
