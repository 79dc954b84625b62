// The tries at a pairing code: two wrong ones end it for as long as the program runs (REQ-19).
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { verifyPairing } from '#core/transfer/pairing.ts';

const maxTries = 2;

export class PairingTries {
  /** Wrong tries by code. */
  readonly #wrong = new Map<string, number>();

  /** @throws PAIRING_CODE_WRONG, PAIRING_LOCKED; FINGERPRINT_… if what was typed is no code */
  compare(code: string, typed: string): void {
    const before = this.#wrong.get(code) ?? 0;
    if (before >= maxTries) refuse({ code: 'PAIRING_LOCKED' });
    try {
      verifyPairing(code, typed);
    } catch (error) {
      if (!(error instanceof Refusal) || error.fault.code !== 'PAIRING_CODE_WRONG') throw error;
      this.#wrong.set(code, before + 1);
      throw before + 1 < maxTries ? error : new Refusal({ code: 'PAIRING_LOCKED' }, error);
    }
  }
}
