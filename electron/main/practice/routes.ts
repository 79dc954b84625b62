// Which handler answers which call of the data plane (protocol §5).
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
import { createKey, deleteKey, getKey, listKeys, listKeyVersions, updateKey, useKey } from './key-calls.ts';
import { deleteRoleAssignment, listRoleAssignments, listRoleDefinitions, putRoleAssignment } from './roles.ts';
import { download, downloadStatus, exchangeKey, upload, uploadStatus } from './security-domain-calls.ts';

type Handler = (call: Call) => Answer | Promise<Answer>;

const keyName = '([A-Za-z0-9-]{1,127})';
const keyVersion = '([0-9a-f]{32})';
// Clients write the scope `/` as a second slash, as nothing, or as %2F, which is decoded before.
const roles = '/{1,2}(?:(keys(?:/[A-Za-z0-9-]{1,127})?)/)?providers/Microsoft[.]Authorization';

const route = (method: string, path: string, handler: Handler): { method: string; path: RegExp; handler: Handler } => ({
  method,
  path: new RegExp(`^${path}/?$`),
  handler,
});

const routes = [
  route('GET', '/securitydomain/upload', exchangeKey),
  route('POST', '/securitydomain/upload', upload),
  route('GET', '/securitydomain/upload/pending', uploadStatus),
  route('POST', '/securitydomain/download', download),
  route('GET', '/securitydomain/download/pending', downloadStatus),
  route('POST', '/backup', startBackup),
  route('POST', '/prebackup', startPreBackup),
  route('GET', '/backup/([0-9a-f]{32})/pending', backupStatus),
  route('PUT', '/restore', startRestore),
  route('PUT', '/prerestore', startPreRestore),
  route('GET', '/restore/([0-9a-f]{32})/pending', restoreStatus),
  route('GET', `${roles}/roleDefinitions`, listRoleDefinitions),
  route('GET', `${roles}/roleAssignments`, listRoleAssignments),
  route('PUT', `${roles}/roleAssignments/([^/]+)`, putRoleAssignment),
  route('DELETE', `${roles}/roleAssignments/([^/]+)`, deleteRoleAssignment),
  route('GET', '/keys', listKeys),
  route('PUT', `/keys/${keyName}/restore`, startKeyRestore),
  route('POST', `/keys/${keyName}/create`, createKey),
  route('GET', `/keys/${keyName}/versions`, listKeyVersions),
  route('GET', `/keys/${keyName}(?:/${keyVersion})?`, getKey),
  route('PATCH', `/keys/${keyName}(?:/${keyVersion})?`, updateKey),
  route('DELETE', `/keys/${keyName}`, deleteKey),
  route('POST', `/keys/${keyName}(?:/${keyVersion})?/(sign|verify|wrapkey|unwrapkey|encrypt|decrypt)`, useKey),
];

/**
 * Finds the handler of a request.
 * @param path the path of the address, decoded
 * @throws 404 for an unknown path, 405 for a known one with another method
 */
export function findRoute(
  method: string,
  path: string,
): { handler: Handler; parameters: readonly (string | undefined)[] } {
  let known = false;
  for (const one of routes) {
    const match = one.path.exec(path);
    if (!match) continue;
    if (one.method === method) return { handler: one.handler, parameters: match.slice(1) };
    known = true;
  }
  if (known) throw new ServiceRefusal(405, 'MethodNotAllowed', 'this address does not take this method');
  throw notFound('NotFound', 'the practice HSM has no such address');
}
