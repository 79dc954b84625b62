// What the custody processes and their host say to each other. The head of a message is public; what is secret travels beside it
// as bytes, never inside JSON. Closed schemas on both ends, in zod's small form: a key worker loads as little as it can.
import * as z from 'zod/mini';

/** Where a passphrase comes from. Only the worker ever reads it; bytes come from the window in which a custodian typed them. */
export const passphraseSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('nowhere') }),
  z.strictObject({ from: z.literal('message') }),
  z.strictObject({ from: z.literal('file'), path: z.string() }),
  /** `repeatPrompt`: a new passphrase is typed twice. */
  z.strictObject({ from: z.literal('terminal'), prompt: z.string(), repeatPrompt: z.exactOptional(z.string()) }),
]);

const fault = z.looseObject({ code: z.string() });
const positions = z.array(z.int());
/** 16 random bytes in hex: what the host sends with a request, and reads again in each reply to it. */
const nonce = /* @__PURE__ */ z.string().check(/* @__PURE__ */ z.regex(/^[0-9a-f]{32}$/));

/** The nonce is absent where the request could not be read. */
const refused = z.strictObject({ is: z.literal('refused'), nonce: z.exactOptional(nonce), fault });

/** To a key worker: open whatever share this key opens. Positions index the security domain's list of shares. */
export const keyWorkerRequestSchema = z.strictObject({
  do: z.literal('open-key'),
  nonce,
  /** Names the turn on the line to the combiner; absent where the share is only proven to open, and forgotten. */
  turn: z.exactOptional(nonce),
  keyFile: z.string(),
  /** The folder of a stick that its name must not lead out of. */
  within: z.exactOptional(z.string()),
  passphrase: passphraseSourceSchema,
  /** Compact JWEs, in the order of the security domain. */
  shares: z.array(z.string()),
  thumbprints: z.array(z.string()),
  /** A certificate that belongs to the key, if one is known: its share is tried first. */
  likely: z.exactOptional(z.int()),
  /** Positions whose share has been given already. */
  taken: positions,
  /** Custodians of version 1 hold several parts; all that the key opens are wanted. */
  every: z.boolean(),
});
export type KeyWorkerRequest = z.infer<typeof keyWorkerRequestSchema>;

/** From a key worker. */
export const keyWorkerReplySchema = z.discriminatedUnion('is', [
  /** The passphrase is in: from here on only computing is left, and the time limit runs. */
  z.strictObject({ is: z.literal('working'), nonce }),
  z.strictObject({
    is: z.literal('opened'),
    nonce,
    positions,
    bits: z.int(),
    /** The modulus of the key, which is public: no exchange key may be the same key in another certificate. */
    modulusHex: z.string(),
    protection: z.enum(['none', 'pbes1', 'pbes2', 'legacy-pem', 'pkcs12']),
  }),
  refused,
]);

/**
 * From a key worker to the combiner, on its own line: one message in a turn, and nothing else. One part for each position, the
 * share as it was opened.
 */
export const shareMessageSchema = z.strictObject({ do: z.literal('give-shares'), turn: nonce, positions });

/** A share is 64 bytes, and one custodian of version 1 holds few of them. */
export const maxShareMessageBytes = 16 * 1024;

/** The claim on an exchange key, without the file: from it and the file the combiner checks the key by itself. */
const exchangeKeyClaimSchema = z.strictObject({
  mode: z.enum(['production', 'practice']),
  use: z.enum(['one-shot', 'ceremony']),
  claim: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('attested'), hsmUri: z.string() }),
    z.strictObject({
      kind: z.literal('unattested'),
      certificateSha256Hex: z.string(),
      reason: z.string(),
      approvers: z.exactOptional(z.array(z.string())),
    }),
  ]),
  custodianThumbprintsS256: z.array(z.string()),
  custodianModuliHex: z.exactOptional(z.array(z.string())),
  wallClockMs: z.exactOptional(z.int()),
  revocationLists: z.exactOptional(z.array(z.string())),
  acceptedQuoteSigners: z.exactOptional(z.array(z.string())),
  observed: z.exactOptional(
    z.strictObject({
      hsmUri: z.string(),
      fetches: z.array(
        z.strictObject({
          observer: z.enum(['operator-1', 'operator-2']),
          answer: z.string(),
          tlsChain: z.array(z.string()),
          fetchedAt: z.string(),
          serverDate: z.nullable(z.string()),
        }),
      ),
      decision: z.exactOptional(
        z.strictObject({
          key: z.enum(['operator-1', 'operator-2']),
          decidedBy: z.array(z.string()),
          reason: z.string(),
        }),
      ),
    }),
  ),
});

/** From the host to the combiner. Parts: `load` the security domain file; `build` the exchange key file. */
export const combinerRequestSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('load'), nonce }),
  /** Takes what the key worker of this turn has sent: exactly the shares of these positions. */
  z.strictObject({ do: z.literal('take-shares'), nonce, turn: nonce, positions }),
  z.strictObject({ do: z.literal('check'), nonce, positions }),
  z.strictObject({ do: z.literal('build'), nonce, positions, claim: exchangeKeyClaimSchema }),
]);
export type CombinerRequest = z.infer<typeof combinerRequestSchema>;

/** From the combiner. Parts: `built` the restore blob. */
export const combinerReplySchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('loaded'), nonce }),
  z.strictObject({ is: z.literal('taken'), nonce }),
  z.strictObject({ is: z.literal('checked'), nonce, datumTags: z.array(z.string()), shares: z.int() }),
  z.strictObject({ is: z.literal('built'), nonce, datumTags: z.array(z.string()), shares: z.int() }),
  refused,
]);

/** To the key maker. */
export const keyMakerRequestSchema = z.strictObject({
  do: z.literal('make-key'),
  nonce,
  name: z.string(),
  bits: z.union([z.literal(3072), z.literal(4096)]),
  passphrase: passphraseSourceSchema,
  /** Unix milliseconds of the machine's clock, for the certificate's dates. */
  now: z.int(),
});

/** From the key maker. Parts: the encrypted PKCS#8 file (PEM), the certificate (DER). */
export const keyMakerReplySchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('working'), nonce }),
  z.strictObject({ is: z.literal('made'), nonce }),
  refused,
]);
