// What the custody processes and their host say to each other. The head of a message is public; what is secret travels beside it
// as bytes, never inside JSON. Closed schemas on both ends, in zod's small form: a key worker loads as little as it can.
import * as z from 'zod/mini';
import type { FaultCode } from '#shared/faults/fault.ts';

/** Where a passphrase comes from. Only a reader ever reads it; bytes come from the window in which a custodian typed them. */
export const passphraseSourceSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('nowhere') }),
  z.strictObject({ from: z.literal('message') }),
  z.strictObject({ from: z.literal('file'), path: z.string() }),
  /** `repeatPrompt`: a new passphrase is typed twice. */
  z.strictObject({ from: z.literal('terminal'), prompt: z.string(), repeatPrompt: z.exactOptional(z.string()) }),
]);

const positions = z.array(z.int());
/** 16 random bytes in hex: what the host sends with a request, and reads again in each reply to it. */
const nonce = /* @__PURE__ */ z.string().check(/* @__PURE__ */ z.regex(/^[0-9a-f]{32}$/));

/**
 * A refusal. Each kind of process has its codes: what it says is about its own file, key or shares. The nonce is absent where the request
 * could not be read.
 */
const refusedWith = <const Codes extends readonly FaultCode[]>(...codes: Codes) =>
  z.strictObject({
    is: z.literal('refused'),
    nonce: z.exactOptional(nonce),
    fault: z.looseObject({ code: z.enum(['CUSTODY_MESSAGE_INVALID', ...codes]) }),
  });

/**
 * To a reader. It reads for one worker, hands the bytes to it on a line of their own, and parses nothing. Parts: the bytes of a passphrase
 * that comes `from: 'message'`.
 */
export const readerRequestSchema = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('read-key-file'),
    nonce,
    path: z.string(),
    /** The folder of a stick that its name must not lead out of. */
    within: z.exactOptional(z.string()),
  }),
  z.strictObject({ do: z.literal('take-passphrase'), nonce, passphrase: passphraseSourceSchema }),
]);
export type ReaderRequest = z.infer<typeof readerRequestSchema>;

/** From a reader. */
export const readerReplySchema = z.discriminatedUnion('is', [
  /** The worker has it. */
  z.strictObject({ is: z.literal('handed-over'), nonce }),
  refusedWith(
    ...([
      'FILE_NOT_FOUND',
      'FILE_NOT_A_FILE',
      'FILE_ELSEWHERE',
      'FILE_FORBIDDEN',
      'FILE_TOO_LARGE',
      'FILE_FAILED',
    ] as const),
    ...([
      'MEDIUM_LOST',
      'PASSPHRASE_FILE_ENCODING',
      'PASSPHRASE_CANCELLED',
      'PASSPHRASES_DIFFER',
      'TERMINAL_MISSING',
    ] as const),
  ),
]);

/** From a reader to its worker. Parts: the bytes, or none where there is no passphrase. */
export const handedOverSchema = z.strictObject({ is: z.enum(['key-file', 'passphrase']) });

/** To a key worker: open whatever share the key opens that its reader hands over. Positions index the security domain's list of shares. */
export const keyWorkerRequestSchema = z.strictObject({
  do: z.literal('open-key'),
  nonce,
  /** Names the turn on the line to the combiner; absent where the share is only proven to open, and forgotten. */
  turn: z.exactOptional(nonce),
  /** Compact JWEs, in the order of the security domain. */
  shares: z.array(z.string()),
  thumbprints: z.array(z.string()),
  /** A certificate that belongs to the key, if one is known: its share is tried first. */
  likely: z.exactOptional(z.int()),
  /** Positions whose share has been given already. */
  taken: positions,
  /** Custodians of version 1 hold several parts; all that the key opens are wanted. */
  every: z.boolean(),
  /** A compact JWE for the certificate that the key should belong to: its answer proves that the key was there. */
  challenge: z.exactOptional(z.string()),
});
export type KeyWorkerRequest = z.infer<typeof keyWorkerRequestSchema>;

