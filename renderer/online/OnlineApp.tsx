// Chooses the page: the start, a page of the open ceremony, a page beside it, or a healthy HSM.
import { useTools } from '#renderer/store/tools-store.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { ToolScreen } from '#renderer/tools/ToolScreen.tsx';
import { NoState } from '#renderer/tools/frame/Frame.tsx';
import { useFocusedResult } from '#renderer/tools/frame/step.ts';
import { WorkPage } from './CeremonyPage.tsx';
import { OnlineFrame, useRailTexts } from './OnlineFrame.tsx';
import { ReadinessPage } from './readiness/ReadinessPage.tsx';
import { openWork, pageOf, railOf } from './pages.ts';
import { StartPage } from './start/StartPage.tsx';

export function OnlineApp() {
  const { view, lookingAt, refusal, arrive } = useOnline();
  const toolPage = useTools((store) => store.page);
  const texts = useRailTexts();
  const steps = view === undefined ? [] : railOf(view, texts);
  const page = view === undefined ? undefined : pageOf(view, steps, lookingAt);
  const work = view && openWork(view);
  useFocusedResult(page, { arrive });
  if (view === undefined) return refusal ? <NoState fault={refusal} /> : null;
  return (
    <OnlineFrame view={view} steps={steps} page={page}>
      {toolPage !== undefined ? (
        <ToolScreen page={toolPage} side="online" />
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
