// What a step still waits for, each with the way to the page where it is done.
import type { StepNeed } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { wordsOf } from '../pages.ts';
import type { PageId } from '#renderer/store/online-store.ts';

/** Where people do what is waited for; some of it is nowhere on the screens. */
const pageOfNeed: Readonly<Partial<Record<StepNeed, PageId>>> = {
  'sign-in': 'account',
  pairing: 'pairing',
  activate: 'activate',
  'init-recovery': 'init-recovery',
  observation: 'exchange-key',
  'exchange-key': 'exchange-key',
  upload: 'upload',
  backup: 'backup',
  hold: 'backup',
  restore: 'restore',
  verify: 'verify',
};

interface NeedsProps {
  readonly needs: readonly StepNeed[];
  readonly view: OnlineView;
}

export function Needs({ needs, view }: NeedsProps) {
  const { step, frame } = useTexts('online');
  const look = useOnline((store) => store.look);
  return (
    <section className="card stack" data-tight aria-label={step.waitsFor}>
      <h2>{step.waitsFor}</h2>
      <ul className="findings">
        {needs.map((need) => {
          const page = pageOfNeed[need];
          return (
            <li key={need} className="waits">
              <span>{step.needs[need]}</span>
              {page !== undefined && (
                <Action kind="quiet" onPress={() => look(page)}>
                  {step.goThere(frame.pages[wordsOf(page, view)])}
                </Action>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
