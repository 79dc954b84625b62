// Answers that a practice cloud gives instead of its own, for tests of what comes of them.
import type { FaultAction } from '#simulator/fault-scripts.ts';

/** This answer, as JSON unless its headers say otherwise. */
export const instead = (status: number, text: string, headers: Record<string, string> = {}): FaultAction => ({
  kind: 'answer',
  answer: { status, headers: { 'content-type': 'application/json', ...headers }, text },
});

/** An error in the form of the service. */
export const errorInstead = (status: number, code: string, message?: string): FaultAction =>
  instead(status, JSON.stringify({ error: { code, message } }));

/** Asks to sign in before the sign-in is looked at: a token that is over. */
export const challengeInstead = (challenge: string): FaultAction => ({
  kind: 'answer',
  unauthenticated: true,
  answer: { status: 401, headers: { 'www-authenticate': challenge }, text: '' },
});

export const tokenOver = challengeInstead(
  'Bearer authorization="https://login.practice.invalid/t", resource="https://managedhsm.practice.invalid"',
);
