// The policy on exchange keys: checks a claim by its evidence (E0 to E5), and alone mints the key that a combiner takes.
import { createPublicKey, type KeyObject } from 'node:crypto';
import type { ExchangeKeyVerdict, TrustMode } from '#shared/exchange-key/verdict.ts';
import { createSeal, type Verified } from '../verified.ts';
import { checkAttestation } from './attestation-checks.ts';
import { Checklist } from './checklist.ts';
import type { ExchangeKeyInput, AssessedInput } from './claim.ts';
import { type ExchangeCertificate, parseExchangeCertificate } from './exchange-certificate.ts';
import { checkException } from './exception-checks.ts';
import { parseExchangeKeyFile } from './exchange-key-file.ts';
import { checkFetches } from './fetch-checks.ts';
import { checkForm } from './form-checks.ts';
import { checkName } from './name-checks.ts';

/** A key that the security domain may be encrypted to. */
export interface ExchangeKey {
  readonly publicKey: KeyObject;
  /** base64url of SHA-256 over the certificate's DER: `x5t_256` of the restore blob. */
  readonly thumbprintS256: string;
  readonly certificateSha256Hex: string;
  readonly spkiSha256Hex: string;
  /** The host that was typed and that the attested certificate names; absent in the exception branch. */
  readonly hsmHost?: string;
  readonly mode: TrustMode;
  /** What the key's acceptance rests on, and what of it rests on the caller. */
  readonly evidence: ExchangeKeyVerdict;
}

const seal = createSeal<ExchangeKey>('exchange key');

/** Throws unless `verifyExchangeKey` made this very object; call it before encrypting to a key. */
export const assertVerifiedExchangeKey: (key: Verified<ExchangeKey>) => void = seal.assert;

/**
 * Checks everything that can be checked, and throws for nothing that the input can be wrong in: the verdict names each check,
 * what was found, and why it failed.
 */
export function assessExchangeKey(input: AssessedInput): ExchangeKeyVerdict {
  const list = new Checklist(false);
  const { certificate } = runChecks(list, input);
  return verdictOf(list, input, certificate);
}

/**
 * Accepts an exchange key, or throws the fault of the first check that fails.
 * Any process can call this again from the same input: nothing but the bytes and the claim decides.
 * @throws every fault of shared/faults/exchange-key.ts, and of the encodings
 */
export function verifyExchangeKey(input: ExchangeKeyInput): Verified<ExchangeKey> {
  // From another process the claim may be anything, whatever its type says.
  if (!['attested', 'unattested'].includes(input.claim.kind)) throw new Error('this claim is for inspection only');
  const list = new Checklist(true);
  const { certificate, hsmHost } = runChecks(list, input);
  const evidence = verdictOf(list, input, certificate);
  /* v8 ignore if -- @preserve `new Checklist(true)` throws at the first check that fails; without one there is a
   * certificate, and the verdict accepts it. */
  if (!certificate || !evidence.accepted) throw new Error('an exchange key was not accepted, and no check said why');
  return seal.mint({
    publicKey: createPublicKey({ key: certificate.spkiDer, format: 'der', type: 'spki' }),
    thumbprintS256: certificate.thumbprintS256,
    certificateSha256Hex: certificate.sha256Hex,
    spkiSha256Hex: certificate.spkiSha256Hex,
    ...(hsmHost !== undefined && { hsmHost }),
    mode: input.mode,
    evidence,
  });
}

interface Found {
  readonly certificate?: ExchangeCertificate;
  readonly hsmHost?: string | undefined;
}

function runChecks(list: Checklist, input: AssessedInput): Found {
  // Nothing in a file shows these; the observations of a ceremony do, or the person who runs a single command.
  list.mark('second-observer', 'on-caller', '');
  list.mark('spoken-words', 'on-caller', '');
  list.mark('connection-path', 'on-caller', '');
  const file = list.read(
    'file-form',
    () => parseExchangeKeyFile(input.fileBytes),
    ({ format }) => format,
  );
  if (!file) return {};
  const certificate = list.read(
    'certificate-form',
    () => parseExchangeCertificate(file.certificateDer),
    ({ subject, sha256Hex }) => `${subject}; SHA-256 ${sha256Hex}`,
  );
  if (!certificate) return {};
  checkForm(list, certificate, file.jwk, input);
  checkAttestation(list, certificate, input);
  checkException(list, certificate, input);
  const hsmHost = checkName(list, certificate, input);
  checkFetches(list, certificate, input, (answer) => {
    const { observed: _fetches, ...alone } = input;
    return assessExchangeKey({ ...alone, fileBytes: answer }).accepted;
  });
  return { certificate, hsmHost };
}

function verdictOf(list: Checklist, input: AssessedInput, certificate?: ExchangeCertificate): ExchangeKeyVerdict {
  const checks = list.checks();
  const { claim } = input;
  return Object.freeze({
    accepted: checks.every(({ outcome }) => outcome !== 'failed' && outcome !== 'not-judged'),
    claim: claim.kind,
    mode: input.mode,
    use: input.use,
    certificateSha256Hex: certificate?.sha256Hex ?? '',
    ...(claim.kind === 'unattested' && {
      exception: Object.freeze({ reason: claim.reason, approvers: Object.freeze([...(claim.approvers ?? [])]) }),
    }),
    checks: Object.freeze(checks),
  });
}
