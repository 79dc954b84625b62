// What a screen shows of a journal beyond the state that order depends on: the same events, folded for people.
import type { CreatedKey } from '#shared/contract/offline/new-key-view.ts';
import type { WrittenFile } from '#shared/contract/files.ts';
import { type ExceptionView, exceptionViewOf, type FailedCheckView } from '#shared/contract/exception-view.ts';
import type { ClockView } from '#shared/contract/clock-view.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { EventKind, EventOf, JournalEvent } from '#shared/journal/events.ts';
import { standingFailures } from '#core/journal/standing-failures.ts';

export interface CeremonyFacts {
  readonly clock: ClockView;
  readonly exceptions: readonly ExceptionView[];
  readonly written: readonly WrittenFile[];
  readonly createdKeys: readonly CreatedKey[];
  /** In the order in which they failed. */
  readonly failures: readonly FailedCheckView[];
  /** Steps of the script that people said were done. */
  readonly stepsDone: readonly string[];
}

export const noFacts: CeremonyFacts = {
  clock: { phase: 'unset' },
  exceptions: [],
  written: [],
  createdKeys: [],
  failures: [],
  stepsDone: [],
};

type Handlers = {
  readonly [Kind in EventKind]?: (facts: CeremonyFacts, event: EventOf<Kind>, at: string) => CeremonyFacts;
};

const handlers: Handlers = {
  'wall-clock': (facts, { wall }, at) => ({ ...facts, clock: clockOf(at, wall) }),
  'clock-read': (facts, { wall }, at) => ({ ...facts, clock: clockOf(at, wall) }),
  exception: (facts, event, at) => ({
    ...facts,
    exceptions: [...facts.exceptions, exceptionViewOf(event, at)],
  }),
  'step-done': (facts, { step }) => ({ ...facts, stepsDone: [...facts.stepsDone, step] }),
  'key-made': (facts, { key }) => ({ ...facts, createdKeys: [...facts.createdKeys, key] }),
  'file-written': (facts, event) => ({ ...facts, written: [...facts.written, writtenFile(event)] }),
};

/** @param at when this machine's clock says it was, ISO 8601 in UTC */
export function applyFact(facts: CeremonyFacts, at: string, event: JournalEvent): CeremonyFacts {
  // The mapped type pairs each kind with its own event, which an index by a union cannot express.
  const handler = handlers[event.kind] as
    ((facts: CeremonyFacts, event: JournalEvent, at: string) => CeremonyFacts) | undefined;
  const next = handler === undefined ? facts : handler(facts, event, at);
  return { ...next, failures: standingFailures(next.failures, event) };
}

/** How a file on a stick is named in the journal. */
export const onStick = (stick: string, name: string): string => `${stick}/${name}`;

export const fileWritten = ({ volume, name, sha256, bytes }: WrittenFile): EventOf<'file-written'> => ({
  kind: 'file-written',
  name: visibleText(onStick(volume, name), 120),
  sha256,
  bytes,
});

function writtenFile({ name, bytes, sha256 }: EventOf<'file-written'>): WrittenFile {
  const at = name.indexOf('/');
  return { volume: at < 0 ? '' : name.slice(0, at), name: name.slice(at + 1), bytes, sha256, readBack: true };
}

function clockOf(at: string, wall: string): ClockView {
  const aheadSeconds = Math.round((Date.parse(at) - Date.parse(wall)) / 1000);
  return { phase: 'set', wallUtc: wall, machineUtc: at, aheadSeconds };
}
