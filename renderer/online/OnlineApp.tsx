// Chooses the page: the start, a page of the open ceremony, a page beside it, or a healthy HSM.
import { useDesk } from '#renderer/store/desk-store.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { DeskScreen } from '#renderer/tools/DeskScreen.tsx';
import { NoState } from '#renderer/tools/frame/NoState.tsx';
import { useArrival } from '#renderer/tools/frame/step.ts';
import { WorkPage } from './CeremonyPage.tsx';
import { useRailTexts } from './use-rail-texts.ts';
import { OnlineFrame } from './OnlineFrame.tsx';
import { ReadinessPage } from './readiness/ReadinessPage.tsx';
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
        <DeskScreen page={deskPage} side="online" />
      ) : view.readiness.phase === 'open' ? (
        <ReadinessPage view={view} hsm={view.readiness} />
      ) : page === undefined || work === undefined ? (
        <StartPage view={view} />
      ) : (
        <WorkPage page={page} view={view} work={work} />
      )}
    </OnlineFrame>
  );
}
