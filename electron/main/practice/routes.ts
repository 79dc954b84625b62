// Which handler answers which call of the data plane (protocol §5), and which right the call needs.
import { type Answer, notFound, ServiceRefusal } from './answers.ts';
import { type Call } from './call.ts';
import {
  backupStatus,
  restoreStatus,
  startBackup,
  startKeyRestore,
  startPreBackup,
  startPreRestore,
  startRestore,
} from './jobs.ts';
import { getDeletedKey, listDeletedKeys, purgeDeletedKey, recoverDeletedKey } from './deleted-keys.ts';
import { createKey, deleteKey, getKey, updateKey } from './key-calls.ts';
import { importKey } from './key-import.ts';
import { listKeys, listKeyVersions } from './key-lists.ts';
import { useKey } from './key-use.ts';
import type { Right } from './rights.ts';
import { deleteRoleDefinition, getRoleDefinition, listRoleDefinitions, putRoleDefinition } from './role-definitions.ts';
import { deleteRoleAssignment, listRoleAssignments, putRoleAssignment } from './roles.ts';
import { download, downloadStatus, exchangeKey, upload, uploadStatus } from './security-domain-calls.ts';

type Handler = (call: Call) => Answer | Promise<Answer>;

const keyName = '([A-Za-z0-9-]{1,127})';
const keyVersion = '([0-9a-f]{32})';
// Clients write the scope `/` as a second slash, as nothing, or as %2F, which is decoded before.
const roles = '/{1,2}(?:(keys(?:/[A-Za-z0-9-]{1,127})?)/)?providers/Microsoft[.]Authorization';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly right: Right;
  readonly handler: Handler;
}

const route = (method: string, path: string, right: Right, handler: Handler): Route => ({
  method,
  path: new RegExp(`^${path}/?$`),
  right,
  handler,
});

const routes = [
  route('GET', '/securitydomain/upload', 'security-domain', exchangeKey),
  route('POST', '/securitydomain/upload', 'security-domain', upload),
  route('GET', '/securitydomain/upload/pending', 'security-domain', uploadStatus),
  route('POST', '/securitydomain/download', 'security-domain', download),
  route('GET', '/securitydomain/download/pending', 'security-domain', downloadStatus),
  route('POST', '/backup', 'backup', startBackup),
  route('POST', '/prebackup', 'backup', startPreBackup),
  route('GET', '/backup/([0-9a-f]{32})/pending', 'backup', backupStatus),
  route('PUT', '/restore', 'restore', startRestore),
  route('PUT', '/prerestore', 'restore', startPreRestore),
  route('GET', '/restore/([0-9a-f]{32})/pending', 'restore', restoreStatus),
  route('GET', `${roles}/roleDefinitions`, 'see-roles', listRoleDefinitions),
  route('GET', `${roles}/roleDefinitions/([^/]+)`, 'see-roles', getRoleDefinition),
  route('PUT', `${roles}/roleDefinitions/([^/]+)`, 'assign-roles', putRoleDefinition),
  route('DELETE', `${roles}/roleDefinitions/([^/]+)`, 'assign-roles', deleteRoleDefinition),
  route('GET', `${roles}/roleAssignments`, 'see-roles', listRoleAssignments),
  route('PUT', `${roles}/roleAssignments/([^/]+)`, 'assign-roles', putRoleAssignment),
  route('DELETE', `${roles}/roleAssignments/([^/]+)`, 'assign-roles', deleteRoleAssignment),
  route('GET', '/keys', 'read-keys', listKeys),
  route('PUT', `/keys/${keyName}`, 'manage-keys', importKey),
  route('PUT', `/keys/${keyName}/restore`, 'restore', startKeyRestore),
  route('POST', `/keys/${keyName}/create`, 'manage-keys', createKey),
  route('GET', `/keys/${keyName}/versions`, 'read-keys', listKeyVersions),
  route('GET', `/keys/${keyName}(?:/${keyVersion})?`, 'read-keys', getKey),
  route('PATCH', `/keys/${keyName}(?:/${keyVersion})?`, 'manage-keys', updateKey),
  route('DELETE', `/keys/${keyName}`, 'manage-keys', deleteKey),
  route('GET', '/deletedkeys', 'read-keys', listDeletedKeys),
  route('GET', `/deletedkeys/${keyName}`, 'read-keys', getDeletedKey),
  route('DELETE', `/deletedkeys/${keyName}`, 'recover-keys', purgeDeletedKey),
  route('POST', `/deletedkeys/${keyName}/recover`, 'recover-keys', recoverDeletedKey),
  route(
    'POST',
    `/keys/${keyName}(?:/${keyVersion})?/(sign|verify|wrapkey|unwrapkey|encrypt|decrypt)`,
    'use-keys',
    useKey,
  ),
];

/**
 * Finds the route of a request.
 * @param path the path of the address, decoded
 * @throws 404 for an unknown path, 405 for a known one with another method
 */
export function findRoute(
  method: string,
  path: string,
): { readonly handler: Handler; readonly right: Right; readonly parameters: readonly (string | undefined)[] } {
  let known = false;
  for (const one of routes) {
    const match = one.path.exec(path);
    if (!match) continue;
    if (one.method === method) return { handler: one.handler, right: one.right, parameters: match.slice(1) };
    known = true;
  }
  if (known) throw new ServiceRefusal(405, 'MethodNotAllowed', 'this address does not take this method');
  throw notFound('NotFound', 'the practice HSM has no such address');
}
