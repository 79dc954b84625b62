// Chooses the page: the start, a page of the open ceremony, or a page beside it.
import { Suspense } from 'react';
import { useDesk } from '../../store/desk-store.ts';
import { useOnline } from '../../store/online-store.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { LazyDesk } from '../desk/LazyDesk.tsx';
import { NoState } from '../frame/NoState.tsx';
import { nextStep } from '../frame/step.ts';
import { LazyPage } from './LazyPage.tsx';
import { OnlineFrame } from './OnlineFrame.tsx';
import { pageOf, railOf } from './pages.ts';
import { StartPage } from './start/StartPage.tsx';

export function OnlineApp() {
  const { view, lookingAt, refusal } = useOnline();
  const deskPage = useDesk((store) => store.page);
  const titles = useTexts('online').frame.pages;
  if (view === undefined) return refusal ? <NoState fault={refusal} /> : null;
  const steps = railOf(view, titles);
  const page = view.ceremony.phase === 'none' ? undefined : pageOf(view, lookingAt, nextStep(steps));
  return (
    <OnlineFrame view={view} steps={steps} page={page}>
      {deskPage !== undefined ? (
        <Suspense fallback={null}>
          <LazyDesk page={deskPage} side="online" />
        </Suspense>
      ) : page === undefined || view.ceremony.phase === 'none' ? (
        <StartPage view={view} />
      ) : (
        <Suspense fallback={null}>
          <LazyPage page={page} view={view} ceremony={view.ceremony} />
        </Suspense>
      )}
    </OnlineFrame>
  );
}
