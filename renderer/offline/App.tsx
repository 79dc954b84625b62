// Chooses the screen: the start, a step of the running session, the end, or a page beside the session.
import type { View } from '#shared/contract/offline/view.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { type StepId, useStore } from '#renderer/store/store.ts';
import { ToolScreen } from '#renderer/tools/ToolScreen.tsx';
import { OfflineFrame } from './frame/OfflineFrame.tsx';
import { NoState } from '#renderer/tools/frame/Frame.tsx';
import { shownStep, useFocusedResult } from '#renderer/tools/frame/step.ts';
import { stepsOf } from './frame/steps.ts';
import { StartScreen } from './start/StartScreen.tsx';
import { StepScreen } from './StepScreen.tsx';

export function App() {
  const { view, lookingAt, refusal, arrive } = useStore();
  const t = useTexts('frame').rail;
  const toolPage = useTools((store) => store.page);
  const step = view === undefined || view.ceremony.phase === 'none' ? undefined : currentStep(view, lookingAt, t);
  useFocusedResult(step, { arrive });
  if (view === undefined) return refusal ? <NoState fault={refusal} /> : null;
  return (
    <OfflineFrame view={view} step={step}>
      {toolPage !== undefined && isFree(view) ? (
        <ToolScreen page={toolPage} exceptions={view.exceptions} />
      ) : step === undefined ? (
        <StartScreen view={view} />
      ) : (
        <StepScreen step={step} view={view} />
      )}
    </OfflineFrame>
  );
}

/** While a custodian is at the screen it is theirs. */
const isFree = ({ custodians, activation }: View): boolean =>
  custodians.turn.phase === 'nobody' && (activation?.turn ?? null) === null;

/** A finished session is at its end, wherever somebody looked before. */
function currentStep(view: View, lookingAt: StepId | undefined, t: ScreenTexts['frame']['rail']): StepId {
  if (view.ceremony.phase === 'finished') return 'finish';
  // Somebody is at the screen: nothing may take it away from them.
  if (view.activation?.turn) return view.activation.turn.doing === 'prove' ? 'proofs' : 'new-keys';
  if (!isFree(view)) return 'custodians';
  return shownStep(stepsOf(view, t), lookingAt, 'back');
}
