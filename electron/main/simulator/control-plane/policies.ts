// Policies of the organization: a request that one denies is refused before the resource provider sees it.
import { type Answer, ServiceRefusal } from '../answers.ts';
import type { StoredResource } from '../hsm-state.ts';
import type { ArmCall } from './arm-call.ts';
import { resourceIds, type StoredPolicy } from './azure-state.ts';

/** A refusal with what Azure Policy adds to it. */
export class PolicyDenial extends ServiceRefusal {
  readonly target: string;
  readonly policies: readonly StoredPolicy[];

  constructor(target: string, policies: readonly StoredPolicy[]) {
    super(403, 'RequestDisallowedByPolicy', messageOf(target, policies));
    this.name = 'PolicyDenial';
    this.target = target;
    this.policies = policies;
  }
}

type Assessed = Pick<StoredResource, 'tags' | 'networkAcls' | 'publicNetworkAccess'>;

/** What policies make of a request before anything looks at it. */
export const modifiedByPolicies = ({ azure }: ArmCall): Partial<Pick<StoredResource, 'publicNetworkAccess'>> =>
  azure.state.policies.some(({ demand }) => demand.kind === 'modify-network')
    ? { publicNetworkAccess: 'Disabled' }
    : {};

/** @throws 403 with every policy that denies it */
export function needPolicies({ azure }: ArmCall, name: string, resource: Assessed): void {
  const denying = azure.state.policies.filter((policy) => denies(policy, resource));
  if (denying.length > 0) throw new PolicyDenial(name, denying);
}

function denies({ demand }: StoredPolicy, { tags, networkAcls, publicNetworkAccess }: Assessed): boolean {
  if (demand.kind === 'modify-network') return false;
  return demand.kind === 'tag'
    ? (tags[demand.tag] ?? '') === ''
    : publicNetworkAccess !== 'Disabled' && networkAcls.defaultAction !== 'Deny';
}

const idOf = (kind: 'policyAssignments' | 'policyDefinitions', name: string): string =>
  `${resourceIds.subscription}/providers/Microsoft.Authorization/${kind}/${Buffer.from(name).toString('hex').slice(0, 24)}`;

/** Published: the sentence, and in it the identifiers as JSON between quotation marks. */
function messageOf(target: string, policies: readonly StoredPolicy[]): string {
  const identifiers = policies.map(({ name }) => ({
    policyAssignment: { name, id: idOf('policyAssignments', name) },
    policyDefinition: { name, id: idOf('policyDefinitions', name) },
  }));
  return `Resource '${target}' was disallowed by policy. Policy identifiers: '${JSON.stringify(identifiers)}'.`;
}

export const denialAnswer = ({ status, code, message, target, policies }: PolicyDenial): Answer => ({
  status,
  body: {
    error: {
      code,
      target,
      message,
      additionalInfo: policies.map(({ name }) => ({
        type: 'PolicyViolation',
        info: {
          policyDefinitionDisplayName: name,
          policyDefinitionId: idOf('policyDefinitions', name),
          policyDefinitionEffect: 'deny',
          policyAssignmentDisplayName: name,
          policyAssignmentId: idOf('policyAssignments', name),
        },
      })),
    },
  },
});
