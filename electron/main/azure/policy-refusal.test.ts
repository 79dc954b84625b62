// What policies deny, in the forms in which Azure says it, and in hostile ones.
import { describe, expect, it } from 'vitest';
import { refusedFault } from './answers.ts';
import { policyRefusal } from './policy-refusal.ts';

const id = '/subscriptions/0/providers/Microsoft.Authorization/policyAssignments/a';
const identifiers = `[{"policyAssignment":{"name":"Tags please","id":"${id}"},"policyDefinition":{"name":"x","id":"${id}"}}]`;
const message = `Resource 'new-hsm' was disallowed by policy. Policy identifiers: '${identifiers}'.`;
const denial = { code: 'RequestDisallowedByPolicy', target: 'new-hsm', message };

describe('a denial by policy', () => {
  it('is told from other refusals whatever its status, and has its sentence without identifiers', () => {
    for (const status of [400, 403, 409]) {
      expect(refusedFault('control-plane', { status, json: { error: denial } })).toEqual({
        code: 'SERVICE_POLICY_DENIED',
        operation: 'control-plane',
        policies: ['Tags please'],
        serviceCode: 'RequestDisallowedByPolicy',
        serviceMessage: "Resource 'new-hsm' was disallowed by policy.",
      });
    }
  });

  it('has the names that stand beside it, each once', () => {
    const additionalInfo = [
      {
        type: 'PolicyViolation',
        info: { policyAssignmentDisplayName: 'Tags please', policyDefinitionDisplayName: 'x' },
      },
      { type: 'PolicyViolation', info: { policyDefinitionDisplayName: 'No open networks' } },
      { type: 'PolicyViolation', info: 'odd' },
    ];
    expect(policyRefusal({ error: { ...denial, additionalInfo } })?.policies).toEqual([
      'Tags please',
      'No open networks',
    ]);
  });

  it('has the reasons that an organization has written', () => {
    const reasons =
      "Resource 'h' was disallowed by policy. Reasons: 'Ask the cloud team.'. See error details for policy resource IDs.";
    expect(policyRefusal({ error: { ...denial, message: reasons } })).toMatchObject({
      serviceMessage: "Resource 'h' was disallowed by policy. Reasons: 'Ask the cloud team.'.",
      policies: [],
    });
  });

  it('is found among the details of another error', () => {
    const json = { error: { code: 'InvalidTemplateDeployment', message: 'm', details: [{ code: 'Other' }, denial] } };
    expect(policyRefusal(json)?.policies).toEqual(['Tags please']);
  });

  it('moves no cursor and fills no screen', () => {
    const name = `\u001b[2J${'x'.repeat(5000)}`;
    const info = { policyAssignmentDisplayName: name };
    const many = Array.from({ length: 50 }, (_, at) => ({ info: { policyAssignmentDisplayName: `p${at}` } }));
    const found = policyRefusal({ error: { ...denial, message: name, additionalInfo: [{ info }, ...many] } });
    expect(JSON.stringify(found)).not.toContain('\u001b');
    expect(JSON.stringify(found).length).toBeLessThan(2000);
    expect(found?.policies).toHaveLength(5);
  });

  it.each([
    ['nothing', undefined],
    ['a text', 'RequestDisallowedByPolicy'],
    ['another code', { error: { code: 'AuthorizationFailed', message: 'RequestDisallowedByPolicy' } }],
    ['details that are none', { error: { code: 'X', details: 'RequestDisallowedByPolicy' } }],
  ])('is not %s', (_, json) => {
    expect(policyRefusal(json)).toBeUndefined();
  });
});
