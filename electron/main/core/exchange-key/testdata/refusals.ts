// Runs a table of forgeries: each is refused with its own code, by both ways of judging.
import { describe, expect, it } from 'vitest';
import { faultCode } from '#e2e/support/faults.ts';
import type { FaultCode } from '#shared/faults/fault.ts';
import type { CertificateParts } from '../../x509/certificate-writer.ts';
import type { ExchangeKeyInput } from '../claim.ts';
import { assessExchangeKey, verifyExchangeKey } from '../policy.ts';
import { OID, type X509Extension } from '../../x509/certificate.ts';
import { claim, forge, type Forgery } from './forge.ts';

/** One forgery: what is wrong, the code that must come, the file or how to make it, and what else the verifier is told. */
export type Case = readonly [what: string, code: FaultCode, file: Buffer | Forgery, told?: Partial<ExchangeKeyInput>];

export function describeRefusals(area: string, atLeast: number, cases: readonly Case[]): void {
  describe(area, () => {
    for (const forgery of cases) {
      it(`${forgery[0]}: ${forgery[1]}`, () => {
        expectRefused(forgery);
      });
    }

    it('has as many forgeries as it should, each of its own kind', () => {
      expect(new Set(cases.map(([what]) => what)).size).toBe(cases.length);
      expect(cases.length).toBeGreaterThanOrEqual(atLeast);
    });
  });
}

/** The first fault of the verdict is what verification throws. */
export function expectRefused([, code, file, told]: Case): void {
  const input = claim(Buffer.isBuffer(file) ? file : forge(file), told);
  expect(faultCode(() => verifyExchangeKey(input))).toBe(code);
  const verdict = assessExchangeKey(input);
  expect(verdict.accepted).toBe(false);
  expect(verdict.checks.find(({ outcome }) => outcome === 'failed')?.fault?.code).toBe(code);
}

export const extension = (oid: string, value: Uint8Array, critical = false): X509Extension => ({
  oid,
  critical,
  value: Buffer.from(value),
});

export const commonName = (value: string): CertificateParts['subject'][number] => ({ oid: OID.commonName, value });

/** One extension too many. */
export const extra = (...more: readonly X509Extension[]): Forgery => ({ extensions: (good) => [...good, ...more] });
