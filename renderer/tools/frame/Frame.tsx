// The frame of both apps: which ceremony, practice or production, the facts of the room, where we are; help and exception at hand.
import { type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import type { FailedCheckView } from '#shared/contract/exception-view.ts';
import type { AppSide } from '#shared/contract/tools/papers.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { LivingMap } from '#shared/map/map.ts';
import { isIncident } from '#shared/faults/incident.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { goToHeading } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { MapButton } from '#renderer/ui/LivingMap.tsx';
import { Refused } from '#renderer/ui/Refused.tsx';
import { IncidentBranch } from '../incident/IncidentBranch.tsx';
import { LanguageChoice } from '../language/LanguageChoice.tsx';
import { AlarmDialog } from './AlarmDialog.tsx';
import { AfterIncident, FailedChecks } from './FailedChecks.tsx';
import { FrameFacts, type FrameFactsProps } from './FrameFacts.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { StepRail, type StepRailProps } from './StepRail.tsx';

interface FrameProps<Id extends string> extends FrameFactsProps, StepRailProps<Id> {
  /** On which side of the gap this app stands. */
  readonly side: AppSide;
  /** One that may mean a stranger's key opens the incident branch in its place. */
  readonly refusal: Fault | undefined;
  readonly onCloseRefusal: () => void;
  /** What leads on from the refusal, where one button does; before the one that closes it. */
  readonly refusalWayOn?: ReactNode;
  readonly alarm: Fault | null;
  readonly onCloseAlarm: () => void;
  /** Lets main ask for an exception, where one can be. */
  readonly onException?: (() => void) | undefined;
  /** Checks that failed and stand: shown over everything, with the way to the exception. */
  readonly failures?: readonly FailedCheckView[];
  /** Whether one of them may mean an attack or a wrong key: then to stop comes before any exception. */
  readonly isSuspected?: boolean;
  /** Whether the step itself says what has failed: then its result comes first. */
  readonly isReportedByStep?: boolean;
  readonly map: LivingMap;
  /** Beside the large map. */
  readonly besideMap?: ReactNode;
  readonly children: ReactNode;
}

export function Frame<Id extends string>(props: FrameProps<Id>) {
  const { mode, steps, side, refusal, onCloseRefusal, alarm, onCloseAlarm, onException, map, besideMap, children } =
    props;
  const { failures = [], isSuspected = false, isReportedByStep = false, refusalWayOn } = props;
  const t = useTexts('frame');
  const [open, setOpen] = useState<'none' | 'help'>('none');
  const { page: toolPage, openTools, refusal: pickRefusal, closeRefusal: closePickRefusal } = useTools();
  const close = (): void => setOpen('none');
  const write = onException ?? ((): void => undefined);
  // Where the incident is open already, or the step says itself what has failed, nothing is above it.
  const isIncidentOpen = toolPage === 'incident' || (refusal !== undefined && isIncident(refusal));
  const isBelow = (isSuspected && isIncidentOpen) || (toolPage === undefined && isReportedByStep);
  const standing = <FailedChecks failures={failures} isSuspected={isSuspected} onWrite={write} />;
  return (
    <div className="frame" data-practice={mode === 'practice' || mode === 'preview' ? '' : undefined}>
      <Button className="button skip" onPress={goToHeading}>
        {t.skip}
      </Button>
      <header className="frame-top">
        <div className="frame-bar">
          <FrameFacts {...props} />
          {(mode === 'none' || mode === 'preview') && <LanguageChoice />}
          {steps.length === 0 && <MapButton map={map} beside={besideMap} />}
          <div className="frame-actions">
            {isSuspected ? (
              <Action onPress={() => openTools('incident')}>{t.incident}</Action>
            ) : (
              onException && <Action onPress={onException}>{t.exception}</Action>
            )}
            {toolPage === undefined && <Action onPress={() => openTools('list')}>{t.tools}</Action>}
            <Action onPress={() => setOpen('help')}>{t.help}</Action>
          </div>
        </div>
      </header>
      <div className="frame-body" data-whole={steps.length === 0 ? '' : undefined}>
        {steps.length > 0 && <StepRail {...props} railHead={<MapButton map={map} beside={besideMap} />} />}
        <main className="frame-main stack">
          {refusal && <Refusal fault={refusal} side={side} onClose={onCloseRefusal} wayOn={refusalWayOn} />}
          {/* A file may be picked outside of the tools, too; they show their refusals themselves. */}
          {pickRefusal && toolPage === undefined && (
            <Refusal fault={pickRefusal} side={side} onClose={closePickRefusal} />
          )}
          {!isBelow && standing}
          {children}
          {isBelow && (isSuspected ? <AfterIncident failures={failures} onWrite={write} /> : standing)}
          <div className="more frame-more" aria-hidden="true">
            ▾
          </div>
        </main>
      </div>
      <HelpDialog
        step={toolPage === undefined ? steps.find(({ id }) => id === props.current) : undefined}
        isOpen={open === 'help'}
        onClose={close}
      />
      <AlarmDialog alarm={alarm} onClose={onCloseAlarm} />
    </div>
  );
}

interface RefusalProps {
  readonly fault: Fault;
  readonly side: AppSide;
  readonly onClose: () => void;
  readonly wayOn?: ReactNode;
}

function Refusal({ fault, side, onClose, wayOn }: RefusalProps) {
  const t = useTexts('frame');
  if (isIncident(fault)) return <IncidentBranch fault={fault} side={side} onLeave={onClose} />;
  return (
    <Refused fault={fault}>
      <div className="row">
        {wayOn}
        <Action kind="stop" onPress={onClose}>
          {t.close}
        </Action>
      </div>
    </Refused>
  );
}

/** What is in the window where main could not even say in which state it is: a sentence, never an empty window. */
export function NoState({ fault }: { readonly fault: Fault }) {
  const t = useTexts('frame').notDrawn;
  return (
    <main className="frame-main stack">
      <h1>{t.title}</h1>
      <Refused fault={fault} />
    </main>
  );
}
