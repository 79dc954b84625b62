// What every reader of key files asks of DER: the parts of an element where it has parts, and names for OIDs.
import { DER, type DerElement, readDerChildren } from '../encoding/der.ts';

/** Whether a password-based scheme is one that we open; if not, its name or OID for people. */
export type EncryptionScheme = { readonly known: true } | { readonly known: false; readonly name: string };

export const isOid = (element: DerElement, oid: Buffer): boolean => oid.equals(element.raw);

/** An OID's bytes in hex: good enough to look it up. */
export const oidName = (element: DerElement | undefined): string =>
  element === undefined
    ? 'unreadable'
    : `object identifier ${Buffer.from(element.content).toString('hex').slice(0, 40)}`;

/** The children of a SEQUENCE; none if it has no readable ones: what is missing is named by whoever asks for it. */
export function childrenOf(element: DerElement | undefined): readonly DerElement[] {
  if (element?.tag !== DER.sequence) return [];
  try {
    return readDerChildren(element.content);
  } catch {
    return [];
  }
}
