// A custodian's key file in every form seen in the field, told apart before anything is opened: PKCS#8, PKCS#1, encrypted or not, PEM or DER,
// and PKCS#12.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { asBuffer, wipe } from '../encoding/bytes.ts';
import { derOfBer } from '../encoding/ber.ts';
import { DER, isDerSequence, readDerElement } from '../encoding/der.ts';
import { type PemBlock, readPemBlocks } from '../encoding/pem.ts';
import { childrenOf } from './key-elements.ts';
import { beginsAsKey, classifyDer, otherFileOf } from './key-structure.ts';
import { isLegacyCipher } from './open-protected.ts';
import { type KeyBag, readPkcs12, type SealedContent } from './pkcs12.ts';
import { readDekInfo, readScheme } from './read-scheme.ts';
import type { Protected, Scheme, UnknownScheme } from './scheme.ts';
import { algorithmName } from './scheme-names.ts';

/** How the key was protected in its file. `none` is worth an exception in a ceremony. */
export type KeyProtection = 'none' | 'pbes1' | 'pbes2' | 'legacy-pem' | 'pkcs12';

export type KeyForm = 'pkcs8' | 'pkcs1';

/** A key file whose form is known; nothing in it has been decrypted. */
export type CustodianKeyFile = {
  /** Bytes of the file, or copies of them, that may be a secret: the caller wipes them. */
  readonly owned: readonly Buffer[];
} & (
  | { readonly form: KeyForm; readonly protection: 'none'; readonly der: Buffer }
  | {
      readonly form: KeyForm;
      readonly protection: Exclude<KeyProtection, 'none'>;
      readonly sealed: Protected;
      /** Contents of a PKCS#12 file that are encrypted as a whole, beside the key that is outside of them. */
      readonly beside?: readonly Protected[];
    }
  /** The key, if there is one, is in a content that is encrypted as a whole. */
  | { readonly form: 'sealed-contents'; readonly protection: 'pkcs12'; readonly contents: readonly Protected[] }
);

