// Chooses the page: the start, a page of the open ceremony, a page beside it, or a healthy HSM.
import { Suspense } from 'react';
import { useDesk } from '#renderer/store/desk-store.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { LazyDesk } from '#renderer/tools/LazyDesk.tsx';
import { NoState } from '#renderer/tools/frame/NoState.tsx';
import { useArrival } from '#renderer/tools/frame/step.ts';
import { LazyPage } from './LazyPage.tsx';
import { useRailTexts } from './use-rail-texts.ts';
import { OnlineFrame } from './OnlineFrame.tsx';
import { LazyReadinessPage } from './readiness/LazyReadinessPage.tsx';
import { openWork, pageOf, railOf } from './pages.ts';
import { StartPage } from './start/StartPage.tsx';

export function OnlineApp() {
  const { view, lookingAt, refusal, arrive } = useOnline();
  const deskPage = useDesk((store) => store.page);
  const texts = useRailTexts();
  const steps = view === undefined ? [] : railOf(view, texts);
  const page = view === undefined ? undefined : pageOf(view, steps, lookingAt);
  const work = view && openWork(view);
  useArrival(page, { arrive });
  if (view === undefined) return refusal ? <NoState fault={refusal} /> : null;
  return (
    <OnlineFrame view={view} steps={steps} page={page}>
      {deskPage !== undefined ? (
        <Suspense fallback={null}>
          <LazyDesk page={deskPage} side="online" />
        </Suspense>
      ) : view.readiness.phase === 'open' ? (
        <Suspense fallback={null}>
          <LazyReadinessPage view={view} hsm={view.readiness} />
        </Suspense>
      ) : page === undefined || work === undefined ? (
        <StartPage view={view} />
      ) : (
        <Suspense fallback={null}>
          <LazyPage page={page} view={view} work={work} />
        </Suspense>
      )}
    </OnlineFrame>
  );
}
