// What happened between two states of the app state in a drill or a making of keys, as events of its journal: the one place that decides
// what is written down.
import { sheetOf } from '#shared/contract/exception-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { gapEvent } from './ceremony/kept-journal.ts';
import { onStick } from './ceremony/facts.ts';

/** Events in the order in which people would tell them; none where nothing changed that outlives the screen. */
export function sessionEvents(before: View, after: View, app: AppVersion): readonly JournalEvent[] {
  return [
    ...opened(before, after, app),
    ...clock(before, after),
    ...airGap(before, after),
    ...securityDomain(before, after),
    ...custodians(before, after),
    ...proven(before, after),
    ...after.createdKeys.slice(before.createdKeys.length).map((key): JournalEvent => ({ kind: 'key-made', key })),
    ...after.written.slice(before.written.length).map(({ volume, name, sha256, bytes }): JournalEvent => ({
      kind: 'file-written',
      name: visibleText(onStick(volume, name), 120),
      sha256,
      bytes,
    })),
    ...after.exceptions.slice(before.exceptions.length).map((exception): JournalEvent => ({
      kind: 'exception',
      number: exception.number,
      check: exception.check,
      ...sheetOf(exception),
    })),
    ...alarm(before, after),
    ...finished(before, after),
  ];
}

function opened({ ceremony: before }: View, { ceremony }: View, app: AppVersion): JournalEvent[] {
  if (before.phase !== 'none' || ceremony.phase !== 'running') return [];
  const { id, purpose, practice } = ceremony;
  // A recovery, an emergency or an activation opens its own journal.
  if (purpose === 'recovery' || purpose === 'emergency' || purpose === 'activation') return [];
  return [{ kind: 'session-opened', ceremony: id, practice, machine: 'offline', purpose, app }];
}

function finished({ ceremony: before }: View, { ceremony }: View): JournalEvent[] {
  return before.phase === 'running' && ceremony.phase === 'finished' ? [{ kind: 'session-finished' }] : [];
}

function clock({ clock: before }: View, { clock: now }: View): JournalEvent[] {
  return now !== before && now.phase === 'set' ? [{ kind: 'clock-read', wall: now.wallUtc }] : [];
}

function airGap(before: View, { airGap: now, ceremony }: View): JournalEvent[] {
  const isBeginning = before.ceremony.phase === 'none' && ceremony.phase === 'running';
  return now === before.airGap && !isBeginning ? [] : gapEvent(now, isBeginning ? 'found' : 'changed');
}

function alarm({ alarm: before }: View, { alarm: now }: View): JournalEvent[] {
  return now !== before && now !== null ? [{ kind: 'alarm', fault: now.code }] : [];
}

function securityDomain({ securityDomain: before }: View, { securityDomain: now }: View): JournalEvent[] {
  if (now === before || now.phase !== 'loaded') return [];
  const { file, required, custodians: people } = now;
  return [{ kind: 'security-domain-loaded', sha256: file.sha256, required, custodians: people.length }];
}

function custodians(
  { custodians: before }: View,
  { custodians: now, blob: { phase }, ceremony }: View,
): JournalEvent[] {
  const { turn } = now;
  const gone = before.accepted.length - now.accepted.length;
  // A share check keeps none.
  const isHolding = ceremony.phase !== 'none' && ceremony.purpose !== 'share-check';
  return [
    // What was proven has used them; that they are gone is part of having proven it.
    ...(gone > 0 && isHolding && phase !== 'proven' ? [sharesGone('cancelled')] : []),
    ...now.accepted.slice(before.accepted.length).flatMap(({ thumbprint, copy, onItsWord }): JournalEvent[] => {
      // Without a copy it is the share of a recovery, which has its own journal.
      if (copy === null) return [];
      const certificateSha256 = certificateSha256Of(thumbprint);
      return [
        { kind: 'custodian-proven', certificateSha256, copy, ...(onItsWord && { onItsWord }) },
        ...(isHolding ? [{ kind: 'share-accepted' as const, certificateSha256 }] : []),
      ];
    }),
    ...(turn !== before.turn && turn.phase === 'refused'
      ? [{ kind: 'share-refused' as const, certificateSha256: null, fault: turn.fault.code }]
      : []),
  ];
}

function proven({ blob: before, custodians: { accepted } }: View, { blob: now }: View): JournalEvent[] {
  if (now === before || now.phase !== 'proven') return [];
  return [{ kind: 'quorum-reconstructed', shares: accepted.length }, sharesGone('drill-ended')];
}

const sharesGone = (reason: 'cancelled' | 'drill-ended'): JournalEvent => ({ kind: 'shares-gone', reason });
