// How the journals of a ceremony begin in tests: the plan, the other side, and both numbers.
import type { JournalEvent } from '#shared/journal/events.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { journalOpened, planFacts } from '#core/plan/facts.ts';
import { planSha256 } from '#core/plan/plan-file.ts';
import type { Signer } from '#core/transfer/identity.ts';
import { offline, operator1, operator2 } from '#core/transfer/testdata/samples.ts';
import { StepJournal } from '#services/recovery/step-journal.ts';

const challenges = { online: 'b'.repeat(32), offline: 'a'.repeat(32) };
/** The number that the offline side of these tests gives out. */
export const offlineChallenge = challenges.offline;
export const testApp = { version: '0.1.0', build: 'test' };

/** What the two sides have told each other before the first bundle. */
export interface Introduced {
  /** The number that the online side gave out. */
  readonly onlineChallenge: string;
  /** Key of the first operator's machine. */
  readonly operatorKeyId: string;
}
export const introduced: Introduced = { onlineChallenge: challenges.online, operatorKeyId: operator1.keyId };

/** The events with which a machine's journal begins, up to both numbers. */
export function beginning(
  plan: Plan,
  role: 'operator-1' | 'operator-2' | 'offline',
  signer: Signer,
  { onlineChallenge, operatorKeyId }: Introduced = introduced,
): JournalEvent[] {
  const isOffline = role === 'offline';
  const issued = isOffline ? challenges.offline : onlineChallenge;
  const noted = isOffline ? onlineChallenge : challenges.offline;
  return [
    journalOpened(plan, { role, keyId: signer.keyId }, testApp),
    planFacts({ plan, planSha256: planSha256(plan), approvers: ['administrator', 'operator-1'] }),
    isOffline
      ? { kind: 'peer-paired', role: 'operator-1', keyId: operatorKeyId }
      : { kind: 'peer-paired', role: 'offline', keyId: offline.keyId },
    { kind: 'challenge-issued', challenge: issued },
    { kind: 'challenge-noted', challenge: noted },
  ];
}

/** Begins a journal as "journal begin" and the pairing do. */
export async function beginJournal(path: string, plan: Plan, role: 'operator-1' | 'operator-2'): Promise<void> {
  const journal = await StepJournal.open(path, Date.now);
  for (const event of beginning(plan, role, role === 'operator-1' ? operator1 : operator2)) await journal.append(event);
  await journal.close();
}
