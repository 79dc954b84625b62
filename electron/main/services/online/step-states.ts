// Where each step of this machine is: what the table of steps says of the journal, and what is at work now.
import type { OnlineStepId, OnlineStepView, StepNeed, StepState } from '#shared/contract/online/step-view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { type CallState, openCalls } from '#shared/journal/call-index.ts';
import type { RunningStep } from './running-step.ts';
import { callThatDid, type Facts, isDone, type Situation, stepIn, steps } from './steps.ts';

/** A step that was refused after its call was on its way. */
export interface RefusedStep {
  readonly fault: Fault;
  readonly atUtc: string;
}

/** All that the states follow from. */
export interface StepSituation extends Situation {
  readonly running: RunningStep | undefined;
  readonly refused: ReadonlyMap<OnlineStepId, RefusedStep>;
  /** When a call was settled, in Unix milliseconds. */
  readonly settledAt: (id: string) => number | undefined;
}

export function stepViews(situation: StepSituation): OnlineStepView[] {
  return situation.list.map((id) => ({
    id,
    confirm: steps[id].confirm ?? 'nothing',
    state: stateOf(id, situation),
  }));
}

function stateOf(id: OnlineStepId, situation: StepSituation): StepState {
  const { running, journal, refused, list } = situation;
  if (running?.step === id) return { phase: 'running', progress: running.progress };
  const open = openCalls(journal).find(({ call }) => stepIn(list, call, journal) === id);
  if (open) return openState(open, refused.get(id)?.fault ?? null);
  const before = refused.get(id);
  const another = steps[id].mayFollow?.(journal) === true;
  // Where one that followed is refused, that is said.
  if (isDone(id, situation) && !(another && before)) {
    const again = another && { again: true as const };
    return { phase: 'done', atUtc: doneAt(id, situation), facts: [...factsOf(id, situation)], ...again };
  }
  const needs = needsOf(id, situation);
  const again = journal.failures.length > 0 ? 'exception' : 'yes';
  if (before) return { phase: 'refused', ...before, again };
  return needs.length > 0 ? { phase: 'not-yet', needs } : { phase: 'ready' };
}

const factsOf = (id: OnlineStepId, { facts, journal }: StepSituation): Facts => [
  ...(steps[id].keeps?.(journal) ?? []),
  ...(facts.get(id) ?? []),
];

/** An unknown outcome is one that was asked for and not told: people look. Until then, asking may tell. */
const openState = ({ call, id, phase, asked }: CallState, fault: Fault | null): StepState =>
  phase === 'unknown'
    ? { phase: 'unknown', call, callId: id }
    : { phase: 'interrupted', callId: id, fault, decided: asked ? call : null };

function doneAt(id: OnlineStepId, { journal, settledAt }: StepSituation): string | null {
  const done = callThatDid(id, journal);
  const at = done && settledAt(done.id);
  return at === undefined ? null : new Date(at).toISOString();
}

function needsOf(id: OnlineStepId, situation: StepSituation): StepNeed[] {
  const { journal, running } = situation;
  const general =
    id === 'pairing' || id === 'preFlight'
      ? []
      : ([
          ['exception', journal.failures.length === 0],
          ['other-step', running === undefined && openCalls(journal).length === 0],
        ] as const);
  return [...steps[id].needs(situation), ...general].flatMap(([need, isMet]) => (isMet ? [] : [need]));
}
