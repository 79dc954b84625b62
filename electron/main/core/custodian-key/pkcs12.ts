// PKCS#12 (RFC 7292): finds the private key inside, without opening anything. What is inside is PKCS#8, which node:crypto opens.
import { asBuffer } from '../encoding/bytes.ts';
import { DER, encodeDerOid, readDerChildren, readDerElement } from '../encoding/der.ts';

/** A private key as it lies in the file: PKCS#8, encrypted or not. A view on the file's bytes. */
export interface KeyBag {
  readonly form: 'pkcs8' | 'encrypted-pkcs8';
  readonly der: Buffer;
}

const dataType = encodeDerOid('1.2.840.113549.1.7.1');
const bagForms: readonly (readonly [Buffer, KeyBag['form']])[] = [
  [encodeDerOid('1.2.840.113549.1.12.10.1.1'), 'pkcs8'], // keyBag
  [encodeDerOid('1.2.840.113549.1.12.10.1.2'), 'encrypted-pkcs8'], // pkcs8ShroudedKeyBag
];
const explicit0 = 0xa0;

/**
 * The keys of a PKCS#12 file. Certificates are passed over, and with them the contents that are encrypted as a whole (where
 * only certificates lie). The MAC is not asked: it guards the whole file, of which nothing but the key is used, and the key
 * proves itself by opening its share.
 * @throws DER_MALFORMED
 */
export function findKeyBags(pfx: Uint8Array): KeyBag[] {
  // PFX ::= SEQUENCE { version, authSafe ContentInfo, … }; AuthenticatedSafe ::= SEQUENCE OF ContentInfo
  const authSafe = children(pfx)[1];
  const contents = authSafe === undefined ? [] : dataOf(authSafe).flatMap(children);
  return contents.flatMap(dataOf).flatMap(children).flatMap(keyOf);
}

const children = (der: Uint8Array): Uint8Array[] => readDerChildren(readDerElement(der).content).map(({ raw }) => raw);

/** ContentInfo ::= SEQUENCE { contentType, [0] content }: the octets of a `data` content, nothing of any other. */
function dataOf(contentInfo: Uint8Array): Uint8Array[] {
  const [type, content] = readDerChildren(readDerElement(contentInfo).content);
  if (type === undefined || !dataType.equals(type.raw) || content?.tag !== explicit0) return [];
  const octets = readDerElement(content.content);
  return octets.tag === DER.octetString ? [octets.content] : [];
}

/** SafeBag ::= SEQUENCE { bagId, [0] bagValue, … }: the value of a bag that holds a key. */
function keyOf(safeBag: Uint8Array): KeyBag[] {
  const [id, value] = readDerChildren(readDerElement(safeBag).content);
  const form = bagForms.find(([oid]) => id !== undefined && oid.equals(id.raw))?.[1];
  return form === undefined || value?.tag !== explicit0 ? [] : [{ form, der: asBuffer(value.content) }];
}