/** What follows is a key, or damaged. GnuTLS writes PKCS#12 in PEM. */
const keyLabels = ['PRIVATE KEY', 'RSA PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'PKCS12'];

/**
 * Finds the private key of a file and its form.
 * @throws CUSTODIAN_KEY_NOT_A_KEY, CUSTODIAN_KEY_NOT_RSA, CUSTODIAN_KEY_SCHEME_UNKNOWN, CUSTODIAN_KEY_SEVERAL,
 *   CUSTODIAN_KEY_DAMAGED, PEM_MALFORMED, PEM_SEVERAL_BLOCKS
 */
export function parseCustodianKeyFile(bytes: Uint8Array): CustodianKeyFile {
  const other = otherFileOf(bytes);
  if (other !== undefined) refuse({ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: other });
  // DER first: a DER file may hold PEM text inside, and is DER all the same.
  const der = derOf(bytes);
  if (der !== undefined) return wipingOnRefusal([der], () => fromDer(der));
  const blocks = readPemBlocks(bytes);
  return wipingOnRefusal(
    blocks.map((block) => block.der),
    () => fromPem(blocks, bytes),
  );
}

/** Whether this key needs the ciphers that come in their own file. What is in encrypted contents may. */
export const needsLegacyCiphers = (file: CustodianKeyFile): boolean =>
  file.form === 'sealed-contents' || (file.protection !== 'none' && isLegacyCipher(file.sealed.scheme.cipher));

/** A SEQUENCE that came as DER or as any BER; undefined for what is neither. */
function derOf(bytes: Uint8Array): Buffer | undefined {
  if (bytes[0] !== DER.sequence) return undefined;
  try {
    return derOfBer(bytes);
  } catch (error) {
    /* v8 ignore if -- @preserve `derOfBer` refuses what is no BER; another error is a defect, and must not pass for another
     * form. */
    if (!(error instanceof Refusal)) throw error;
    // Something inside is damaged: its reader says what.
    return isDerSequence(bytes) ? asBuffer(bytes) : undefined;
  }
}

function wipingOnRefusal<T>(secrets: readonly Buffer[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    wipe(...secrets);
    throw error;
  }
}

function fromDer(der: Buffer, kind = classifyDer(der)): CustodianKeyFile {
  switch (kind.is) {
    case 'pkcs8':
    case 'pkcs1':
      return { form: kind.is, protection: 'none', der, owned: [der] };
    case 'pkcs12':
      return fromPkcs12(der);
    case 'encrypted-pkcs8':
      return fromEncryptedPkcs8(der);
    case 'other':
      return refuse({ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: kind.looksLike });
  }
}

/** RFC 5208 §6: EncryptedPrivateKeyInfo ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING } */
function fromEncryptedPkcs8(der: Buffer, within?: 'pkcs12'): CustodianKeyFile {
  const [algorithm, encrypted] = childrenOf(readDerElement(der));
  const scheme = known(readScheme(algorithm));
  if (encrypted?.tag !== DER.octetString) return refuse({ code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: 'unreadable' });
  const protection = within ?? (['pkcs12', 'pbkdf1'].includes(scheme.derivation.is) ? 'pbes1' : 'pbes2');
  return { form: 'pkcs8', protection, sealed: { scheme, encrypted: encrypted.content }, owned: [der] };
}

/** Asked before any passphrase is: a scheme that is not opened here would look like a wrong passphrase. */
function known(scheme: Scheme | UnknownScheme): Scheme {
  return scheme.known ? scheme : refuse({ code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', scheme: scheme.name });
}

function fromPkcs12(pfx: Buffer): CustodianKeyFile {
  const { keys, sealed } = readContents(pfx);
  if (keys.length > 0 || sealed.length === 0) {
    const file = wipingOnRefusal(
      keys.map(({ der }) => der),
      () => keyFileOfBags(keys),
    );
    return {
      ...file,
      ...(file.protection !== 'none' && { beside: sealed.flatMap(inLibrary) }),
      owned: [...file.owned, pfx],
    };
  }
  const contents = sealed.map(({ type, algorithm, encrypted }) => ({
    scheme: known(algorithm === undefined ? { known: false, name: algorithmName(type) } : readScheme(algorithm)),
    encrypted,
  }));
  return { form: 'sealed-contents', protection: 'pkcs12', contents, owned: [pfx] };
}

/**
 * What Node's library opens. Beside a key there are nearly always certificates, often under RC2: for them nobody loads the old ciphers, whose
 * strings no one can wipe.
 */
function inLibrary({ algorithm, encrypted }: SealedContent): readonly Protected[] {
  const scheme = algorithm && readScheme(algorithm);
  return scheme?.known === true && !isLegacyCipher(scheme.cipher) ? [{ scheme, encrypted }] : [];
}

/** The key of the bags that were found, which must be one. @throws CUSTODIAN_KEY_NOT_A_KEY, CUSTODIAN_KEY_SEVERAL, CUSTODIAN_KEY_SCHEME_UNKNOWN */
export function keyFileOfBags(bags: readonly KeyBag[]): CustodianKeyFile {
  const [bag, ...others] = bags;
  if (bag === undefined) {
    return refuse({ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: 'a PKCS#12 file without a private key' });
  }
  if (others.length > 0) return refuse({ code: 'CUSTODIAN_KEY_SEVERAL', keys: bags.length });
  if (bag.form === 'pkcs8') return { form: 'pkcs8', protection: 'none', der: bag.der, owned: [bag.der] };
  return fromEncryptedPkcs8(bag.der, 'pkcs12');
}

function readContents(pfx: Buffer): ReturnType<typeof readPkcs12> {
  try {
    return readPkcs12(pfx);
  } catch (cause) {
    return refuse({ code: 'CUSTODIAN_KEY_DAMAGED' }, cause);
  }
}

function fromPem(blocks: readonly PemBlock[], file: Uint8Array): CustodianKeyFile {
  const labels = blocks.map(({ label }) => label);
  const [block, ...others] = blocks.filter(isKeyBlock);
  if (block === undefined) return refuseOtherFile(labels, file);
  if (others.length > 0) refuse({ code: 'PEM_SEVERAL_BLOCKS', labels: labels.slice(0, 8) });
  const owned = blocks.map(({ der }) => der);
  if (isSealedByHeaders(block)) return { ...fromLegacyPem(block), owned };
  const der = derOf(block.der) ?? block.der;
  return wipingOnRefusal([der], () => {
    const kind = classifyDer(der);
    if (kind.is === 'other') refuse({ code: 'CUSTODIAN_KEY_DAMAGED' });
    const inside = fromDer(der, kind);
    return { ...inside, owned: [...inside.owned, ...owned] };
  });
}

const isForeignKey = (label: string): boolean => label.endsWith('PRIVATE KEY') && !keyLabels.includes(label);

/**
 * Whether a block is a custodian's key by its label, or by what is inside: people rename labels, and certutil of Windows calls whatever it
 * encodes a certificate.
 */
const isKeyBlock = ({ label, der }: PemBlock): boolean =>
  keyLabels.includes(label) || (!isForeignKey(label) && !label.endsWith('PARAMETERS') && beginsAsKey(der));

/** What a file is in which no key was found. */
function refuseOtherFile(labels: readonly string[], file: Uint8Array): never {
  const foreign = labels.find(isForeignKey);
  if (foreign !== undefined) refuse({ code: 'CUSTODIAN_KEY_NOT_RSA', found: foreign });
  const [first] = labels;
  if (first !== undefined) refuse({ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: pemName(first) });
  // DER that was cut off, or has something behind its end.
  if (beginsAsKey(file)) refuse({ code: 'CUSTODIAN_KEY_DAMAGED' });
  return refuse({ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: file.length === 0 ? 'an empty file' : 'something else' });
}

/** Other headers are a comment, and what follows them lies open. */
const isSealedByHeaders = ({ headers }: PemBlock): boolean =>
  /^[ \t]*(?:Proc-Type|DEK-Info):/m.test(headers.toString('latin1'));

/** RFC 1421 headers: `Proc-Type: 4,ENCRYPTED` and `DEK-Info: CIPHER,IV`. */
function fromLegacyPem({ headers, der, label }: PemBlock): CustodianKeyFile {
  const text = headers.toString('latin1');
  const isEncrypted = /^[ \t]*Proc-Type: *4, *ENCRYPTED\s*$/m.test(text);
  const dekInfo = /^[ \t]*DEK-Info: *([A-Za-z0-9-]+,[0-9A-Fa-f]*)\s*$/m.exec(text)?.[1] ?? '';
  const scheme = known(readDekInfo(isEncrypted ? dekInfo : ''));
  return {
    form: label === 'RSA PRIVATE KEY' ? 'pkcs1' : 'pkcs8',
    protection: 'legacy-pem',
    sealed: { scheme, encrypted: der },
    owned: [der],
  };
}

function pemName(label: string): string {
  const names: Readonly<Record<string, string>> = {
    CERTIFICATE: 'a certificate',
    'CERTIFICATE REQUEST': 'a certificate request',
    'PUBLIC KEY': 'a public key',
    'RSA PUBLIC KEY': 'a public key',
    PKCS7: 'certificates without a key (PKCS#7)',
  };
  return names[label] ?? `"${label}"`;
}
