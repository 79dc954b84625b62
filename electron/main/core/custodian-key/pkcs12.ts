// PKCS#12 (RFC 7292): finds the private keys inside by structure alone. Keys lie one by one under a passphrase, or, rarely, in contents that
// are encrypted as a whole.
import { secretBuffer, wipe } from '../encoding/bytes.ts';
import { derOfBer } from '../encoding/ber.ts';
import { DER, type DerElement, encodeDerOid, readDerChildren, readDerElement } from '../encoding/der.ts';

/** A private key as it is in the file: PKCS#8, encrypted or not. A copy, for the caller to wipe. */
export interface KeyBag {
  readonly form: 'pkcs8' | 'encrypted-pkcs8';
  readonly der: Buffer;
}

/** A content that is encrypted as a whole. */
export interface SealedContent {
  /** Undefined for what is under no passphrase at all, such as a public key; then the type says what it is. */
  readonly algorithm?: DerElement;
  readonly type: DerElement;
  readonly encrypted: Uint8Array;
}

export interface Pkcs12 {
  readonly keys: readonly KeyBag[];
  readonly sealed: readonly SealedContent[];
}

const dataType = encodeDerOid('1.2.840.113549.1.7.1');
const encryptedDataType = encodeDerOid('1.2.840.113549.1.7.6');
const bagForms: readonly (readonly [Buffer, KeyBag['form']])[] = [
  [encodeDerOid('1.2.840.113549.1.12.10.1.1'), 'pkcs8'], // keyBag
  [encodeDerOid('1.2.840.113549.1.12.10.1.2'), 'encrypted-pkcs8'], // pkcs8ShroudedKeyBag
];
const explicit0 = 0xa0;
/** [0] IMPLICIT OCTET STRING, in one piece or in pieces. */
const [implicitPiece, implicitPieces] = [0x80, 0xa0];

/**
 * The keys of a PKCS#12 file, and the contents in which there may be more. Certificates are passed over. The MAC is not asked: it guards the
 * whole file, of which nothing but the key is used, and the key proves itself by opening its share. So there is also only one thing that
 * a wrong passphrase can fail at.
 * @param pfx in DER; its contents may be BER
 * @throws DER_MALFORMED
 */
export function readPkcs12(pfx: Uint8Array): Pkcs12 {
  // PFX ::= SEQUENCE { version, authSafe ContentInfo, … }
  const authSafe = children(readDerElement(pfx))[1];
  if (authSafe === undefined) return { keys: [], sealed: [] };
  const { data, sealed } = contentOf(authSafe);
  if (data === undefined) return { keys: [], sealed };
  // AuthenticatedSafe ::= SEQUENCE OF ContentInfo
  return withDer(data, (safe) => {
    const contents = children(readDerElement(safe)).map(contentOf);
    const keys: KeyBag[] = [];
    try {
      for (const { data: bags } of contents) if (bags !== undefined) keys.push(...keyBagsOf(bags));
    } catch (error) {
      wipe(...keys.map(({ der }) => der));
      throw error;
    }
    return { keys, sealed: contents.flatMap((content) => content.sealed.map(copied)) };
  });
}

/**
 * @param safeContents SafeContents ::= SEQUENCE OF SafeBag, in BER
 * @throws DER_MALFORMED
 */
export function keyBagsOf(safeContents: Uint8Array): KeyBag[] {
  return withDer(safeContents, (der) => children(readDerElement(der)).flatMap(keyOf));
}

/** Reads a copy in DER, and wipes it: it may hold a key that is open. */
function withDer<T>(ber: Uint8Array, read: (der: Buffer) => T): T {
  const der = derOfBer(ber);
  try {
    return read(der);
  } finally {
    wipe(der);
  }
}

const children = (element: DerElement): readonly DerElement[] => readDerChildren(element.content);

/** ContentInfo ::= SEQUENCE { contentType, [0] content } */
function contentOf(contentInfo: DerElement): {
  readonly data?: Uint8Array;
  readonly sealed: readonly SealedContent[];
} {
  const [type, content] = children(contentInfo);
  if (type === undefined || content?.tag !== explicit0) return { sealed: [] };
  const inside = readDerElement(content.content);
  if (dataType.equals(type.raw))
    return inside.tag === DER.octetString ? { data: inside.content, sealed: [] } : noContent;
  return { sealed: [encryptedDataType.equals(type.raw) ? encryptedData(inside, type) : { type, encrypted: nothing }] };
}

const nothing = new Uint8Array();
const noContent = { sealed: [] };

/** EncryptedData ::= SEQUENCE { version, SEQUENCE { contentType, algorithm, [0] IMPLICIT OCTET STRING } } (RFC 2315 §13) */
function encryptedData(data: DerElement, type: DerElement): SealedContent {
  const info = children(data)[1];
  const [, algorithm, content] = info === undefined ? [] : children(info);
  const encrypted = implicitOctets(content);
  return { type, encrypted, ...(algorithm !== undefined && { algorithm }) };
}

function implicitOctets(element: DerElement | undefined): Uint8Array {
  if (element?.tag === implicitPiece) return element.content;
  if (element?.tag !== implicitPieces) return nothing;
  return Buffer.concat(readDerChildren(element.content).map(({ content }) => content));
}

/** What is read from a copy that is wiped lives in one of its own. */
function copied({ type, algorithm, encrypted }: SealedContent): SealedContent {
  return {
    type: elementCopy(type),
    ...(algorithm !== undefined && { algorithm: elementCopy(algorithm) }),
    encrypted: Buffer.from(encrypted),
  };
}

const elementCopy = ({ raw }: DerElement): DerElement => readDerElement(Buffer.from(raw));

/** SafeBag ::= SEQUENCE { bagId, [0] bagValue, … }: the value of a bag that holds a key. */
function keyOf(safeBag: DerElement): KeyBag[] {
  const [id, value] = children(safeBag);
  const form = bagForms.find(([oid]) => id !== undefined && oid.equals(id.raw))?.[1];
  if (form === undefined || value?.tag !== explicit0) return [];
  const der = secretBuffer(value.content.length);
  der.set(value.content);
  return [{ form, der }];
}