/** What a token must say of itself. */
const tokenSchema = z.strictObject({
  label: z.exactOptional(z.string()),
  serial: z.exactOptional(z.string()),
  model: z.exactOptional(z.string()),
  manufacturer: z.exactOptional(z.string()),
});

/** To a token worker: which tokens have a certificate of the security domain? It needs no PIN, and opens nothing. */
const findTokensSchema = z.strictObject({ do: z.literal('find-tokens'), nonce, thumbprints: z.array(z.string()) });

/**
 * To a token worker: open the share that is wrapped to a certificate on the token. The rest is as of a key worker; its `locked` asks for the
 * PIN.
 */
const openTokenSchema = z.strictObject({
  do: z.literal('open-token'),
  nonce,
  turn: z.exactOptional(nonce),
  shares: z.array(z.string()),
  thumbprints: z.array(z.string()),
  taken: positions,
  every: z.boolean(),
  token: tokenSchema,
  /** Whether people have said that the last try may be used. */
  lastTry: z.boolean(),
  /** As of a key worker. It is a second use of the key, once the token has taken the PIN. */
  challenge: z.exactOptional(z.string()),
});
export type OpenTokenRequest = z.infer<typeof openTokenSchema>;

/** To a token worker: describe a token and read a certificate on it, without a PIN. */
const readTokenSchema = z.strictObject({
  do: z.literal('read-token'),
  nonce,
  token: tokenSchema,
  /** In hex: which certificate, where the token has several. */
  keyId: z.exactOptional(z.string()),
  /** SHA-256 of the only certificate that is wanted, hex. */
  certificateSha256: z.exactOptional(z.string()),
});
export type ReadTokenRequest = z.infer<typeof readTokenSchema>;

export type FindTokensRequest = z.infer<typeof findTokensSchema>;

export const tokenWorkerRequestSchema = z.discriminatedUnion('do', [
  findTokensSchema,
  openTokenSchema,
  readTokenSchema,
]);

/** What a worker reports about a share that it has opened. */
const openedReply = {
  is: z.literal('opened'),
  nonce,
  positions,
  bits: z.int(),
  /** The modulus of the key, which is public: no exchange key may be the same key in another certificate. */
  modulusHex: z.string(),
};

/** From a key worker. */
export const keyWorkerReplySchema = z.discriminatedUnion('is', [
  /** The key is encrypted: its reader has to hand over a passphrase, or to say that there is none. */
  z.strictObject({ is: z.literal('locked'), nonce }),
  z.strictObject({
    ...openedReply,
    protection: z.enum(['none', 'pbes1', 'pbes2', 'legacy-pem', 'pkcs12']),
    /** SHA-256 of what the challenge holds, in hex: absent where this key does not open it. */
    answer: z.exactOptional(z.string()),
  }),
  refusedWith(
    ...(['CUSTODIAN_KEY_NOT_A_KEY', 'CUSTODIAN_KEY_DAMAGED', 'CUSTODIAN_KEY_NOT_RSA', 'CUSTODIAN_KEY_SIZE'] as const),
    ...(['CUSTODIAN_KEY_EXPONENT', 'CUSTODIAN_KEY_PRIMES', 'CUSTODIAN_KEY_SCHEME_UNKNOWN'] as const),
    ...([
      'CUSTODIAN_KEY_SEVERAL',
      'PEM_MALFORMED',
      'PEM_SEVERAL_BLOCKS',
      'PEM_LABEL_MISSING',
      'DER_MALFORMED',
    ] as const),
    ...(['BASE64_INVALID', 'PASSPHRASE_MISSING', 'PASSPHRASE_WRONG', 'KEY_OPENS_NO_SHARE'] as const),
    ...(['CUSTODIAN_ALREADY_GIVEN', 'SHARE_LENGTH', 'SHARE_INDEX_ZERO', 'SHARE_INDEX_RANGE'] as const),
    ...(['SHARE_INDEX_NOT_CONSTANT', 'SHARE_VALUE_RANGE', 'JWE_HEADER', 'JWE_ALGORITHM_REFUSED'] as const),
  ),
]);

/** A text of CK_TOKEN_INFO has at most 32 octets. */
const tokenText = /* @__PURE__ */ z.string().check(/* @__PURE__ */ z.maxLength(32));

