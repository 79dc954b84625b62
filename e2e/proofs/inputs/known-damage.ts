// What has fooled readers of JSON, DER and PEM before: each is tried on every honest file of the form.
import type { FaultCode } from '#shared/faults/fault.ts';
import type { KeptInput } from './corpus.ts';
import { mutateDer } from './mutate-der.ts';
import { mutateJson } from './mutate-json.ts';
import { mutatePem } from './mutate-text.ts';
import type { Target } from './target.ts';

type Damage = readonly [name: string, code: FaultCode | undefined, apply: (seed: Buffer) => Buffer];

const json: readonly Damage[] = [
  ['byte order mark', 'JSON_BOM', (seed) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), seed])],
  ['text after the end', 'JSON_TRAILING_BYTES', (seed) => Buffer.concat([seed, Buffer.from('{}')])],
  ['duplicate member', 'JSON_DUPLICATE_MEMBER', (seed) => Buffer.from(seed.toString().replace('{', '{"a":1,"a":1,'))],
];

/** The codes are those of the reader; without one, a length is read that BER allows, as the programs that write keys need it. */
const der = (malformed: FaultCode, notDer?: FaultCode): readonly Damage[] => [
  ['byte after the end', malformed, (seed) => Buffer.concat([seed, Buffer.from([0])])],
  ['huge length', malformed, (seed) => withLength(seed, [0x84, 0x7f, 0xff, 0xff, 0xff])],
  ['length not the shortest', notDer, (seed) => withLength(seed, [0x83, 0, ...seed.subarray(2, 4)])],
  ['indefinite length', notDer, (seed) => Buffer.concat([withLength(seed, [0x80]), Buffer.alloc(2)])],
];

const pem: readonly Damage[] = [['two blocks', 'PEM_SEVERAL_BLOCKS', (seed) => Buffer.concat([seed, seed])]];

/** The seeds have lengths of two bytes. */
const withLength = (seed: Buffer, length: readonly number[]): Buffer =>
  Buffer.concat([seed.subarray(0, 1), Buffer.from(length), seed.subarray(4)]);

function damageOf({ name, mutate }: Target): readonly Damage[] {
  if (mutate === mutateJson) return json;
  if (mutate === mutatePem) return pem;
  if (mutate !== mutateDer) return [];
  switch (name) {
    case 'exchange certificate':
      return der('CERTIFICATE_MALFORMED', 'CERTIFICATE_MALFORMED');
    case 'revocation list':
      return der('PCK_REVOCATION_LIST_INVALID', 'PCK_REVOCATION_LIST_INVALID');
    case 'certificate of a server':
      return der('FETCH_TLS_MALFORMED', 'FETCH_TLS_MALFORMED');
    // Its lengths are indefinite in the honest file.
    case 'key, PKCS#12 in BER':
      return [];
    default:
      return der('CUSTODIAN_KEY_DAMAGED');
  }
}

/** The damaged files of a target. */
export const knownDamage = (target: Target): readonly KeptInput[] =>
  damageOf(target).map(([name, code, apply]) => ({
    name,
    bytes: apply(target.seed),
    // What does not begin as JSON is no exchange key at all.
    code: target.name === 'exchange key as JWK' && code === 'JSON_BOM' ? 'EXCHANGE_FILE_UNKNOWN' : code,
  }));
