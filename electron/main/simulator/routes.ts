// Which handler answers which call of the data plane (REQ-02), and which data action the call needs.
import { type Answer, notFound, ServiceRefusal } from './answers.ts';
import type { DataAction } from './built-in-roles.ts';
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
import { backUpKey, restoreKey } from './key-backup.ts';
import { createKey, deleteKey, getKey, updateKey } from './key-calls.ts';
import { createEkmConnection, getEkmConnection } from './ekm.ts';
import { getKeyAttestation } from './key-attestation.ts';
import { listKeys, listKeyVersions } from './key-lists.ts';
import { getRotationPolicy, putRotationPolicy } from './key-rotation.ts';
import { useKey } from './key-use.ts';
import { deleteRoleDefinition, getRoleDefinition, listRoleDefinitions, putRoleDefinition } from './role-definitions.ts';
import { deleteRoleAssignment, getRoleAssignment, listRoleAssignments, putRoleAssignment, roleScope } from './roles.ts';
import { download, downloadStatus, exchangeKey, upload, uploadStatus } from './security-domain-calls.ts';
import { getSetting, listSettings, updateSetting } from './settings.ts';

type Handler = (call: Call) => Answer | Promise<Answer>;

const keyName = '([A-Za-z0-9-]{1,127})';
const keyVersion = '([0-9a-f]{32})';
const job = '([0-9a-f]{32})';
// Clients write the scope `/` as a second and a third slash, as nothing, or as %2F, which is decoded before (recorded: all are taken).
const roles = '/{1,3}(?:(keys(?:/[A-Za-z0-9-]{1,127})?)/)?providers/Microsoft[.]Authorization';

interface Route {
  readonly method: string;
  readonly path: RegExp;
  readonly action: DataAction;
  /** Where the caller needs the action, by what the path has captured first. */
  readonly scopeOf: (captured: string | undefined) => string;
  readonly handler: Handler;
}

type Routes = (method: string, path: string, action: DataAction, handler: Handler) => Route;

const routesAt =
  (scopeOf: Route['scopeOf']): Routes =>
  (method, path, action, handler) => ({ method, path: new RegExp(`^${path}/?$`), action, scopeOf, handler });

const hsmRoute = routesAt(() => '/');
const keyRoute = routesAt((name) => (name === undefined ? '/keys' : `/keys/${name}`));
const roleRoute = routesAt(roleScope);

