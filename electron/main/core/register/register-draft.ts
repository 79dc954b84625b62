// A register that people are still writing: kept in its own file, checked by the rules of the register, and none until nothing is wrong.
import { z } from 'zod';
import { type CustodyRegister, registerSchema, registerDraftSchema } from '#shared/register/register.ts';
import { type RegisterProblem, registerRuleProblems } from '#shared/register/rules.ts';
import { refuse } from '#shared/faults/fault.ts';
import { blank } from '#shared/plan/template.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { readCanonicalJson } from '../encoding/canonical-json.ts';
import { withTrimmedTexts } from '../encoding/json.ts';
import { agreedCertificate, domainOfDraft } from '../plan/draft-parts.ts';
import { maxRegisterBytes } from './register-file.ts';
import { attestationProblems } from './attestations.ts';
import { parseTokenFile, readCertificateSource, type TokenFile, tokenOf } from '../custodian-key/token-file.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { sha256 } from '../encoding/bytes.ts';
import { withCopy, withRegistered, withToken } from '#shared/register/edits.ts';

const draftFile = z.strictObject({
  format: z.literal('lifeboat-custody-draft'),
  v: z.literal(1),
  register: registerDraftSchema,
});
/** Above the register's own limit, because what is typed may be longer than what is allowed. */
export const maxRegisterDraftBytes = 2 * maxRegisterBytes;

/** The bytes of a draft: indented JSON in UTF-8, with a newline at the end. */
export function encodeRegisterDraft(register: CustodyRegister): Buffer {
  const file: z.input<typeof draftFile> = { format: 'lifeboat-custody-draft', v: 1, register };
  return Buffer.from(`${JSON.stringify(file, null, 2)}\n`, 'utf8');
}

/**
 * Reads a draft. It has the type of a register, and is none.
 * @throws DRAFT_FORM where it is no draft of a register; JSON_… if it is not JSON at all
 */
export function readRegisterDraft(bytes: Uint8Array): CustodyRegister {
  const file = draftFile.safeParse(readCanonicalJson(bytes, { maxBytes: maxRegisterDraftBytes }).value);
  return file.success ? file.data.register : refuse({ code: 'DRAFT_FORM', problems: formProblems(file.error) });
}

/** Everything that is missing or wrong in a draft, by the rules of the register. A site without a name is a finding, and no problem. */
export function registerDraftProblems(draft: CustodyRegister): readonly RegisterProblem[] {
  const register = trimmed(draft);
  const form = registerSchema.safeParse(register);
  const missing: readonly RegisterProblem[] = placeholdersOf(register).map((path) => ({ path, rule: 'missing' }));
  const placeholders = new Set(missing.map(({ path }) => path));
  const formed = (form.success ? [] : formProblems(form.error)).filter(({ path }) => !placeholders.has(path));
  const reported = new Set([...placeholders, ...formed.map(({ path }) => path)]);
  const ruled = [...registerRuleProblems(register), ...attestationProblems(register)].filter(
    ({ path }) => !reported.has(path),
  );
  return [...missing, ...formed, ...ruled];
}

/**
 * The register that a draft has become.
 * @throws REGISTER_INVALID with every problem by path
 */
export function registerOfDraft(draft: CustodyRegister): CustodyRegister {
  const problems = registerDraftProblems(draft);
  return problems.length === 0 ? trimmed(draft) : refuse({ code: 'REGISTER_INVALID', problems });
}

/**
 * Fills in the hash of the security domain.
 * @throws what `parseSecurityDomain` throws; DRAFT_DIFFERS where the draft has another file, or a certificate that this file does not have
 */
export function fillDomainOfRegister(register: CustodyRegister, file: Uint8Array): CustodyRegister {
  const { sha256: found, required } = domainOfDraft(register.custodians, file);
  const kept = register.securityDomainSha256;
  if (kept !== null && kept !== found) refuse({ code: 'DRAFT_DIFFERS', what: 'security-domain', of: '', kept, found });
  return { ...register, securityDomainSha256: found, required };
}

/**
 * Fills in the certificate of a custodian, and where the file is the description of a token, that the key is on this token.
 * @param file the certificate in PEM or DER, or NAME.token.json
 * @throws CUSTODIAN_CERTIFICATE_UNFIT, PEM_…, TOKEN_FILE_FORM, JSON_…; DRAFT_DIFFERS where the draft has another certificate for this custodian
 */
export function fillCertificateOfRegister(
  register: CustodyRegister,
  custodian: string,
  file: Uint8Array,
): CustodyRegister {
  const { certificate, onToken } = readCertificateSource(file);
  const kept = register.custodians.find(({ id }) => id === custodian)?.certificateSha256 ?? null;
  const certificateSha256 = agreedCertificate(custodian, kept, certificate);
  const filled = withRegistered(register, custodian, { certificateSha256 });
  return onToken === undefined ? filled : withTokenFile(filled, custodian, onToken);
}

/**
 * A register begun with what the descriptions of tokens say: each names its custodian by the certificate.
 * @throws REGISTER_TOKEN_UNKNOWN where nobody in the register has this certificate; TOKEN_FILE_FORM, JSON_…
 */
export function registerWithTokens(register: CustodyRegister, files: readonly Uint8Array[]): CustodyRegister {
  return files.map(parseTokenFile).reduce((filled, file) => {
    const certificateSha256 = sha256(decodeBase64(file.certificate)).toString('hex');
    const custodian = register.custodians.find((each) => each.certificateSha256 === certificateSha256);
    return custodian === undefined
      ? refuse({ code: 'REGISTER_TOKEN_UNKNOWN', certificateSha256 })
      : withTokenFile(filled, custodian.id, file);
  }, register);
}

function withTokenFile(register: CustodyRegister, custodian: string, file: TokenFile): CustodyRegister {
  const { certificate, attestation } = file;
  const { serial, ...told } = tokenOf(file);
  const kept = attestation === null ? {} : { attestation: { certificate, ...attestation } };
  const token = { ...told, ...kept };
  return withCopy(withToken(register, custodian, true), custodian, 0, { serial, token });
}

const trimmed = (draft: CustodyRegister): CustodyRegister => withTrimmedTexts(draft) as CustodyRegister;

/** Placeholders that a register may not have. */
const placeholdersOf = ({ hsm, people, custodians }: CustodyRegister): readonly string[] =>
  [
    ['hsm.name', hsm.name] as const,
    ['hsm.uri', hsm.uri] as const,
    ...people.map(({ name }, at) => [`people[${at}].name`, name] as const),
    ...custodians.map((each, at) => [`custodians[${at}].certificateSha256`, each.certificateSha256] as const),
  ]
    .filter(([, value]) => value === blank)
    .map(([path]) => path);
