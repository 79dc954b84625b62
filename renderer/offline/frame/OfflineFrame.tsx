// The frame of the offline app: its facts are whose turn it is, the air gap, and the clock on the wall.
import type { ReactNode } from 'react';
import type { AirGapView } from '#shared/contract/offline/machine-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { isIncidentCode } from '#shared/faults/incident.ts';
import { lifeboat } from '../../bridge.ts';
import { type StepId, useStore } from '#renderer/store/store.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Frame } from '#renderer/tools/frame/Frame.tsx';
import { type FrameFact, type FrameMode, clockFact } from '#renderer/tools/frame/FrameFacts.tsx';
import { estimateFact, RecoveryClock } from '#renderer/tools/frame/RecoveryClock.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { IdleLock } from './IdleLock.tsx';
import { scriptSteps, stepsOf, whoseTurn } from './steps.ts';

interface OfflineFrameProps {
  readonly view: View;
  readonly step: StepId | undefined;
  readonly children: ReactNode;
}

export function OfflineFrame({ view, step, children }: OfflineFrameProps) {
  const { action, look, refusal, closeRefusal } = useStore();
  const { facts: t, rail, recoveryClock } = useTexts('frame');
  const now = useNow();
  const { ceremony, version, alarm, recoveryTime } = view;
  const failures = view.recovery?.failures ?? [];
  const [failure] = failures;
  const note = (): Promise<boolean> => {
    const sheet = { step: step === undefined ? 'O1' : scriptSteps[step], check: failure?.check ?? null };
    return action(() => lifeboat.session.noteException(sheet));
  };
  return (
    <Frame
      side="offline"
      app="Lifeboat Offline"
      mode={modeOf(view)}
      ceremony={ceremony.phase === 'none' ? undefined : ceremony.id}
      facts={[
        ...factsOf(view, step, t, rail),
        ...(recoveryTime ? [estimateFact(recoveryTime, now, recoveryClock)] : []),
      ]}
      steps={stepsOf(view, rail)}
      current={step}
      mayLook={ceremony.phase === 'running' ? 'back' : 'nowhere'}
      version={version}
      map={view.map}
      besideMap={recoveryTime && <RecoveryClock time={recoveryTime} now={now} />}
      onLook={look}
      refusal={refusal}
      onCloseRefusal={closeRefusal}
      alarm={alarm}
      onCloseAlarm={() => void action(() => lifeboat.session.closeAlarm(null))}
      failures={failures}
      isSuspected={failures.some(({ fault }) => isIncidentCode(fault))}
      isReportedByStep={step === 'exchange-key' && view.exchangeKey.phase === 'refused'}
      onException={ceremony.phase === 'running' ? () => void note() : undefined}
    >
      <IdleLock view={view} />
      {children}
    </Frame>
  );
}

function modeOf({ ceremony, practiceOnly }: View): FrameMode {
  if (ceremony.phase === 'none') return practiceOnly ? 'preview' : 'none';
  return ceremony.practice ? 'practice' : 'production';
}

function factsOf(
  view: View,
  step: StepId | undefined,
  t: ScreenTexts['frame']['facts'],
  rail: ScreenTexts['frame']['rail'],
): FrameFact[] {
  const { ceremony, airGap, clock, exceptions } = view;
  return [
    ...(ceremony.phase === 'running' && step !== undefined
      ? [{ name: t.turn, value: whoseTurn(view, step, rail) }]
      : []),
    { name: t.gap, value: gapText(airGap, t), tone: airGap.phase === 'open' ? 'stop' : 'plain' },
    // An emergency asks for no clock on the wall, and says so.
    ...(ceremony.phase === 'none' || ceremony.purpose === 'emergency' ? [] : [clockFact(clock, t)]),
    ...(exceptions.length === 0 ? [] : [{ name: t.exceptions, value: String(exceptions.length) }]),
  ];
}

function gapText(airGap: AirGapView, t: ScreenTexts['frame']['facts']): string {
  if (airGap.phase === 'unknown') return t.looking;
  if (airGap.phase === 'closed') return t.closed;
  return t.open(airGap.waysOut.length);
}
