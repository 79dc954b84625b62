// Every refusal of the product: one union of plain data, so that it crosses processes, fits in JSON and can be switched over.
import type { ActivationFault } from './activation.ts';
import type { CustodianKeyFault } from './custodian-key.ts';
import type { SecretsFault } from './secrets.ts';
import type { EncodingFault } from './encoding.ts';
import type { ExchangeKeyFault } from './exchange-key.ts';
import type { FilesFault } from './files.ts';
import type { JournalFault } from './journal.ts';
import type { OnlineFault } from './online.ts';
import type { PaperFault } from './paper.ts';
import type { PlanFault } from './plan.ts';
import type { ConsumersFault } from './consumers.ts';
import type { ReadinessFault } from './readiness.ts';
import type { RegisterFault } from './register.ts';
import type { RehearsalRefusal } from './rehearsal.ts';
import type { SecurityDomainFault } from './security-domain.ts';
import type { ServiceFault } from './service.ts';
import type { ShellFault } from './shell.ts';
import type { EnvironmentFault } from './environment.ts';
import type { TokenFault } from './token.ts';
import type { TransferFault } from './transfer.ts';
import type { UsageFault } from './usage.ts';

export type Fault =
  | ActivationFault
  | CustodianKeyFault
  | SecretsFault
  | EncodingFault
  | ExchangeKeyFault
  | FilesFault
  | JournalFault
  | OnlineFault
  | PaperFault
  | PlanFault
  | ConsumersFault
  | ReadinessFault
  | RegisterFault
  | RehearsalRefusal
  | SecurityDomainFault
  | ServiceFault
  | ShellFault
  | EnvironmentFault
  | TokenFault
  | TransferFault
  | UsageFault;
export type FaultCode = Fault['code'];
export type FaultOf<Code extends FaultCode> = Extract<Fault, { readonly code: Code }>;

/**
 * The only error that our code throws on purpose. The fault says what is wrong without any secret in it;
 * `cause` keeps what a library said, for a developer's eyes.
 */
export class Refusal extends Error {
  readonly fault: Fault;
  /** Which of several files or people it was about, where the fault alone does not tell; visible text. */
  about: string | undefined;

  constructor(fault: Fault, cause?: unknown) {
    super(fault.code, cause === undefined ? undefined : { cause });
    this.name = 'Refusal';
    this.fault = fault;
  }
}

/** Throws a refusal; an expression of type `never`, so that it can be where a value is missing. */
export function refuse(fault: Fault, cause?: unknown): never {
  throw new Refusal(fault, cause);
}

/** Whether an error is a refusal with this fault. */
export const isFaultOf = (error: unknown, code: FaultCode): boolean =>
  error instanceof Refusal && error.fault.code === code;

/** The end of every switch over a union: what arrives here is a defect of ours, not a refusal. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value ${String(value)}`);
}

/** What a call answers across a process boundary. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

/** The code of a fault or of the system's error, for people who look into it. */
export function whyOf(error: unknown): string {
  if (error instanceof Refusal) return error.fault.code;
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
