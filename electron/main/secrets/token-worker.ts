// The process of one custodian whose key is on a token: finds the token, takes the PIN from its reader, lets the token undo the wrap of this
// custodian's share, hands the share to the combiner, and ends. It speaks the key worker's protocol. Or it says which tokens are there; or, where a
// key is adopted, describes the token and reads the certificate. The module of the token's vendor runs in
// it, and in no other process of ours.
import { createPublicKey } from 'node:crypto';
import { type Fault, Refusal, refuse } from '#shared/faults/fault.ts';
import type { TriesLeft } from '#shared/faults/token.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { secretBuffer, sha256, wipe } from '#core/encoding/bytes.ts';
import { assertCustodianKey } from '#core/custodian-key/key-sizes.ts';
import { attestationOnToken, certificateOnToken } from '#core/custodian-key/token-certificate.ts';
import type { TokenDescription } from '#core/custodian-key/token-uri.ts';
import { type CompactJwe, openUnwrappedJwe, parseCompactJwe } from '#core/security-domain/jwe.ts';
import { parseShare } from '#core/security-domain/shamir.ts';
import { parseX509 } from '#core/x509/certificate.ts';
import { type FoundToken, tokenAddon } from '#platform/token-addon.ts';
import {
  type FindTokensRequest,
  type OpenTokenRequest,
  type ReadTokenRequest,
  tokenWorkerRequestSchema,
} from './messages.ts';
import { ownEnd } from './own-end.ts';
import type { OwnEnd } from './port-end.ts';
import { answerOnce, Reply } from './serve.ts';

/** Flags of CK_TOKEN_INFO (PKCS#11 v2.40 §3.2). */
const flag = {
  protectedAuthenticationPath: 0x1_00,
  initialized: 0x4_00,
  pinCountLow: 0x1_00_00,
  pinFinalTry: 0x2_00_00,
  pinLocked: 0x4_00_00,
};
const has = ({ flags }: FoundToken, bit: number): boolean => (flags & bit) !== 0;

/** A certificate of the security domain on a token, with the shares that are wrapped to it. */
interface Place {
  readonly token: FoundToken;
  readonly id: Buffer;
  readonly der: Buffer;
  readonly positions: readonly number[];
}

async function openToken(request: OpenTokenRequest, end: OwnEnd): Promise<object> {
  const shares = request.shares.map((text) => parseCompactJwe(text));
  const before = findKey(request);
  needTry(before.token, request.lastTry);
  const { modulusHex, bits } = publicKeyOf(before.der);
  await end.send({ is: 'locked', nonce: request.nonce });
  const pin = await end.fromReader('passphrase');
  const opened: Buffer[] = [];
  try {
    if (pin === undefined || pin.length === 0) return refuse({ code: 'TOKEN_PIN_MISSING' });
    // Swapped while the PIN was typed, or tried elsewhere.
    const place = findKey(request);
    needTry(place.token, request.lastTry);
    if (!place.der.equals(before.der)) refuse({ code: 'TOKEN_FOREIGN' });
    const positions = request.every ? place.positions : place.positions.slice(0, 1);
    for (const position of positions) opened.push(open(place, shares[position], pin, bits));
    // A share that is not whole is refused here, where it is still known whose it is.
    if (!request.every) for (const share of opened) parseShare(share).values.fill(0);
    const answered = request.challenge !== undefined && answerTo(request.challenge, place, pin, bits);
    if (request.turn !== undefined) await end.sendOn({ do: 'give-shares', turn: request.turn, positions }, opened);
    return { is: 'opened', positions, bits, modulusHex, protection: 'token', ...answered };
  } finally {
    wipe(pin, ...opened);
  }
}

/** Tokens that a person has prepared. One that is not can have no key. */
const initialized = (): FoundToken[] =>
  asked(() => tokenAddon().tokens()).filter((each) => has(each, flag.initialized));

/** The certificates of the security domain on a token. */
const placesOn = (token: FoundToken, thumbprints: readonly string[]): Place[] =>
  asked(() => tokenAddon().certificates(token.slot)).flatMap(({ id, der }): Place[] => {
    const thumbprint = encodeBase64url(sha256(der));
    const positions = [...thumbprints.keys()].filter((position) => thumbprints[position] === thumbprint);
    return positions.length === 0 ? [] : [{ token, id, der, positions }];
  });

