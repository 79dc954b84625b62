// A ceremony with a plan on the offline side, by the events of its journal.
import { offlineRecovery } from '#core/journal/testdata/recovery.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import type { PublicIdentity } from '#core/transfer/identity.ts';
import { type Ceremony, wordsBy, type WordSubject } from '#services/offline/ceremony/ceremony.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { allowedTries } from '#shared/formatting/read-back.ts';
import type { EventKind, EventOf, JournalEvent } from '#shared/journal/events.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { play } from '../played.ts';
import { asking, type Known, show, sticksKnown } from './common.ts';

/** What is shown of a ceremony. */
type ShownCeremony = Pick<
  Ceremony,
  'plan' | 'approvers' | 'self' | 'peer' | 'state' | 'head' | 'words' | 'nameOf' | 'practice'
>;

const identityOf = (plan: Plan, wanted: PublicIdentity['role']): PublicIdentity => {
  const found = pinnedIdentities(plan).find(({ role }) => role === wanted);
  if (found === undefined) throw new Error(`the plan names no ${wanted}`);
  return found;
};

/** @throws Error where the rules of the order allow no such events */
export function ceremonyOf(plan: Plan, events: readonly JournalEvent[]): Ceremony {
  const { state, head } = play(events);
  const peer = identityOf(plan, 'operator-1');
  const nameOf = (person: string): string => plan.people.find(({ id }) => id === person)?.name ?? person;
  const words = (subject: WordSubject) =>
    wordsBy(state, { subject, peer: peer.keyId }, () => asking(allowedTries - (state.wrongTries[subject]?.times ?? 0)));
  const shown: ShownCeremony = {
    plan,
    approvers: ['operator-1', 'witness'].map(nameOf),
    self: identityOf(plan, 'offline'),
    peer,
    state,
    head,
    words,
    nameOf,
    practice: plan.practice,
  };
  // A whole one needs a folder and a journal on the disk.
  return shown as Ceremony;
}

/** A recovery with this journal, with every stick in. */
export const recoveryOf = (events: readonly JournalEvent[], known: Known = {}): View =>
  show({ ...sticksKnown, ceremony: ceremonyOf(recoveryPlan, events), ...known });

/** One of the events of an honest recovery. */
export function honest<Kind extends EventKind>(kind: Kind, place = 0): EventOf<Kind> {
  const found = offlineRecovery.filter((event) => event.kind === kind)[place];
  if (found === undefined) throw new Error(`an honest recovery has no ${kind}`);
  // It was found by its kind.
  return found as EventOf<Kind>;
}
