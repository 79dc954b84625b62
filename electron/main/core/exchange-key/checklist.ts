// Collects the checks of one verdict: each is run, recorded with what it found, and never lost.
import { type CheckOutcome, type ExchangeKeyCheck } from '#shared/exchange-key/verdict.ts';
import { type ExchangeKeyCheckId, exchangeKeyChecks } from '#shared/exchange-key/checks.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

/** How a check can end that did not fail. */
type Badge = Exclude<CheckOutcome, 'failed' | 'not-judged'>;

/** A value may be a URI with a long host, or what two operators saw and people decided; anything beyond is not for people. */
const valueLimit = 900;

export class Checklist {
  readonly #found = new Map<ExchangeKeyCheckId, ExchangeKeyCheck>();
  readonly #stopAtFirst: boolean;

  /** @param stopAtFirst whether the first failure is thrown; otherwise all checks that can be checked are */
  constructor(stopAtFirst: boolean) {
    this.#stopAtFirst = stopAtFirst;
  }

  /** Records a value that other checks need; undefined if it could not be read. */
  read<T>(id: ExchangeKeyCheckId, parse: () => T, describe: (value: T) => string): T | undefined {
    try {
      const value = parse();
      this.mark(id, 'passed', describe(value));
      return value;
    } catch (error) {
      this.#fail(id, '', error);
      return undefined;
    }
  }

  /** Runs one rule over a value that is already known; the rule refuses, or returns and has passed. */
  check(id: ExchangeKeyCheckId, value: string, assess: () => void, otherwise: Badge = 'passed'): void {
    try {
      assess();
      this.mark(id, otherwise, value);
    } catch (error) {
      this.#fail(id, value, error);
    }
  }

  mark(id: ExchangeKeyCheckId, outcome: Badge, value: string): void {
    this.#record({ id, evidence: exchangeKeyChecks[id], outcome, value: visibleText(value, valueLimit) });
  }

  /** Every check in the order of a verdict; what nothing was said about had lost what it needs. */
  checks(): readonly ExchangeKeyCheck[] {
    const ids = Object.keys(exchangeKeyChecks) as readonly ExchangeKeyCheckId[];
    return ids.map(
      (id) =>
        this.#found.get(id) ?? Object.freeze({ id, evidence: exchangeKeyChecks[id], outcome: 'not-judged', value: '' }),
    );
  }

  #fail(id: ExchangeKeyCheckId, value: string, error: unknown): void {
    if (this.#stopAtFirst || !(error instanceof Refusal)) throw error;
    const evidence = exchangeKeyChecks[id];
    this.#record({ id, evidence, outcome: 'failed', value: visibleText(value, valueLimit), fault: error.fault });
  }

  #record(check: ExchangeKeyCheck): void {
    this.#found.set(check.id, Object.freeze(check));
  }
}
