// The frame round every step: which ceremony, practice or production, whose turn, air gap, clock; help and exception at hand.
import { type ReactNode, useState } from 'react';
import type { View } from '../../../shared/contract/offline/view.ts';
import { useDesk } from '../../store/desk-store.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Refused } from '../../ui/Refused.tsx';
import { ExceptionDialog } from './ExceptionDialog.tsx';
import { FrameFacts } from './FrameFacts.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { IdleLock } from './IdleLock.tsx';
import { AlarmDialog } from './AlarmDialog.tsx';
import { StepRail } from './StepRail.tsx';
import { type StepId, stepsOf } from './steps.ts';

interface FrameProps {
  readonly view: View;
  readonly step: StepId | undefined;
  readonly children: ReactNode;
}

export function Frame({ view, step, children }: FrameProps) {
  const [open, setOpen] = useState<'none' | 'help' | 'exception'>('none');
  const { refusal, closeRefusal } = useStore();
  const { page: deskPage, openDesk } = useDesk();
  const close = (): void => {
    setOpen('none');
  };
  const steps = stepsOf(view);
  const isPractice = view.ceremony.phase === 'none' ? view.practiceOnly : view.ceremony.practice;
  return (
    <div className="frame" data-practice={isPractice ? '' : undefined}>
      <header className="frame-top">
        <div className="frame-bar">
          <FrameFacts view={view} step={step} />
          {view.ceremony.phase === 'running' && (
            <Action
              onPress={() => {
                setOpen('exception');
              }}
            >
              Exception
            </Action>
          )}
          {deskPage === undefined && (
            <Action
              onPress={() => {
                openDesk('list');
              }}
            >
              Papers and proofs
            </Action>
          )}
          <Action
            onPress={() => {
              setOpen('help');
            }}
          >
            Help
          </Action>
        </div>
      </header>
      <div className="frame-body" data-whole={steps.length === 0 ? '' : undefined}>
        {steps.length > 0 && <StepRail steps={steps} view={view} current={step} />}
        <main className="frame-main stack">
          {refusal && (
            <Refused fault={refusal}>
              <Action kind="stop" onPress={closeRefusal}>
                Close
              </Action>
            </Refused>
          )}
          <IdleLock view={view} />
          {children}
        </main>
      </div>
      <ExceptionDialog isOpen={open === 'exception'} step={step ?? 'start'} onClose={close} />
      <HelpDialog isOpen={open === 'help'} onClose={close} />
      <AlarmDialog alarm={view.alarm} />
    </div>
  );
}
