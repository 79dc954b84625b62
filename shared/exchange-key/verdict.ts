// What was found when an exchange key was checked: plain data, the same for screen, paper, record and JSON.
import type { Fault } from '../faults/fault.ts';
import type { EvidenceClass, ExchangeKeyCheckId } from './checks.ts';

/** Which roots may have signed the attestation. What is practice is refused in production, and the reverse. */
export type TrustMode = 'production' | 'practice';

/**
 * How a check ended. `note`: true, and worth a look. `absent`: there was nothing to check. `not-judged`: an earlier failure
 * took away what it needs. `not-asked`: the claim does not rest on it. `on-caller`: nothing in the file can show it; people or
 * the record of the ceremony must.
 */
export type CheckOutcome = 'passed' | 'failed' | 'note' | 'absent' | 'not-judged' | 'not-asked' | 'on-caller';

export interface ExchangeKeyCheck {
  readonly id: ExchangeKeyCheckId;
  readonly evidence: EvidenceClass;
  readonly outcome: CheckOutcome;
  /** What was found, safe to print; empty when nothing was. Hashes and fingerprints are lower-case hex. */
  readonly value: string;
  /** Why it failed. */
  readonly fault?: Fault;
}

export interface ExchangeKeyVerdict {
  /** Whether the claim holds: no check failed, and each that the claim rests on passed. */
  readonly accepted: boolean;
  /** `inspected`: no HSM was named, so that the verdict says nothing about whose key it is. */
  readonly claim: 'attested' | 'unattested' | 'inspected';
  readonly mode: TrustMode;
  readonly use: 'one-shot' | 'ceremony';
  /** SHA-256 of the certificate's DER in hex; empty when no certificate could be read. */
  readonly certificateSha256Hex: string;
  /** The exception branch's reason and approvers, as given; absent where the key is attested. */
  readonly exception?: { readonly reason: string; readonly approvers: readonly string[] };
  readonly checks: readonly ExchangeKeyCheck[];
}
