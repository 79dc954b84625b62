// What the passphrase window may say: the passphrase, once, as bytes; or that the person turned back.
import { z } from 'zod';
import { call, type Bridge } from './define.ts';
import { copyNumber } from './offline/new-key-view.ts';
import { maxPassphraseBytes } from './passphrase-limit.ts';

/** What a passphrase opens or protects; a new one is typed twice. Online, other secrets are typed in the same window. */
export const passphraseUse = z.enum([
  'share',
  'copy-check',
  'new-key',
  'identity',
  'new-identity',
  'sas-token',
  'client-secret',
]);
export type PassphraseUse = z.output<typeof passphraseUse>;

/** Whose it is: a name; where nobody is named, the copy that is inserted or the number of the custodian; or what a secret of the online part is for. */
export const passphraseOwner = z.union([
  z.strictObject({ name: z.string() }),
  z.strictObject({ copy: copyNumber }),
  z.strictObject({ turn: z.int(), of: z.int() }),
  z.strictObject({ action: z.enum(['backup', 'restore']) }),
]);
export type PassphraseOwner = z.output<typeof passphraseOwner>;

export const passphraseContract = {
  passphrase: {
    /** What the window says above the field, whether it is for practice, and in how many seconds the turn ends, in its last minute. Asked again and again. */
    request: call(
      z.null(),
      z.strictObject({
        who: passphraseOwner,
        fileName: z.string(),
        use: passphraseUse,
        isPractice: z.boolean(),
        idleSeconds: z.int().nullable(),
      }),
    ),
    /** The passphrase in UTF-8. It goes to the key worker; main does not keep it. */
    give: call(
      z.instanceof(Uint8Array).refine((bytes) => bytes.length <= maxPassphraseBytes),
      z.null(),
    ),
    /** Somebody is typing; what, is not said. */
    typing: call(z.null(), z.null()),
    cancel: call(z.null(), z.null()),
  },
};
export type PassphraseBridge = Bridge<typeof passphraseContract>;
