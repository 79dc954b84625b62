// The hash of a certificate as security domains have it (x5t#S256, RFC 7515 clause 4.1.8), as people compare it.
import { shortFingerprint } from './fingerprint.ts';
import { sha256Base64url } from './sha256-base64url.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Whether a text is a SHA-256 in base64url, as `x5t#S256` is. */
export const isThumbprint = (text: string): boolean => sha256Base64url.test(text);

/**
 * The hash of a certificate as plan, register and paper have it (64 hex digits), of base64url as security domains have it.
 * @param thumbprint in a form that its reader has checked
 */
export function certificateSha256Of(thumbprint: string): string {
  const bits = Array.from(thumbprint, (letter) => alphabet.indexOf(letter).toString(2).padStart(6, '0')).join('');
  return Array.from({ length: 64 }, (_, at) => Number.parseInt(bits.slice(at * 4, at * 4 + 4), 2).toString(16)).join(
    '',
  );
}

/** As a fault names a certificate: the short form of paper and screens. What is no thumbprint stays as it is, for a fault refuses nothing. */
export const shortThumbprint = (text: string): string =>
  isThumbprint(text) ? shortFingerprint(certificateSha256Of(text)) : text;

/** As `shortThumbprint`, in full. */
export const fullThumbprint = (text: string): string => (isThumbprint(text) ? certificateSha256Of(text) : text);
