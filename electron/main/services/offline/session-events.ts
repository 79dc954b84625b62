// What happened between two states of the app state in a drill or a making of keys, as events of its log: the one place that decides what is
// written down.
import type { View } from '#shared/contract/offline/view.ts';
import type { SessionEvent } from '#shared/session-log/events.ts';
import { reportWayOut } from './way-out.ts';

/** Events in the order in which people would tell them; none where nothing changed that outlives the screen. */
export function sessionEvents(before: View, after: View): readonly SessionEvent[] {
  return [
    ...begun(before, after),
    ...clock(before, after),
    ...airGap(before, after),
    ...securityDomain(before, after),
    ...custodians(before, after),
    ...blob(before, after),
    ...after.createdKeys.slice(before.createdKeys.length).map((key) => ({ kind: 'key-made' as const, key })),
    ...after.written.slice(before.written.length).map((file) => ({ kind: 'file-written' as const, file })),
    ...after.exceptions.slice(before.exceptions.length).map((exception) => ({ kind: 'exception' as const, exception })),
    ...alarm(before, after),
    ...finished(before, after),
  ];
}

function begun({ ceremony: before }: View, { ceremony, version }: View): SessionEvent[] {
  if (before.phase !== 'none' || ceremony.phase !== 'running') return [];
  const { id, purpose, practice } = ceremony;
  // A recovery, an emergency or an activation keeps a journal.
  if (purpose === 'recovery' || purpose === 'emergency' || purpose === 'activation') return [];
  return [{ kind: 'session-begun', id, purpose, practice, version }];
}

function finished({ ceremony: before }: View, { ceremony }: View): SessionEvent[] {
  return before.phase === 'running' && ceremony.phase === 'finished' ? [{ kind: 'session-finished' }] : [];
}

function clock({ clock: before }: View, { clock: now }: View): SessionEvent[] {
  return now !== before && now.phase === 'set' ? [{ kind: 'wall-clock', clock: now }] : [];
}

function airGap(before: View, { airGap: now, ceremony }: View): SessionEvent[] {
  const isBeginning = before.ceremony.phase === 'none' && ceremony.phase === 'running';
  if ((now === before.airGap && !isBeginning) || now.phase === 'unknown') return [];
  const waysOut = now.phase === 'open' ? now.waysOut.slice(0, 64).map(reportWayOut) : [];
  return [{ kind: 'air-gap', isClosed: now.phase === 'closed', waysOut }];
}

function alarm({ alarm: before }: View, { alarm: now }: View): SessionEvent[] {
  return now !== before && now !== null ? [{ kind: 'alarm', fault: now.code }] : [];
}

function securityDomain({ securityDomain: before }: View, { securityDomain: now }: View): SessionEvent[] {
  if (now === before || now.phase !== 'loaded') return [];
  const { file, required, custodians: people } = now;
  return [{ kind: 'security-domain-loaded', file, required, custodians: people.length }];
}

function custodians(
  { custodians: before }: View,
  { custodians: now, blob: { phase }, ceremony }: View,
): SessionEvent[] {
  const { turn } = now;
  const gone = before.accepted.length - now.accepted.length;
  // A share check keeps none.
  const isHolding = ceremony.phase !== 'none' && ceremony.purpose !== 'share-check';
  return [
    // What was proven has used them; that they are gone is part of having proven it.
    ...(gone > 0 && isHolding && phase !== 'proven' ? [{ kind: 'shares-gone' as const, count: gone }] : []),
    ...now.accepted
      .slice(before.accepted.length)
      // Without a copy it is the share of a recovery, which has a journal.
      .flatMap(({ thumbprint, fileName, copy }) =>
        copy === null ? [] : [{ kind: 'share-accepted' as const, thumbprint, fileName, copy }],
      ),
    ...(turn !== before.turn && turn.phase === 'refused'
      ? [{ kind: 'share-refused' as const, fileName: turn.fileName, fault: turn.fault.code }]
      : []),
  ];
}

function blob({ blob: before }: View, { blob: now }: View): SessionEvent[] {
  if (now === before) return [];
  return now.phase === 'proven' ? [{ kind: 'quorum-proven', data: now.data }] : [];
}