function findTokens({ thumbprints }: FindTokensRequest): object {
  const all = initialized();
  const tokens = all.flatMap((token) => {
    const positions = placesOn(token, thumbprints).flatMap((place) => place.positions);
    return positions.length === 0 ? [] : [{ label: token.label, serial: token.serial, positions }];
  });
  return { is: 'found', tokens, others: all.length - tokens.length };
}

/** The one key on the tokens that are here that opens a share of this domain. Known before any PIN. */
function findKey({ token, thumbprints, taken }: OpenTokenRequest): Place {
  const places = fittingTokens(token).flatMap((each) => placesOn(each, thumbprints));
  const [first] = places;
  if (first === undefined) return refuse({ code: 'TOKEN_FOREIGN' });
  assertOneToken(places.map((place) => place.token));
  const free = places.find(({ positions }) => positions.some((position) => !taken.includes(position)));
  const custodian = thumbprints[first.positions[0] ?? -1] ?? '';
  if (free === undefined) return refuse({ code: 'CUSTODIAN_ALREADY_GIVEN', custodian });
  return { ...free, positions: free.positions.filter((position) => !taken.includes(position)) };
}

/** The tokens that are here and fit. @throws TOKEN_NOT_FOUND where none does */
function fittingTokens(token: TokenDescription): readonly [FoundToken, ...FoundToken[]] {
  const [first, ...more] = initialized().filter((each) => fits(each, token));
  return first === undefined ? refuse({ code: 'TOKEN_NOT_FOUND' }) : [first, ...more];
}

/** @throws TOKEN_AMBIGUOUS */
function assertOneToken(tokens: readonly FoundToken[]): void {
  const serials = new Map(tokens.map(({ slot, serial }) => [slot, visibleText(serial, 40)]));
  if (serials.size > 1) refuse({ code: 'TOKEN_AMBIGUOUS', serials: [...serials.values()] });
}

/**
 * Describes the one token that fits, and reads the certificate that is wanted, or that of a key that can be a custodian's, with what the token says of
 * it. Without a PIN.
 */
function readToken({ token, keyId, certificateSha256 }: ReadTokenRequest): Reply {
  const tokens = fittingTokens(token);
  assertOneToken(tokens);
  const { slot, flags: _flags, ...description } = tokens[0];
  const all = asked(() => tokenAddon().certificates(slot)).map(({ id, der }) => ({ keyId: id.toString('hex'), der }));
  const wanted = all.find(({ der }) => sha256(der).toString('hex') === certificateSha256);
  const { keyId: own, der } =
    certificateSha256 === undefined ? certificateOnToken(all, keyId) : (wanted ?? refuse({ code: 'TOKEN_FOREIGN' }));
  return new Reply({ is: 'read', keyId: own, ...description }, [der, ...attestationOnToken(all, own)]);
}

const fits = (found: FoundToken, { label, serial, model, manufacturer }: TokenDescription): boolean =>
  (label ?? found.label) === found.label &&
  (serial ?? found.serial) === found.serial &&
  (model ?? found.model) === found.model &&
  (manufacturer ?? found.manufacturer) === found.manufacturer;

/** Whether a PIN may be tried. @throws TOKEN_LOCKED, TOKEN_LAST_TRY, TOKEN_PIN_PAD */
function needTry(token: FoundToken, mayUseLast: boolean): void {
  if (has(token, flag.pinLocked)) refuse({ code: 'TOKEN_LOCKED' });
  if (has(token, flag.protectedAuthenticationPath)) refuse({ code: 'TOKEN_PIN_PAD' });
  if (has(token, flag.pinFinalTry) && !mayUseLast) refuse({ code: 'TOKEN_LAST_TRY' });
}

/** The public half, from the certificate that the security domain names. @throws CUSTODIAN_KEY_… */
function publicKeyOf(der: Buffer): { readonly modulusHex: string; readonly bits: number } {
  const key = createPublicKey({ key: parseX509(der).spkiDer, format: 'der', type: 'spki' });
  const bits = assertCustodianKey(key);
  const { n = '' } = key.export({ format: 'jwk' });
  return { modulusHex: Buffer.from(n, 'base64url').toString('hex'), bits };
}

