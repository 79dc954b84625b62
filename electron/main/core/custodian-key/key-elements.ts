// What every reader of key files asks of DER: the parts of an element where it has parts, and small numbers.
import { asBuffer } from '../encoding/bytes.ts';
import { DER, type DerElement, readDerChildren } from '../encoding/der.ts';

export const isOid = (element: DerElement | undefined, oid: Buffer): boolean =>
  element !== undefined && oid.equals(element.raw);

/** What is listed for an object identifier. */
export const listedFor = <T>(list: readonly (readonly [Buffer, T])[], element: DerElement | undefined): T | undefined =>
  list.find(([oid]) => isOid(element, oid))?.[1];

/** The children of a SEQUENCE; none if it has no readable ones: the caller names what is missing. */
export function childrenOf(element: DerElement | undefined): readonly DerElement[] {
  if (element?.tag !== DER.sequence) return [];
  try {
    return readDerChildren(element.content);
  } catch {
    return [];
  }
}

/** A positive INTEGER of at most 31 bits; undefined for what is none. */
export function smallNumber(element: DerElement | undefined): number | undefined {
  if (element?.tag !== DER.integer) return undefined;
  const { content } = element;
  if (content.length === 0 || content.length > 4) return undefined;
  const value = asBuffer(content).readIntBE(0, content.length);
  return value > 0 ? value : undefined;
}
