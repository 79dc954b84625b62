// The register of custody as a file: read with all its problems at once, written in one canonical form.
import { type CustodyRegister, registerSchema } from '#shared/register/register.ts';
import { registerRuleProblems } from '#shared/register/rules.ts';
import { refuse } from '#shared/faults/fault.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { readCanonicalJson } from '../encoding/canonical-json.ts';
import type { X509 } from '../x509/certificate.ts';
import { attestationProblems } from './attestations.ts';

/** Greatest size of a register in bytes. */
export const maxRegisterBytes = 128 << 10;

/**
 * Reads a register that people may have written: spaces and the order of members do not matter.
 * @param authorities whose attestations of tokens count: those of Yubico. Tests alone name others.
 * @throws REGISTER_INVALID with every problem by path; JSON_… if it is not JSON at all
 */
export function parseRegister(bytes: Uint8Array, authorities?: readonly X509[]): CustodyRegister {
  const form = registerSchema.safeParse(readCanonicalJson(bytes, { maxBytes: maxRegisterBytes }).value);
  if (!form.success) return refuse({ code: 'REGISTER_INVALID', problems: formProblems(form.error) });
  const problems = [...registerRuleProblems(form.data), ...attestationProblems(form.data, authorities)];
  return problems.length === 0 ? form.data : refuse({ code: 'REGISTER_INVALID', problems });
}

/** The bytes of a register: indented, because people keep it by hand. */
export const encodeRegister = (register: CustodyRegister): Buffer =>
  Buffer.from(`${JSON.stringify(register, null, 2)}\n`, 'utf8');
