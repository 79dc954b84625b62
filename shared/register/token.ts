// A token with a custodian's key, as the register of custody and the journal of an activation name it.
import { z } from 'zod';
import { base64Text, lineOfText } from '../schemas/atoms.ts';

/** What a token says of itself, made visible; null where it says nothing. Nobody vouches for it but the token. */
export const tokenShape = (text: (strict: z.ZodType<string, string>) => z.ZodType<string, string>) => {
  const told = text(lineOfText(40)).nullable();
  return {
    model: told,
    manufacturer: told,
    firmware: told,
    label: told,
    /** The id of the key on the token (CKA_ID), hex: on a PIV card it tells the slot. */
    keyId: told,
  };
};

/** Of each certificate in base64: the three fit into a line of a journal. */
export const maxAttestationText = 4_000;

/** What a YubiKey says of a key: the key's certificate, the statement, and the certificate that has signed it, each in base64 of its DER. */
export const keptAttestation = z.strictObject({
  certificate: base64Text.max(maxAttestationText),
  statement: base64Text.max(maxAttestationText),
  attesting: base64Text.max(maxAttestationText),
});
export type KeptAttestation = z.infer<typeof keptAttestation>;

export const tokenOfKey = z.strictObject({ serial: lineOfText(40).nullable(), ...tokenShape((strict) => strict) });
export type TokenOfKey = z.infer<typeof tokenOfKey>;

/** As the journal of an activation notes it: with what the token's vendor has signed of the key, where it has. */
export const notedToken = tokenOfKey.extend({ attestation: z.exactOptional(keptAttestation) });
export type NotedToken = z.infer<typeof notedToken>;

/** What an attestation of the token's vendor proves of a key: that it was made on the token, and this. */
export interface AttestedKey {
  /** The PIV slot, hex. */
  readonly slot: string | null;
  /** Of the token. */
  readonly serial: string | null;
  readonly firmware: string;
  /** When the key wants the PIN, and when a touch. */
  readonly pin: 'never' | 'once' | 'always' | 'other';
  readonly touch: 'never' | 'always' | 'cached' | 'other';
}

/** By what people know a token again: what is printed on it, and its serial number. */
export const tokenName = ({ model, serial, label }: TokenOfKey): string =>
  [model ?? label, serial].filter((part) => part !== null).join(' ');
