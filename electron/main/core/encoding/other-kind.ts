// What a file is that was given for another: people who mix up two files are told which one they hold.
import { refuse } from '#shared/faults/fault.ts';
import type { NamedFileKind } from '#shared/faults/security-domain.ts';
import { type JsonObject } from './json.ts';

/** Members by which the files of a recovery are told apart, in the order in which they are asked for. */
const memberOf: readonly (readonly [member: string, kind: NamedFileKind])[] = [
  ['WrappedKey', 'restore-blob'],
  ['SharedKeys', 'security-domain'],
  ['SplitKeys', 'security-domain'],
  ['transfer_key', 'exchange-key'],
  ['kty', 'exchange-key'],
  ['payloadType', 'bundle'],
];

/**
 * @param wanted what the caller reads
 * @throws FILE_OF_OTHER_KIND where the object is plainly another of our files; anything else is the caller's to judge
 */
export function refuseOtherJson(wanted: NamedFileKind, object: JsonObject | undefined): void {
  const kinds = memberOf.flatMap(([member, kind]) => (object && Object.hasOwn(object, member) ? [kind] : []));
  const [found] = kinds;
  // A file that has members of both is a damaged one of what was wanted.
  if (found !== undefined && !kinds.includes(wanted)) refuse({ code: 'FILE_OF_OTHER_KIND', wanted, found });
}

/** @throws FILE_OF_OTHER_KIND where JSON was wanted, and the file is PEM or DER */
export function refuseNoJson(wanted: NamedFileKind, bytes: Uint8Array): void {
  const text = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const label = /-----BEGIN ([A-Z0-9 ]{1,40})-----/u.exec(text)?.[1];
  // DER: a SEQUENCE of 128 bytes or more, which no text begins with.
  const isDer = bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x81;
  if (label?.includes('PRIVATE KEY') === true) refuse({ code: 'FILE_OF_OTHER_KIND', wanted, found: 'private-key' });
  if (isDer || label === 'CERTIFICATE') refuse({ code: 'FILE_OF_OTHER_KIND', wanted, found: 'certificate' });
}
