// What a file is that was given for another: people who mix up two files are told which one they hold.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { NamedFileKind } from '#shared/faults/security-domain.ts';
import { asJsonObject, type JsonObject, parseStrictJson } from './json.ts';

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
 * @throws FILE_OF_OTHER_KIND where the object is plainly another of our files; anything else is the caller's to check
 */
export function refuseOtherJson(wanted: NamedFileKind, object: JsonObject | undefined): void {
  const kinds = memberOf.flatMap(([member, kind]) => (object && Object.hasOwn(object, member) ? [kind] : []));
  const [found] = kinds;
  // A file with members of both kinds is a damaged file of the wanted kind.
  if (found !== undefined && !kinds.includes(wanted)) refuse({ code: 'FILE_OF_OTHER_KIND', wanted, found });
}

/** @throws FILE_OF_OTHER_KIND where JSON was wanted, and the file is PEM or DER */
export function refuseNoJson(wanted: NamedFileKind, bytes: Uint8Array): void {
  const found = armouredKind(bytes);
  if (found !== undefined) refuse({ code: 'FILE_OF_OTHER_KIND', wanted, found });
}

function armouredKind(bytes: Uint8Array): NamedFileKind | undefined {
  const text = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const label = /-----BEGIN ([A-Z0-9 ]{1,40})-----/u.exec(text)?.[1];
  // DER: a SEQUENCE of 128 bytes or more, which no text begins with.
  const isDer = bytes[0] === 0x30 && (bytes[1] ?? 0) >= 0x81;
  if (label?.includes('PRIVATE KEY') === true) return 'private-key';
  return isDer || label === 'CERTIFICATE' ? 'certificate' : undefined;
}

/** Formats that a file names itself. */
const kindOfFormat: Readonly<Record<string, NamedFileKind>> = {
  'lifeboat-custody': 'register',
  'lifeboat-identity': 'identity',
  'lifeboat-inventory': 'inventory',
  'lifeboat-plan': 'plan',
  'lifeboat-public-identity': 'identity',
};

/** What a file that could not be read says that it is; undefined where it says nothing. Nothing is believed for it. */
export function claimedKind(bytes: Uint8Array): NamedFileKind | undefined {
  const object = firstObject(bytes);
  if (object === undefined) return armouredKind(bytes);
  const { format, payloadType, event, prev } = object;
  if (typeof format === 'string' && Object.hasOwn(kindOfFormat, format)) return kindOfFormat[format];
  if (typeof payloadType === 'string' && payloadType.includes('.approved-plan.')) return 'plan';
  if (asJsonObject(event) !== undefined && prev !== undefined) return 'journal';
  return memberOf.find(([member]) => Object.hasOwn(object, member))?.[1];
}

/** The whole file, or its first line: a journal has an object on each. */
function firstObject(bytes: Uint8Array): JsonObject | undefined {
  const end = bytes.indexOf(0x0a);
  for (const part of end === -1 ? [bytes] : [bytes, bytes.subarray(0, end)]) {
    try {
      return asJsonObject(parseStrictJson(part, { maxBytes: part.length }));
    } catch (error) {
      /* v8 ignore if -- @preserve `parseStrictJson` throws refusals alone; another error is a defect, and says nothing
       * about the file. */
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return undefined;
}
