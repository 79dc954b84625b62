// The positive control: readers as a careless program would have them. A oracle that finds nothing wrong with these sees nothing.
import { createDecipheriv } from 'node:crypto';
import { Refusal } from '#shared/faults/fault.ts';
import { cekLength } from '#core/security-domain/content-encryption.ts';
import { parseCompactJwe, sealDirectJwe } from '#core/security-domain/jwe.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { parseEnvelope } from '#core/transfer/envelope.ts';
import { mutateJson, mutateJwe } from './mutate-json.ts';
import { Random } from './random.ts';
import { means, type Target } from './target.ts';
import { targets } from './run-inputs.ts';

const random = new Random('careless');
const cek = random.bytes(cekLength);
const plaintext = random.bytes(48);
const bundle = targets.find(({ name }) => name === 'bundle')?.seed ?? Buffer.alloc(0);

/** Decrypts without asking whether the text is authentic, and tells why it could not. */
function openUnauthenticated(text: string): string {
  const { iv, ciphertext } = parseCompactJwe(text);
  const decipher = createDecipheriv('aes-256-cbc', cek.subarray(32), iv);
  try {
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('hex');
  } catch (cause) {
    throw new Refusal({ code: 'JWE_IV_LENGTH', bytes: iv.length }, cause);
  }
}

export const carelessTargets: readonly Target[] = [
  {
    name: 'careless: no signature is verified',
    seed: bundle,
    mutate: mutateJson,
    read: (bytes) =>
      means(
        sha256(parseEnvelope(bundle).payload).toString('hex'),
        sha256(parseEnvelope(bytes).payload).toString('hex'),
      ),
    weight: 1,
  },
  {
    name: 'careless: no tag is compared',
    seed: Buffer.from(sealDirectJwe(plaintext, cek, 'x')),
    mutate: mutateJwe,
    read: (bytes) => means(plaintext.toString('hex'), openUnauthenticated(bytes.toString('latin1'))),
    weight: 1,
  },
  {
    name: 'careless: the reason is told',
    seed: Buffer.from(sealDirectJwe(plaintext, cek, 'x')),
    mutate: mutateJwe,
    read: (bytes) => {
      openUnauthenticated(bytes.toString('latin1'));
      return undefined;
    },
    oracle: {
      answer: JSON.stringify({ code: 'JWE_DECRYPTION_FAILED' }),
      before: /^(?:JWE_(?!DECRYPTION|IV)|JSON_|BASE64)/,
    },
    weight: 1,
  },
  {
    name: 'careless: an exception of the language',
    seed: Buffer.from('{"a":1}'),
    mutate: mutateJson,
    read: (bytes) => means('{"a":1}', JSON.stringify(JSON.parse(bytes.toString('utf8')))),
    weight: 1,
  },
];

const kept: Buffer[] = [];

/** Finds nothing wrong, and lets go of nothing: what only the memory of its process shows. */
export const keepingTarget: Target = {
  name: 'careless: what was read is kept',
  seed: bundle,
  mutate: mutateJson,
  read: (bytes) => {
    kept.push(bytes);
    return undefined;
  },
  weight: 1,
};
