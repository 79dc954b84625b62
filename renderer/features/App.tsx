// Chooses the screen: the start, a step of the running session, the end, or a page beside the session.
import { type ReactNode, Suspense } from 'react';
import type { View } from '../../shared/contract/offline/view.ts';
import { useDesk } from '../store/desk-store.ts';
import type { ScreenTexts } from '../../shared/messages/catalogue.ts';
import { useTexts } from '../texts/use-texts.ts';
import { useStore } from '../store/store.ts';
import { BuildScreen } from './build/BuildScreen.tsx';
import { LazyDesk } from './desk/LazyDesk.ts';
import { OpenScreen } from './ceremony/OpenScreen.tsx';
import { OtherMachineScreen } from './ceremony/OtherMachineScreen.tsx';
import { OutcomeScreen } from './ceremony/OutcomeScreen.tsx';
import { ClockScreen } from './clock/ClockScreen.tsx';
import { CustodiansScreen } from './custodians/CustodiansScreen.tsx';
import { ExchangeKeyScreen } from './exchange-key/ExchangeKeyScreen.tsx';
import { ExportScreen } from './export/ExportScreen.tsx';
import { FinishScreen } from './finish/FinishScreen.tsx';
import { OfflineFrame } from './frame/OfflineFrame.tsx';
import { nextStep } from './frame/step.ts';
import { type StepId, stepsOf } from './frame/steps.ts';
import { KeysScreen } from './keys/KeysScreen.tsx';
import { SecurityDomainScreen } from './security-domain/SecurityDomainScreen.tsx';
import { StartScreen } from './start/StartScreen.tsx';
import { SticksScreen } from './sticks/SticksScreen.tsx';

const screens: Readonly<Record<StepId, (view: View) => ReactNode>> = {
  clock: (view) => <ClockScreen view={view} />,
  sticks: (view) => <SticksScreen view={view} />,
  plan: (view) => <OpenScreen view={view} />,
  pairing: (view) => <OtherMachineScreen view={view} />,
  outcome: (view) => <OutcomeScreen view={view} />,
  'security-domain': (view) => <SecurityDomainScreen view={view} />,
  'exchange-key': (view) => <ExchangeKeyScreen view={view} />,
  custodians: (view) => <CustodiansScreen view={view} />,
  build: (view) => <BuildScreen view={view} />,
  export: (view) => <ExportScreen view={view} />,
  keys: (view) => <KeysScreen view={view} />,
  finish: (view) => <FinishScreen view={view} />,
};

export function App() {
  const { view, lookingAt } = useStore();
  const t = useTexts('frame').rail;
  const deskPage = useDesk((store) => store.page);
  if (view === undefined) return null;
  const step = view.ceremony.phase === 'none' ? undefined : currentStep(view, lookingAt, t);
  return (
    <OfflineFrame view={view} step={step}>
      {deskPage !== undefined && isFree(view) ? (
        <Suspense fallback={null}>
          <LazyDesk page={deskPage} exceptions={view.exceptions} />
        </Suspense>
      ) : step === undefined ? (
        <StartScreen view={view} />
      ) : (
        screens[step](view)
      )}
    </OfflineFrame>
  );
}

/** While a custodian is at the screen it is theirs. */
const isFree = ({ custodians }: View): boolean => custodians.turn.phase === 'nobody';

/** A finished session is at its end, wherever somebody looked before. */
function currentStep(view: View, lookingAt: StepId | undefined, t: ScreenTexts['frame']['rail']): StepId {
  if (view.ceremony.phase === 'finished') return 'finish';
  // Somebody is at the screen: nothing may take it away from them.
  if (!isFree(view)) return 'custodians';
  return lookingAt ?? nextStep(stepsOf(view, t));
}
