// The certificates of an activation, before an HSM encrypts its security domain to them for good: those of the plan, and each with a key
// that can open a share.
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { CertificateProblem } from '#shared/faults/transfer.ts';
import { custodianKeySizes } from '../custodian-key/key-sizes.ts';
import { hasRocaForm } from '../custodian-key/roca.ts';
import { decodeBase64 } from '../encoding/base64.ts';
import { smallFactor } from '../exchange-key/small-factors.ts';
import { parseX509, rsaNumbers } from '../x509/certificate.ts';
import { same } from './compare.ts';
import type { PayloadOf } from './payload.ts';

/** Whose certificates the plan wants, in its order, and how many of them must come. */
export interface PlannedQuorum {
  readonly custodians: readonly string[];
  readonly required: number;
}

/**
 * The certificates are those of the plan's custodians, in its order and with its quorum, and every key is a custodian's own.
 * @throws BUNDLE_CUSTODIANS, CUSTODIAN_CERTIFICATE_UNFIT
 */
export function assertPlannedCertificates(
  planned: PlannedQuorum,
  { required, certificates }: PayloadOf<'activation-certificates'>['body'],
): void {
  const custodians = certificates.map(({ custodian }) => custodian);
  same('BUNDLE_CUSTODIANS', quorumText(planned), quorumText({ custodians, required }));
  const keys = new Set<bigint>();
  for (const { custodian, certificate } of certificates) {
    const modulus = soundKey(custodian, decodeBase64(certificate));
    // One key under two certificates would be two of a quorum.
    if (keys.has(modulus)) unfit(custodian, 'key-twice');
    keys.add(modulus);
  }
}

const quorumText = ({ custodians, required }: PlannedQuorum): string =>
  `${required} of ${custodians.length}: ${custodians.join(', ')}`;

const unfit = (custodian: string, problem: CertificateProblem): never =>
  refuse({ code: 'CUSTODIAN_CERTIFICATE_UNFIT', custodian, problem });

/**
 * The modulus of a certificate's key, which is fit for a custodian.
 * @throws CUSTODIAN_CERTIFICATE_UNFIT
 */
export function soundKey(custodian: string, der: Buffer): bigint {
  const numbers = numbersIn(custodian, der);
  if (!numbers) return unfit(custodian, 'not-rsa');
  const { modulus, exponent } = numbers;
  if (!custodianKeySizes.includes(modulus.toString(2).length)) unfit(custodian, 'size');
  if (exponent !== 65537n) unfit(custodian, 'exponent');
  if (modulus % 2n === 0n || smallFactor(modulus) !== undefined) unfit(custodian, 'modulus');
  if (hasRocaForm(modulus)) unfit(custodian, 'roca');
  return modulus;
}

function numbersIn(custodian: string, der: Buffer): ReturnType<typeof rsaNumbers> {
  try {
    return rsaNumbers(parseX509(der).spkiDer);
  } catch (error) {
    /* v8 ignore else -- @preserve `parseX509` and `rsaNumbers` throw refusals alone; another error is a defect, not
     * a certificate of another form. */
    if (error instanceof Refusal)
      return refuse({ code: 'CUSTODIAN_CERTIFICATE_UNFIT', custodian, problem: 'form' }, error);
    throw error;
  }
}
