// What may happen next: the order of a ceremony as a list of named rules over the state of its journal. No event that breaks a
// rule is ever written, and a journal that holds one is refused.
import type { EventKind, JournalEvent } from '#shared/journal/events.ts';
import type { JournalState } from '#shared/journal/state.ts';
import { adoption } from './adoption.ts';
import { blob, plannedBlob } from './blob.ts';
import { bundles } from './bundles.ts';
import { calls } from './calls.ts';
import { canary } from './canary.ts';
import { emergency, withPlan } from './emergency.ts';
import { everyJournal, fromFirstToLast } from './every-journal.ts';
import { givingUp, newKeys } from './new-keys.ts';
import { restoring } from './restore.ts';
import type { OrderRule } from './rule.ts';
import { comparing, securityDomain } from './security-domain.ts';
import { notOfASession, session } from './session.ts';

/** Every rule of a ceremony with a plan. */
export const orderRules: readonly OrderRule[] = [
  ...everyJournal,
  ...withPlan,
  ...notOfASession,
  ...adoption,
  ...bundles,
  ...plannedBlob,
  ...blob,
  ...newKeys,
  ...givingUp,
  ...calls,
  ...securityDomain,
  ...canary,
  ...restoring,
];

/** Every rule of an emergency: without a plan, and with all of the rest that does not come from one. */
export const emergencyRules: readonly OrderRule[] = [
  ...everyJournal,
  ...emergency,
  ...blob,
  ...calls,
  ...comparing,
  ...restoring,
];

/** Every rule of a drill or a making of keys. */
export const sessionRules: readonly OrderRule[] = [...fromFirstToLast, ...session];

/** Rules by the kind of event that they speak about, so that a long journal is checked in a straight line. */
export type OrderGuard = (state: JournalState, event: JournalEvent) => readonly string[];

/** A guard over some rules: the names of those that an event would break now. */
export function createGuard(rules: readonly OrderRule[]): OrderGuard {
  const everywhere = rules.filter(({ on }) => on === undefined);
  const byKind = new Map<EventKind, readonly OrderRule[]>();
  for (const kind of rules.flatMap(({ on }) => on ?? [])) {
    byKind.set(kind, [...everywhere, ...rules.filter(({ on }) => on?.includes(kind))]);
  }
  return (state, event) => {
    const broken = (byKind.get(event.kind) ?? everywhere).filter(({ holds }) => !holds(state, event));
    return broken.map(({ name }) => name);
  };
}

const ofPlanned = createGuard(orderRules);
const ofEmergency = createGuard(emergencyRules);
const ofSession = createGuard(sessionRules);

/** The names of the rules that an event would break now; none if it may happen. The first line says by which rules a journal goes. */
export const brokenRules: OrderGuard = (state, event) => guardFor(state, event)(state, event);

function guardFor(state: JournalState, { kind }: JournalEvent): OrderGuard {
  if (state.opened !== undefined) return ofPlanned;
  if (state.emergency !== undefined) return ofEmergency;
  if (state.session !== undefined) return ofSession;
  if (kind === 'emergency-opened') return ofEmergency;
  return kind === 'session-opened' ? ofSession : ofPlanned;
}
