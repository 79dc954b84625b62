// The steps of this machine: where each is, what it waits for, and what came of it.
import { z } from 'zod';
import { guardedCalls } from '../../journal/events.ts';
import { utcTime } from '../../schemas/atoms.ts';
import { ourFault } from '../ours.ts';

/** Every step of either operator. Which there are at this machine, and in which order, says the list in the view. */
export const onlineStepId = z.enum([
  'pairing',
  'preFlight',
  'create',
  'activate',
  'init-recovery',
  'exchange-key',
  'observe',
  'countersign',
  'upload',
  /** Attaches the plan's identity to an HSM that exists. */
  'identity',
  'backup',
  'restore',
  'verify',
  /** The first backup of an HSM that was recovered. */
  'first-backup',
  'hand-over',
  /** Brings deleted HSMs back or destroys them: beside the others, at any time. */
  'deleted',
  /** The test key of an HSM, made before its first backup. */
  'canary',
  /** The inventory of an HSM that was just activated, for the day on which it is recovered. */
  'baseline',
]);
export type OnlineStepId = z.output<typeof onlineStepId>;

/** What a step still waits for. */
export const stepNeed = z.enum([
  'sign-in',
  'pairing',
  'activate',
  'init-recovery',
  'observation',
  'exchange-key',
  'upload',
  'backup',
  /** A backup was made already, in which what is made now would not be. */
  'no-backup',
  'hold',
  'restore',
  'verify',
  /** A failed check stands: only an exception leads on. */
  'exception',
  /** Another step is at work, or a call has no verdict yet. */
  'other-step',
  /** The plan does not name what it would work with. */
  'plan',
]);
export type StepNeed = z.output<typeof stepNeed>;

/** Facts that a finished step shows, by what they are. Moments are ISO 8601 in UTC, hashes are 64 hex digits. */
export const stepFact = z.enum([
  'hsm-uri',
  'resource-id',
  'activation',
  'administrators',
  'request-id',
  'fetched-at',
  'certificate-sha256',
  'payload-sha256',
  'blob-sha256',
  'security-domain-sha256',
  'canary-key',
  'canary-version',
  'canary-sha256',
  'canary-attested',
  'canary-not-attested',
  'custodians',
  'required',
  /** A member of the security domain that this program does not know, by its path in the file. */
  'unknown-member',
  /** A custodian whose share is wrapped with RSA-OAEP over SHA-1: base64url SHA-256 of the certificate. */
  'old-wrapping',
  'folder-uri',
  'folder',
  'hold-ends',
  'keys',
  'versions',
  /** The service did not say how many versions it restored; without a value. */
  'version-count-missing',
  'not-overwritten',
  'identity',
  'kept-identity',
  'recovered-hsm',
  'deleted-hsm',
  'purged-hsm',
  'file',
]);
export type StepFact = z.output<typeof stepFact>;
/** What is odd about a security domain that came all the same: it is said in sentences, not as a fact among others. */
export type DomainOddity = Extract<StepFact, 'unknown-member' | 'old-wrapping'>;

/** How far something is that goes through many things. */
export const goneThrough = z.strictObject({ done: z.int(), of: z.int() });

/** How a long call is getting on. There is no time-out: only people give up waiting. */
export const progressView = z.strictObject({
  sinceUtc: utcTime,
  /** Whether the call has been sent, or was in an earlier run: from then on it cannot be taken back, only waited for. */
  isSent: z.boolean(),
  /** Questions after its state so far. */
  attempt: z.int(),
  /** When the service last answered, and when it is asked next. */
  lastContactUtc: utcTime.nullable(),
  nextPollUtc: utcTime.nullable(),
  /** Why the last question was not answered; the waiting goes on. */
  trouble: ourFault.nullable(),
  /** For steps that go through many things. */
  counted: goneThrough.nullable(),
});
export type ProgressView = z.output<typeof progressView>;

export const stepState = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('not-yet'), needs: z.array(stepNeed) }),
  z.strictObject({ phase: z.literal('ready') }),
  z.strictObject({ phase: z.literal('running'), progress: progressView }),
  /** Begun, and nobody waits for it now: the service may go on by itself. `steps.resume` asks, and sends nothing twice. */
  z.strictObject({
    phase: z.literal('interrupted'),
    callId: z.string(),
    fault: ourFault.nullable(),
    /** The call whose outcome people may enter, because the service was asked again in vain; null before. */
    decided: z.enum(guardedCalls).nullable(),
  }),
  /** Nobody knows what became of the call, and the service cannot be asked: people look, then `steps.decide`. Never a repeat. */
  z.strictObject({ phase: z.literal('unknown'), call: z.enum(guardedCalls), callId: z.string() }),
  z.strictObject({
    phase: z.literal('refused'),
    fault: ourFault,
    atUtc: utcTime,
    /** Whether the step may be tried again; `exception`: only after one has been written. */
    again: z.enum(['yes', 'exception']),
  }),
  z.strictObject({
    phase: z.literal('done'),
    atUtc: utcTime.nullable(),
    facts: z.array(z.strictObject({ fact: stepFact, value: z.string() })),
    /** Whether it may be done once more: a key was restored, and others may follow. */
    again: z.literal(true).optional(),
  }),
]);
export type StepState = z.output<typeof stepState>;

export const stepView = z.strictObject({
  id: onlineStepId,
  /** What two people must type from paper for it. */
  confirm: z.enum(['nothing', 'target', 'target-and-folder']),
  state: stepState,
});
export type OnlineStepView = z.output<typeof stepView>;
