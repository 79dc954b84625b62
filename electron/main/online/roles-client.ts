// Who may do what inside an HSM: its role assignments and definitions (protocol §5).
import { z } from 'zod';
import { answerAs, type HsmConnection } from './connection.ts';

/** `/` is the whole HSM, `/keys` all keys, `/keys/NAME` one. */
export type RoleScope = '/' | '/keys' | `/keys/${string}`;

const Assignments = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      properties: z.object({ scope: z.string(), roleDefinitionId: z.string(), principalId: z.string() }),
    }),
  ),
});

const Definitions = z.object({
  value: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      properties: z.object({ roleName: z.string(), type: z.string().nullish() }),
    }),
  ),
});

export type RoleAssignment = z.output<typeof Assignments>['value'][number];
export type RoleDefinition = z.output<typeof Definitions>['value'][number];

const operation = 'roles';

export class RolesClient {
  readonly #connection: HsmConnection;

  constructor(connection: HsmConnection) {
    this.#connection = connection;
  }

  /** Assignments at a scope and below it. */
  async listAssignments(scope: RoleScope = '/'): Promise<readonly RoleAssignment[]> {
    const answer = await this.#connection.send({ operation, method: 'GET', path: pathOf(scope, 'roleAssignments') });
    return answerAs(Assignments, operation, answer).value;
  }

  async listDefinitions(scope: RoleScope = '/'): Promise<readonly RoleDefinition[]> {
    const answer = await this.#connection.send({ operation, method: 'GET', path: pathOf(scope, 'roleDefinitions') });
    return answerAs(Definitions, operation, answer).value;
  }

  /** @param name a new GUID; the same name again replaces the assignment */
  async putAssignment(scope: RoleScope, name: string, roleDefinitionId: string, principalId: string): Promise<void> {
    const path = `${pathOf(scope, 'roleAssignments')}/${encodeURIComponent(name)}`;
    await this.#connection.send({
      operation,
      method: 'PUT',
      path,
      body: { properties: { roleDefinitionId, principalId } },
    });
  }
}

/** The scope keeps its leading slash, so the path begins with two: that is how the service's own clients write it. */
function pathOf(scope: RoleScope, list: 'roleAssignments' | 'roleDefinitions'): string {
  const inside = scope === '/' ? '/' : `${scope}/`;
  return `/${inside}providers/Microsoft.Authorization/${list}`;
}
