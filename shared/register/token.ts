// A token with a custodian's key, as the register of custody and the journal of an activation name it.
import { z } from 'zod';
import { lineOfText } from '../schemas/atoms.ts';

const told = lineOfText(40).nullable();

/** What the token says of itself, made visible; null where it says nothing. Nobody vouches for it but the token. */
export const tokenOfKey = z.strictObject({
  serial: told,
  model: told,
  manufacturer: told,
  firmware: told,
  label: told,
  /** The id of the key on the token (CKA_ID), hex: on a PIV card it tells the slot. */
  keyId: told,
});
export type TokenOfKey = z.infer<typeof tokenOfKey>;
