// What people typed at the beginning of an emergency, to be changed as long as no call rests on it; meanwhile nothing else can be pressed.
import { type ReactNode, useState } from 'react';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import type { OpenEmergency } from '../pages.ts';
import { EmergencyForm } from '../start/EmergencyForm.tsx';

interface DetailsProps {
  readonly emergency: OpenEmergency;
  /** The page that goes by them. */
  readonly children: ReactNode;
}

export function Details({ emergency, children }: DetailsProps) {
  const [isOpen, setIsOpen] = useState(false);
  const t = useTexts('online').emergency.begin;
  if (!emergency.isChangeable) return children;
  if (isOpen) return <EmergencyForm isBegun onDone={() => setIsOpen(false)} />;
  return (
    <>
      <section className="row spread" aria-label={t.change}>
        <span className="mono">{emergency.uri.replace('https://', '')}</span>
        <Action kind="quiet" onPress={() => setIsOpen(true)}>
          {t.change}
        </Action>
      </section>
      {children}
    </>
  );
}
