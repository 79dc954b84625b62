// Changes to an SGX quote (Intel's DCAP, version 3) that leave it a quote: its fields gone, doubled, exchanged, and its lengths wrong.
import { mutateBytes, type Mutator } from './mutate-bytes.ts';
import type { Random } from './random.ts';

/** What is in front of the first length: header and report. */
const signedBytes = 48 + 384;
/** Signature, attestation key, report of the quoting enclave, its signature. */
const fixedParts = [64, 64, 384, 64];
const lengthEdges = [0, 1, 0x7f, 0xff, 0xffff, 0x7fffffff, 0xffffffff];

interface Quote {
  /** Header and report, then the fixed parts, the authentication data and the certification data. */
  readonly parts: Buffer[];
  readonly certificationType: number;
}

export const mutateQuote: Mutator = (bytes, random) => {
  const quote = split(bytes);
  if (!quote) return mutateBytes(bytes, random);
  const { parts } = quote;
  const at = random.below(parts.length);
  const part = parts[at] ?? Buffer.alloc(0);
  const wrong = { signature: 0, auth: 0, certification: 0 };
  switch (random.below(8)) {
    case 0:
      parts[at] = Buffer.alloc(part.length, random.pick([0, 0xff]));
      break;
    case 1:
      parts[at] = part.subarray(0, random.below(part.length + 1));
      break;
    case 2:
      parts[at] = Buffer.concat([part, random.bytes(1 + random.below(64))]);
      break;
    case 3: {
      const other = random.below(parts.length);
      [parts[at], parts[other]] = [parts[other] ?? part, part];
      break;
    }
    case 4:
      parts[at] = parts[random.below(parts.length)] ?? part;
      break;
    case 5:
      return encode({ ...quote, certificationType: random.below(8) }, wrong);
    case 6:
      wrong[random.pick(['signature', 'auth', 'certification'] as const)] = wrongLength(random);
      break;
    default:
      parts[at] = mutateBytes(part, random);
  }
  return encode(quote, wrong);
};

/** What is added to the true length; a length that runs over begins again at nought. */
const wrongLength = (random: Random): number =>
  random.once(2) ? random.pick([-1, 1, 64, -64]) : random.pick(lengthEdges);

/** The fields; undefined where an earlier change has left no quote. */
function split(bytes: Buffer): Quote | undefined {
  const parts: Buffer[] = [];
  let at = 0;
  const take = (length: number): Buffer => bytes.subarray(at, (at += length));
  parts.push(take(signedBytes));
  at += 4;
  for (const length of fixedParts) parts.push(take(length));
  if (at + 2 > bytes.length) return undefined;
  parts.push(take(take(2).readUInt16LE()));
  if (at + 6 > bytes.length) return undefined;
  const certificationType = take(2).readUInt16LE();
  at += 4;
  parts.push(bytes.subarray(at));
  return { parts, certificationType };
}

function encode(
  { parts, certificationType }: Quote,
  wrong: { readonly signature: number; readonly auth: number; readonly certification: number },
): Buffer {
  const [signed = Buffer.alloc(0), ...rest] = parts;
  const [auth = Buffer.alloc(0), certification = Buffer.alloc(0)] = rest.slice(fixedParts.length);
  const type = Buffer.alloc(2);
  type.writeUInt16LE(certificationType);
  const signature = Buffer.concat([
    ...rest.slice(0, fixedParts.length),
    length(2, auth.length + wrong.auth),
    auth,
    type,
    length(4, certification.length + wrong.certification),
    certification,
  ]);
  return Buffer.concat([signed, length(4, signature.length + wrong.signature), signature]);
}

function length(octets: 2 | 4, value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value >>> 0);
  return bytes.subarray(0, octets);
}
