// Who may do what inside an HSM: its role assignments and definitions (REQ-02).
import { z } from 'zod';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { answerAs, type HsmConnection } from './connection.ts';

/** `/` is the whole HSM, `/keys` all keys, `/keys/NAME` one. */
export type RoleScope = '/' | '/keys' | `/keys/${string}`;

const RoleAssignment = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({ scope: z.string(), roleDefinitionId: z.string(), principalId: z.string() }),
});

const names = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

const RoleDefinition = z.object({
  id: z.string(),
  name: z.string(),
  properties: z.object({
    roleName: z.string(),
    /** `AKVBuiltInRole` or `CustomRole` (recorded). */
    type: z.string().nullish(),
    permissions: z
      .array(z.object({ dataActions: names, notDataActions: names }))
      .nullish()
      .transform((list) => list ?? []),
  }),
});

/** Who has which role where. Its `name` is a GUID. */
export type RoleAssignment = z.output<typeof RoleAssignment>;
/** A role, and what it allows. Its `name` is a GUID, its `id` is what an assignment names. */
export type RoleDefinition = z.output<typeof RoleDefinition>;

const operation = 'roles';
/** Who may read roles may not change them, by far. */
const changing = 'role-change';

export class RolesClient {
  readonly #connection: HsmConnection;

  constructor(connection: HsmConnection) {
    this.#connection = connection;
  }

  /** Assignments at a scope and below it. @throws the SERVICE faults */
  listAssignments(scope: RoleScope = '/'): Promise<readonly RoleAssignment[]> {
    return all(this.#connection.pages({ operation, path: pathOf(scope, 'roleAssignments') }, RoleAssignment));
  }

  /** The roles that can be assigned, built-in and custom. @throws the SERVICE faults */
  listDefinitions(scope: RoleScope = '/'): Promise<readonly RoleDefinition[]> {
    return all(this.#connection.pages({ operation, path: pathOf(scope, 'roleDefinitions') }, RoleDefinition));
  }

  /**
   * Gives a role to a person, group or program.
   * @param name a GUID; one that is in use is refused, whatever that assignment says
   * @param roleDefinitionId the `id` of a definition
   * @param principalId object id
   * @throws SERVICE_ROLE_ASSIGNMENT_EXISTS if the principal has the role there already; the SERVICE faults
   */
  async createAssignment(
    scope: RoleScope,
    roleDefinitionId: string,
    principalId: string,
    name: string,
  ): Promise<RoleAssignment> {
    const path = assignmentPath(scope, name);
    const body = { properties: { roleDefinitionId, principalId } };
    try {
      const answer = await this.#connection.send({ operation: changing, method: 'PUT', path, body });
      return answerAs(RoleAssignment, changing, answer);
    } catch (error) {
      // Recorded: 400 with this code, not 409.
      if (!(error instanceof Refusal) || !isThere(error.fault)) throw error;
      return refuse({ code: 'SERVICE_ROLE_ASSIGNMENT_EXISTS', scope, principalId }, error);
    }
  }

  /** Takes a role away. @returns the assignment that was @throws SERVICE_NOT_FOUND if there is none of this name; the SERVICE faults */
  async deleteAssignment(scope: RoleScope, name: string): Promise<RoleAssignment> {
    const request = { operation: changing, method: 'DELETE', path: assignmentPath(scope, name) } as const;
    return answerAs(RoleAssignment, changing, await this.#connection.send(request));
  }
}

const isThere = (fault: Refusal['fault']): boolean =>
  (fault.code === 'SERVICE_REFUSED' || fault.code === 'SERVICE_CONFLICT') &&
  fault.serviceCode === 'RoleAssignmentExists';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

const pathOf = (scope: RoleScope, list: 'roleAssignments' | 'roleDefinitions'): string =>
  `${scope === '/' ? '' : scope}/providers/Microsoft.Authorization/${list}`;

const assignmentPath = (scope: RoleScope, name: string): string =>
  `${pathOf(scope, 'roleAssignments')}/${encodeURIComponent(name)}`;
