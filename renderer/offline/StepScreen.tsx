// The screen of each step of a session.
import type { ReactNode } from 'react';
import type { View } from '#shared/contract/offline/view.ts';
import { CertificatesScreen } from './activation/CertificatesScreen.tsx';
import { DomainScreen } from './activation/DomainScreen.tsx';
import { NewKeysScreen } from './activation/NewKeysScreen.tsx';
import { ProofsScreen } from './activation/ProofsScreen.tsx';
import { RegisterScreen } from './activation/RegisterScreen.tsx';
import { BuildScreen } from './build/BuildScreen.tsx';
import { OpenScreen } from './ceremony/OpenScreen.tsx';
import { OtherMachineScreen } from './ceremony/OtherMachineScreen.tsx';
import { OutcomeScreen } from './ceremony/OutcomeScreen.tsx';
import { ClockScreen } from './clock/ClockScreen.tsx';
import { CustodiansScreen } from './custodians/CustodiansScreen.tsx';
import { EmergencyBuildScreen } from './emergency/BuildScreen.tsx';
import { EmergencyFinishScreen } from './emergency/FinishScreen.tsx';
import { GapScreen } from './emergency/GapScreen.tsx';
import { EmergencyKeyScreen } from './emergency/KeyScreen.tsx';
import { ExchangeKeyScreen } from './exchange-key/ExchangeKeyScreen.tsx';
import { ExportScreen } from './export/ExportScreen.tsx';
import { FinishScreen } from './finish/FinishScreen.tsx';
import { KeysScreen } from './keys/KeysScreen.tsx';
import { SecurityDomainScreen } from './security-domain/SecurityDomainScreen.tsx';
import { SticksScreen } from './sticks/SticksScreen.tsx';
import type { StepId } from '#renderer/store/store.ts';

const screens: Readonly<Record<StepId, (view: View) => ReactNode>> = {
  gap: (view) => <GapScreen view={view} />,
  clock: (view) => <ClockScreen view={view} />,
  sticks: (view) => <SticksScreen view={view} />,
  plan: (view) => <OpenScreen view={view} />,
  pairing: (view) => <OtherMachineScreen view={view} />,
  outcome: (view) => <OutcomeScreen view={view} />,
  'security-domain': (view) => <SecurityDomainScreen view={view} />,
  'exchange-key': (view) =>
    view.emergency === null ? <ExchangeKeyScreen view={view} /> : <EmergencyKeyScreen view={view} />,
  custodians: (view) => <CustodiansScreen view={view} />,
  build: (view) => (view.emergency === null ? <BuildScreen view={view} /> : <EmergencyBuildScreen view={view} />),
  export: (view) => <ExportScreen view={view} />,
  keys: (view) => <KeysScreen view={view} />,
  'new-keys': (view) => <NewKeysScreen view={view} />,
  certificates: (view) => <CertificatesScreen view={view} />,
  domain: (view) => <DomainScreen view={view} />,
  proofs: (view) => <ProofsScreen view={view} />,
  register: (view) => <RegisterScreen view={view} />,
  finish: (view) => (view.emergency === null ? <FinishScreen view={view} /> : <EmergencyFinishScreen view={view} />),
};

export const StepScreen = ({ step, view }: { readonly step: StepId; readonly view: View }) => screens[step](view);