/** @returns the share, which the caller wipes */
function open({ token, id }: Place, jwe: CompactJwe | undefined, pin: Buffer, bits: number): Buffer {
  if (jwe?.encryptedKey.length !== bits / 8) return refuse({ code: 'KEY_OPENS_NO_SHARE' });
  const encoded = secretBuffer(bits / 8);
  try {
    asked(() => tokenAddon().raw(token.slot, id, pin, jwe.encryptedKey, encoded), token);
    return openUnwrappedJwe(jwe, encoded);
  } catch (error) {
    // As with a key in a file: a share that is not whole is a share that this key does not open.
    if (error instanceof Refusal && error.fault.code === 'JWE_DECRYPTION_FAILED')
      refuse({ code: 'KEY_OPENS_NO_SHARE' });
    throw error;
  } finally {
    wipe(encoded);
  }
}

/** What was encrypted to the certificate, hashed: whatever it was, nothing of it leaves this process. */
function answerTo(challenge: string, place: Place, pin: Buffer, bits: number): { readonly answer: string } {
  const opened = open(place, parseCompactJwe(challenge), pin, bits);
  try {
    return { answer: sha256(opened).toString('hex') };
  } finally {
    wipe(opened);
  }
}

/** Asks the module; what it answers in place of a result becomes a fault. @param token whose PIN is being tried */
function asked<T>(ask: () => T, token?: FoundToken): T {
  try {
    return ask();
  } catch (error) {
    const { message, rv } = error as Error & { readonly rv?: number };
    return refuse(faultOf(message, rv ?? 0, token));
  }
}

/** What a module answers (CKR_…, PKCS#11 v2.40 §5.1), by what people can do about it. */
function faultOf(step: string, rv: number, token: FoundToken | undefined): Fault {
  const answer = `0x${rv.toString(16)}`;
  switch (rv) {
    case 0xa0: // CKR_PIN_INCORRECT
    case 0xa1: // CKR_PIN_INVALID
    case 0xa2: // CKR_PIN_LEN_RANGE
      return { code: 'TOKEN_PIN_WRONG', left: triesLeft(token) };
    case 0xa4: // CKR_PIN_LOCKED
      return { code: 'TOKEN_LOCKED' };
    case 0x5: // CKR_GENERAL_ERROR: of a card that was pulled, too
    case 0x30: // CKR_DEVICE_ERROR
    case 0x32: // CKR_DEVICE_REMOVED
    case 0xb3: // CKR_SESSION_HANDLE_INVALID
    case 0xe0: // CKR_TOKEN_NOT_PRESENT
    case 0xe1: // CKR_TOKEN_NOT_RECOGNIZED
      return step === 'C_Initialize' || step === 'dlopen'
        ? { code: 'TOKEN_MODULE_FAILED', step, answer }
        : { code: 'TOKEN_LOST', answer };
    case 0x60: // CKR_KEY_HANDLE_INVALID: not exactly one
      return { code: 'TOKEN_KEY_MISSING' };
    case 0x63: // CKR_KEY_TYPE_INCONSISTENT
    case 0x68: // CKR_KEY_FUNCTION_NOT_PERMITTED
    case 0x70: // CKR_MECHANISM_INVALID
      return { code: 'TOKEN_KEY_REFUSED', answer };
    case 0x20: // CKR_DATA_INVALID
    case 0x21: // CKR_DATA_LEN_RANGE
    case 0x40: // CKR_ENCRYPTED_DATA_INVALID
    case 0x41: // CKR_ENCRYPTED_DATA_LEN_RANGE
      return { code: 'JWE_DECRYPTION_FAILED' };
    default:
      // An error that is none of the module's: it was not loaded.
      if (rv === 0) return { code: 'TOKEN_MODULE_FAILED', step: 'dlopen', answer };
      return { code: step === 'C_Initialize' ? 'TOKEN_MODULE_FAILED' : 'TOKEN_FAILED', step, answer };
  }
}

/** What the token says after a wrong PIN. One that is gone by then says nothing. */
function triesLeft(tried: FoundToken | undefined): TriesLeft {
  const token = asked(() => tokenAddon().tokens()).find(
    ({ slot, serial }) => slot === tried?.slot && serial === tried.serial,
  );
  if (token === undefined) return 'some';
  if (has(token, flag.pinLocked)) return 'none';
  if (has(token, flag.pinFinalTry)) return 'one';
  return has(token, flag.pinCountLow) ? 'few' : 'some';
}

const end = ownEnd();
answerOnce(end, 'token worker', tokenWorkerRequestSchema, (request) => {
  if (request.do === 'open-token') return openToken(request, end);
  return Promise.resolve(request.do === 'find-tokens' ? findTokens(request) : readToken(request));
});
