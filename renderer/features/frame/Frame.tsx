// The frame of both apps: which ceremony, practice or production, the facts of the room, where we are; help and exception at hand.
import { type ReactNode, useState } from 'react';
import type { ExceptionNote } from '../../../shared/contract/offline/view.ts';
import type { Fault } from '../../../shared/faults/fault.ts';
import { useDesk } from '../../store/desk-store.ts';
import { Action } from '../../ui/Action.tsx';
import { Refused } from '../../ui/Refused.tsx';
import { LanguageChoice } from '../language/LanguageChoice.tsx';
import { AlarmDialog } from './AlarmDialog.tsx';
import { ExceptionDialog } from './ExceptionDialog.tsx';
import { FrameFacts, type FrameFactsProps } from './FrameFacts.tsx';
import { HelpDialog } from './HelpDialog.tsx';
import { StepRail, type StepRailProps } from './StepRail.tsx';

interface FrameProps<Id extends string> extends FrameFactsProps, StepRailProps<Id> {
  readonly refusal: Fault | undefined;
  readonly onCloseRefusal: () => void;
  readonly alarm: Fault | null;
  readonly onCloseAlarm: () => void;
  /** Answers whether the exception was noted. */
  readonly onNote: (note: ExceptionNote) => Promise<boolean>;
  readonly children: ReactNode;
}

export function Frame<Id extends string>(props: FrameProps<Id>) {
  const { mode, steps, isRunning, refusal, onCloseRefusal, alarm, onCloseAlarm, onNote, children } = props;
  const [open, setOpen] = useState<'none' | 'help' | 'exception'>('none');
  const { page: deskPage, openDesk } = useDesk();
  const close = (): void => {
    setOpen('none');
  };
  return (
    <div className="frame" data-practice={mode === 'practice' || mode === 'preview' ? '' : undefined}>
      <header className="frame-top">
        <div className="frame-bar">
          <FrameFacts {...props} />
          {(mode === 'none' || mode === 'preview') && <LanguageChoice />}
          {isRunning && (
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
        {steps.length > 0 && <StepRail {...props} />}
        <main className="frame-main stack">
          {refusal && (
            <Refused fault={refusal}>
              <Action kind="stop" onPress={onCloseRefusal}>
                Close
              </Action>
            </Refused>
          )}
          {children}
        </main>
      </div>
      <ExceptionDialog isOpen={open === 'exception'} onNote={onNote} onClose={close} />
      <HelpDialog isOpen={open === 'help'} onClose={close} />
      <AlarmDialog alarm={alarm} onClose={onCloseAlarm} />
    </div>
  );
}
