// One step of the online part: what it is, where it stands, and the form where people may act. The states are the same for all steps.
import type { ReactNode } from 'react';
import type { OnlineStepView } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { AsksItself } from '#renderer/ui/Confirm.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { isDoneBadly, openWork, stepAfter, stepOf } from '../pages.ts';
import { type FormStepId, usePageWords } from './use-page-words.ts';
import { Interrupted } from './Interrupted.tsx';
import { Needs } from './Needs.tsx';
import { Progress } from './Progress.tsx';
import { RefusedStep } from './RefusedStep.tsx';
import { StepDone, type WayOn } from './StepDone.tsx';
import { Outcome, UnknownOutcome } from './UnknownOutcome.tsx';

interface StepPageProps {
  readonly view: OnlineView;
  readonly id: FormStepId;
  readonly form: ReactNode;
  /** What is there to see or to take along once the step is done. */
  readonly out?: ReactNode;
  /** For steps that may be done again, or whose form shows what was done. */
  readonly isFormKept?: boolean;
}

export function StepPage({ view, id, form, out, isFormKept = false }: StepPageProps) {
  const { title, lead, doneNote } = usePageWords(id, view);
  const step = stepOf(view, id);
  return (
    <Screen key={id} title={title} lead={lead} state={step?.state.phase ?? ''}>
      {step && (
        <StepBody
          id={id}
          state={step.state}
          view={view}
          form={form}
          out={out}
          isFormKept={isFormKept}
          doneNote={doneNote}
        />
      )}
    </Screen>
  );
}

interface StepBodyProps extends StepPageProps {
  readonly state: OnlineStepView['state'];
  readonly doneNote: string | undefined;
}

/** What another machine waits for is written before anything else. */
function wayOn(id: FormStepId, { unwritten, failures }: OnlineView): WayOn {
  if (unwritten.includes(id)) return 'none';
  return failures.length === 0 ? 'main' : 'beside';
}

function StepBody(props: StepBodyProps) {
  const { state, view, form, isFormKept = false } = props;
  // A closed journal takes nothing more: there is nothing left to act on.
  const mayAct = openWork(view)?.phase === 'open';
  const isShown =
    state.phase === 'ready' ||
    (state.phase === 'refused' && state.again === 'yes') ||
    (state.phase === 'done' && (isFormKept || state.again === true));
  return (
    <>
      <StepState {...props} />
      {state.phase === 'done' && props.out}
      {mayAct && (isShown || keepsForm.includes(state.phase)) && (
        // What people typed outlives the call and its refusal.
        <AsksItself.Provider value={state.phase === 'ready'}>
          <div className="stack" hidden={!isShown}>
            {form}
          </div>
        </AsksItself.Provider>
      )}
    </>
  );
}

/** A step of which the form comes back if the call is refused. */
const keepsForm: readonly string[] = ['running', 'interrupted', 'unknown', 'refused'];

function StepState({ id, state, view, doneNote }: StepBodyProps) {
  switch (state.phase) {
    case 'ready':
      return null;
    case 'not-yet':
      return <Needs needs={state.needs} view={view} />;
    case 'running':
      return <Progress id={id} progress={state.progress} />;
    case 'interrupted':
      return (
        <>
          <Interrupted fault={state.fault} isDecided={Boolean(state.decided)} />
          {state.decided && <Outcome call={state.decided} view={view} />}
        </>
      );
    case 'unknown':
      return <UnknownOutcome call={state.call} view={view} />;
    case 'refused':
      return <RefusedStep fault={state.fault} atUtc={state.atUtc} again={state.again} incident={view.incident} />;
    case 'done':
      return (
        <StepDone
          note={doneNote}
          next={stepAfter(view, id)}
          atUtc={state.atUtc}
          facts={state.facts}
          isBad={isDoneBadly(id, view)}
          wayOn={wayOn(id, view)}
        />
      );
  }
}
