// The name of a role assignment that says the same whenever it is asked for: a repeated request meets its own assignment.
import { createHash } from 'node:crypto';

/**
 * A GUID of version 8 (RFC 9562 §5.8) made from what the assignment says.
 * @param scope `/`, `/keys` or `/keys/NAME`
 * @param roleGuid GUID of the role definition
 * @param principalId object id
 */
export function assignmentName(scope: string, roleGuid: string, principalId: string): string {
  const text = ['lifeboat role assignment', scope, roleGuid.toLowerCase(), principalId.toLowerCase()].join('\n');
  const bytes = createHash('sha256').update(text, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
