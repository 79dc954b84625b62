// The signing identity of one machine: a P-384 key that rests encrypted in a file and is opened with a passphrase.
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  scryptSync,
} from 'node:crypto';
import { z } from 'zod';
import { minPassphraseBytes } from '#shared/contract/passphrase-limit.ts';
import { refuse } from '#shared/faults/fault.ts';
import { base64Text, personName } from '#shared/schemas/atoms.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { wipe } from '../encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '../encoding/canonical-json.ts';
import { signerRole, type SignerRole } from './roles.ts';
import { parseSigningPublicKey, signBytes, type SigningPublicKey } from './signature.ts';

/** The public half of an identity: what is pinned in a plan and shown for pairing. */
export interface PublicIdentity extends SigningPublicKey {
  readonly role: SignerRole;
  /** The person who holds it, as people call them. */
  readonly holder: string;
}

/** An opened identity: it signs, and gives its private key to nobody. */
export interface Signer extends PublicIdentity {
  readonly sign: (bytes: Uint8Array) => Buffer;
}

/** An identity file has about 800 bytes. */
export const maxIdentityBytes = 8192;
const scryptCost = { N: 1 << 17, r: 8, p: 1 } as const;
/** Node refuses scrypt above 32 MiB unless told; this cost needs 128 MiB and a little more. */
const scryptMemory = 160 << 20;

const identitySchema = z.strictObject({
  format: z.literal('lifeboat-identity'),
  v: z.literal(1),
  role: signerRole,
  holder: personName,
  spki: base64Text,
  kdf: z.strictObject({
    name: z.literal('scrypt'),
    N: z.literal(scryptCost.N),
    r: z.literal(scryptCost.r),
    p: z.literal(scryptCost.p),
    salt: base64Text.length(44),
  }),
  cipher: z.strictObject({ name: z.literal('aes-256-gcm'), iv: base64Text.length(16), tag: base64Text.length(24) }),
  encryptedKey: base64Text.max(1024),
});
type IdentityFile = z.infer<typeof identitySchema>;

/** The public half as its own file, which may travel. */
const publicSchema = z.strictObject({
  format: z.literal('lifeboat-public-identity'),
  v: z.literal(1),
  role: signerRole,
  holder: personName,
  spki: base64Text,
});

/** A new identity: its file, and the signer that the file opens to. */
export interface MadeIdentity {
  readonly file: Buffer;
  readonly signer: Signer;
}

/**
 * Makes the file of a new identity. The passphrase stays the caller's, to wipe.
 * @throws IDENTITY_PASSPHRASE_SHORT
 */
export const createIdentity = (role: SignerRole, holder: string, passphrase: Uint8Array): Buffer =>
  makeIdentity(role, holder, passphrase).file;

/**
 * As `createIdentity`, for who signs with it at once: opening the file takes as long as making it.
 * @throws IDENTITY_PASSPHRASE_SHORT
 */
export function makeIdentity(role: SignerRole, holder: string, passphrase: Uint8Array): MadeIdentity {
  if (passphrase.length < minPassphraseBytes) {
    refuse({ code: 'IDENTITY_PASSPHRASE_SHORT', minimumBytes: minPassphraseBytes });
  }
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const pkcs8 = privateKey.export({ format: 'der', type: 'pkcs8' });
  const salt = randomBytes(32);
  const key = deriveKey(passphrase, salt);
  try {
    const iv = randomBytes(12);
    const publicPart = {
      format: 'lifeboat-identity' as const,
      v: 1 as const,
      role,
      holder,
      spki: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
      kdf: { name: 'scrypt' as const, ...scryptCost, salt: salt.toString('base64') },
    };
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(encodeCanonicalJson(publicPart));
    const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
    const file = encodeCanonicalJson({
      ...publicPart,
      cipher: { name: 'aes-256-gcm', iv: iv.toString('base64'), tag: cipher.getAuthTag().toString('base64') },
      encryptedKey: encrypted.toString('base64'),
    });
    return { file, signer: signerOf(role, holder, privateKey) };
  } finally {
    wipe(pkcs8, key);
  }
}