const routes: readonly Route[] = [
  hsmRoute('GET', '/securitydomain/upload', 'securitydomain/transferkey/read', exchangeKey),
  hsmRoute('POST', '/securitydomain/upload', 'securitydomain/upload/action', upload),
  hsmRoute('GET', '/securitydomain/upload/pending', 'securitydomain/upload/read', uploadStatus),
  hsmRoute('POST', '/securitydomain/download', 'securitydomain/download/action', download),
  hsmRoute('GET', '/securitydomain/download/pending', 'securitydomain/download/read', downloadStatus),
  hsmRoute('POST', '/backup', 'backup/start/action', startBackup),
  hsmRoute('POST', '/prebackup', 'backup/start/action', startPreBackup),
  hsmRoute('GET', `/backup/${job}/pending`, 'backup/status/action', backupStatus),
  hsmRoute('PUT', '/restore', 'restore/start/action', startRestore),
  hsmRoute('PUT', '/prerestore', 'restore/start/action', startPreRestore),
  hsmRoute('PUT', `/keys/${keyName}/restore`, 'restore/start/action', startKeyRestore),
  hsmRoute('GET', `/restore/${job}/pending`, 'restore/status/action', restoreStatus),
  hsmRoute('GET', '/ekm', 'ekm/read/action', getEkmConnection),
  hsmRoute('POST', '/ekm/create', 'ekm/write/action', createEkmConnection),
  hsmRoute('GET', '/settings', 'settings/read/action', listSettings),
  hsmRoute('GET', '/settings/([^/]+)', 'settings/read/action', getSetting),
  hsmRoute('PATCH', '/settings/([^/]+)', 'settings/write/action', updateSetting),
  roleRoute('GET', `${roles}/roleDefinitions`, 'roleDefinitions/read/action', listRoleDefinitions),
  roleRoute('GET', `${roles}/roleDefinitions/([^/]+)`, 'roleDefinitions/read/action', getRoleDefinition),
  roleRoute('PUT', `${roles}/roleDefinitions/([^/]+)`, 'roleDefinitions/write/action', putRoleDefinition),
  roleRoute('DELETE', `${roles}/roleDefinitions/([^/]+)`, 'roleDefinitions/delete/action', deleteRoleDefinition),
  roleRoute('GET', `${roles}/roleAssignments`, 'roleAssignments/read/action', listRoleAssignments),
  roleRoute('GET', `${roles}/roleAssignments/([^/]+)`, 'roleAssignments/read/action', getRoleAssignment),
  roleRoute('PUT', `${roles}/roleAssignments/([^/]+)`, 'roleAssignments/write/action', putRoleAssignment),
  roleRoute('DELETE', `${roles}/roleAssignments/([^/]+)`, 'roleAssignments/delete/action', deleteRoleAssignment),
  keyRoute('GET', '/keys', 'keys/read/action', listKeys),
  keyRoute('POST', `/keys/${keyName}/create`, 'keys/create', createKey),
  keyRoute('GET', `/keys/${keyName}/versions`, 'keys/read/action', listKeyVersions),
  keyRoute('GET', `/keys/${keyName}(?:/${keyVersion})?`, 'keys/read/action', getKey),
  keyRoute('PATCH', `/keys/${keyName}(?:/${keyVersion})?`, 'keys/write/action', updateKey),
  keyRoute('DELETE', `/keys/${keyName}`, 'keys/delete', deleteKey),
  keyRoute('GET', `/keys/${keyName}/rotationpolicy`, 'keys/read/action', getRotationPolicy),
  keyRoute('PUT', `/keys/${keyName}/rotationpolicy`, 'keys/write/action', putRotationPolicy),
  keyRoute('POST', `/keys/${keyName}/backup`, 'keys/backup/action', backUpKey),
  keyRoute('POST', '/keys/restore', 'keys/restore/action', restoreKey),
  keyRoute('GET', `/keys/${keyName}(?:/${keyVersion})?/attestation`, 'keys/read/action', getKeyAttestation),
  keyRoute('GET', '/deletedkeys', 'keys/deletedKeys/read/action', listDeletedKeys),
  keyRoute('GET', `/deletedkeys/${keyName}`, 'keys/deletedKeys/read/action', getDeletedKey),
  keyRoute('DELETE', `/deletedkeys/${keyName}`, 'keys/deletedKeys/delete', purgeDeletedKey),
  keyRoute('POST', `/deletedkeys/${keyName}/recover`, 'keys/deletedKeys/recover/action', recoverDeletedKey),
  ...(['sign', 'verify', 'wrap', 'unwrap', 'encrypt', 'decrypt'] as const).map((use) =>
    keyRoute('POST', `/keys/${keyName}(?:/${keyVersion})?/(${use}(?:key)?)`, `keys/${use}/action`, useKey),
  ),
];

interface Found {
  readonly handler: Handler;
  readonly action: DataAction;
  /** Where the caller needs the action. */
  readonly scope: string;
  readonly parameters: readonly (string | undefined)[];
}

/**
 * Finds the route of a request.
 * @param path the path of the address, decoded
 * @throws 404 for an unknown path, 405 for a known one with another method
 */
export function findRoute(method: string, path: string): Found {
  let known = false;
  for (const { path: pattern, scopeOf, action, handler, ...one } of routes) {
    const match = pattern.exec(path);
    if (!match) continue;
    if (one.method === method) return { handler, action, scope: scopeOf(match[1]), parameters: match.slice(1) };
    known = true;
  }
  if (known) throw new ServiceRefusal(405, 'MethodNotAllowed', 'This address does not take this method.');
  throw notFound('NotFound', 'The practice HSM has no such address.');
}
