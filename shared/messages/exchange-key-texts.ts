// The shape of the texts around an exchange key's verdict, one catalogue for each language.
import type { CheckOutcome } from '../exchange-key/verdict.ts';
import type { EvidenceClass, ExchangeKeyCheckId } from '../exchange-key/checks.ts';

/** A check in words: its title, and what it rules out when it passes. */
interface CheckText {
  readonly title: string;
  readonly rulesOut: string;
}

export interface ExchangeKeyTexts {
  readonly classes: Readonly<Record<EvidenceClass, string>>;
  readonly outcomes: Readonly<Record<CheckOutcome, string>>;
  readonly checks: Readonly<Record<ExchangeKeyCheckId, CheckText>>;
  /** What no check can show; said wherever a verdict is shown. */
  readonly limits: readonly string[];
}