/** Writes the public half as a file for the other machine and for the plan. */
export const encodePublicIdentity = ({ role, holder, spkiDer }: PublicIdentity): Buffer =>
  encodeCanonicalJson({ format: 'lifeboat-public-identity', v: 1, role, holder, spki: spkiDer.toString('base64') });

/**
 * Reads a public identity, or the public half of an identity file; nothing is decrypted, and nothing proves whose it is.
 * @throws IDENTITY_FORM, SIGNING_KEY_NOT_P384, JSON_…, BASE64_INVALID
 */
export const readPublicIdentity = (bytes: Uint8Array): PublicIdentity =>
  publicIdentity(parseFile(bytes, z.union([publicSchema, identitySchema])));

/**
 * Opens an identity file.
 * @throws IDENTITY_NOT_OPENED if the passphrase is wrong or the file was altered: encryption cannot tell which
 * @throws IDENTITY_KEY_MISMATCH if the private key inside is not the one that the file shows
 */
export function openIdentity(bytes: Uint8Array, passphrase: Uint8Array): Signer {
  const file = parseFile(bytes, identitySchema);
  const identity = publicIdentity(file);
  const pkcs8 = decryptKey(file, passphrase);
  try {
    return signerOf(identity.role, identity.holder, importPrivateKey(pkcs8, identity));
  } finally {
    wipe(pkcs8);
  }
}

/** A signer over a private key that is already in memory. */
export function signerOf(role: SignerRole, holder: string, privateKey: KeyObject): Signer {
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { ...parseSigningPublicKey(spki), role, holder, sign: (bytes) => signBytes(privateKey, bytes) };
}

const deriveKey = (passphrase: Uint8Array, salt: Uint8Array): Buffer =>
  scryptSync(passphrase, salt, 32, { ...scryptCost, maxmem: scryptMemory });

function parseFile<T>(bytes: Uint8Array, schema: z.ZodType<T>): T {
  const { value, canonical } = readCanonicalJson(bytes, { maxBytes: maxIdentityBytes, maxDepth: 3 });
  const form = schema.safeParse(value);
  if (!form.success) return refuse({ code: 'IDENTITY_FORM', problems: formProblems(form.error) });
  return canonical ? form.data : refuse({ code: 'IDENTITY_FORM', problems: [{ path: '', rule: 'wrong-form' }] });
}

const publicIdentity = ({ role, holder, spki }: Pick<IdentityFile, 'role' | 'holder' | 'spki'>): PublicIdentity => ({
  ...parseSigningPublicKey(decodeBase64(spki)),
  role,
  holder,
});

function decryptKey(file: IdentityFile, passphrase: Uint8Array): Buffer {
  const { cipher: cipherPart, encryptedKey, ...publicPart } = file;
  const key = deriveKey(passphrase, decodeBase64(publicPart.kdf.salt));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, decodeBase64(cipherPart.iv), { authTagLength: 16 });
    // What the file says about itself is authenticated with the key: a role cannot be changed without the passphrase.
    decipher.setAAD(encodeCanonicalJson(publicPart)).setAuthTag(decodeBase64(cipherPart.tag));
    const first = decipher.update(decodeBase64(encryptedKey));
    try {
      decipher.final();
      return first;
    } catch (cause) {
      wipe(first);
      return refuse({ code: 'IDENTITY_NOT_OPENED' }, cause);
    }
  } finally {
    wipe(key);
  }
}

function importPrivateKey(pkcs8: Buffer, identity: PublicIdentity): KeyObject {
  const mismatch = (cause?: unknown): never => refuse({ code: 'IDENTITY_KEY_MISMATCH' }, cause);
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' });
  } catch (cause) {
    return mismatch(cause);
  }
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return spki.equals(identity.spkiDer) ? key : mismatch();
}