/** From a token worker. Parts: of `read` the certificate (DER); where the token says how its key was made, that, and the certificate that has signed it. */
export const tokenWorkerReplySchema = z.discriminatedUnion('is', [
  z.strictObject({
    is: z.literal('found'),
    nonce,
    /** Those with certificates of the security domain, and the shares that are wrapped to them. */
    tokens: z.array(z.strictObject({ label: tokenText, serial: tokenText, positions })),
    /** How many others are plugged in. */
    others: z.int(),
  }),
  /** The token is there, and the key of a share is on it: its reader has to hand over the PIN. */
  z.strictObject({ is: z.literal('locked'), nonce }),
  z.strictObject({ ...openedReply, protection: z.literal('token'), answer: z.exactOptional(z.string()) }),
  z.strictObject({
    is: z.literal('read'),
    nonce,
    keyId: z.string(),
    label: z.string(),
    serial: z.string(),
    model: z.string(),
    manufacturer: z.string(),
    firmware: z.string(),
  }),
  refusedWith(
    ...(['TOKEN_MODULE_FAILED', 'TOKEN_NOT_FOUND', 'TOKEN_AMBIGUOUS', 'TOKEN_FOREIGN', 'TOKEN_KEY_MISSING'] as const),
    ...(['TOKEN_KEY_REFUSED', 'TOKEN_PIN_PAD', 'TOKEN_PIN_MISSING', 'TOKEN_LAST_TRY', 'TOKEN_LOCKED'] as const),
    ...(['TOKEN_PIN_WRONG', 'TOKEN_LOST', 'TOKEN_FAILED', 'CUSTODIAN_ALREADY_GIVEN'] as const),
    ...(['TOKEN_CERTIFICATE_MISSING', 'TOKEN_CERTIFICATES_SEVERAL'] as const),
    ...(['KEY_OPENS_NO_SHARE', 'CUSTODIAN_KEY_NOT_RSA', 'CUSTODIAN_KEY_SIZE', 'CUSTODIAN_KEY_EXPONENT'] as const),
    ...(['DER_MALFORMED', 'SHARE_LENGTH', 'SHARE_INDEX_ZERO', 'SHARE_INDEX_RANGE'] as const),
    ...(['SHARE_INDEX_NOT_CONSTANT', 'SHARE_VALUE_RANGE'] as const),
  ),
]);

/**
 * From a worker to the combiner, on its own line: one message in a turn, and nothing else. One part for each position, the
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
  refusedWith(
    ...(['SHARE_LINE_VIOLATED', 'SHARES_LOST', 'QUORUM_SHORT', 'SHARE_LENGTH', 'SHARE_INDEX_ZERO'] as const),
    ...(['SHARE_INDEX_RANGE', 'SHARE_INDEX_NOT_CONSTANT', 'SHARE_VALUE_RANGE', 'SHARE_TWICE'] as const),
    ...(['SHARE_OFF_POLYNOMIAL', 'SHARES_INCONSISTENT', 'SHARED_SECRET_RANGE', 'DATUM_NOT_AUTHENTIC'] as const),
    ...(['SECURITY_DOMAIN_NOT_PRACTICE', 'SECRET_IN_OUTPUT'] as const),
    // The keys of those who came are known to it alone. All else that a key may be refused for was checked before the build was asked for.
    'EXCHANGE_KEY_IS_CUSTODIANS',
  ),
]);

/** To the key maker, whose reader has handed over the new passphrase. */
export const keyMakerRequestSchema = z.strictObject({
  do: z.literal('make-key'),
  nonce,
  name: z.string(),
  bits: z.union([z.literal(3072), z.literal(4096)]),
  /** Unix milliseconds of the machine's clock, for the certificate's dates. */
  now: z.int(),
});

/** From the key maker. Parts: the encrypted PKCS#8 file (PEM), the certificate (DER). */
export const keyMakerReplySchema = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('made'), nonce }),
  refusedWith('NEW_PASSPHRASE_MISSING', 'PASSPHRASE_SHORT', 'SECRET_IN_OUTPUT'),
]);
