// The tools beside the ceremony: what can be done and proven at any time, what was refused, and the way back.
import type { ReactNode } from 'react';
import type { AppSide } from '#shared/contract/tools/papers.ts';
import type { ExceptionView } from '#shared/contract/exception-view.ts';
import { type ToolPage, useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Refused } from '#renderer/ui/Refused.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { AboutScreen } from './app/AboutScreen.tsx';
import { SettingsScreen } from './app/SettingsScreen.tsx';
import { BundleScreen } from './bundle/BundleScreen.tsx';
import { ObserverScreen } from './bundle/ObserverScreen.tsx';
import { SendScreen } from './bundle/SendScreen.tsx';
import { RegisterScreen } from './register/RegisterScreen.tsx';
import { EvidenceScreen } from './evidence/EvidenceScreen.tsx';
import { PackScreen } from './evidence/PackScreen.tsx';
import { IdentityScreen } from './identity/IdentityScreen.tsx';
import { ExceptionsScreen } from './incident/ExceptionsScreen.tsx';
import { IncidentScreen } from './incident/IncidentScreen.tsx';
import { JournalScreen } from './journal/JournalScreen.tsx';
import { ManualScreen } from './manual/ManualScreen.tsx';
import { PairingScreen } from './pairing/PairingScreen.tsx';
import { DocumentsScreen } from './documents/DocumentsScreen.tsx';
import { PlanScreen } from './plan/PlanScreen.tsx';
import { RehearsalScreen } from './rehearsal/RehearsalScreen.tsx';
import { ToolEntries } from './ToolEntries.tsx';

interface ToolScreenProps {
  readonly page: ToolPage;
  readonly side?: AppSide;
  /** Exceptions that the running session noted itself; where there is no such session, the journal has them. */
  readonly exceptions?: readonly ExceptionView[];
}

const pages: Readonly<Record<ToolPage, (props: ToolScreenProps) => ReactNode>> = {
  list: ({ exceptions }) => <ToolList hasSession={exceptions !== undefined} />,
  manual: () => <ManualScreen />,
  papers: () => <DocumentsScreen />,
  custody: () => <RegisterScreen />,
  rehearsal: ({ side = 'offline' }) => <RehearsalScreen side={side} />,
  identity: () => <IdentityScreen />,
  plan: () => <PlanScreen />,
  pairing: () => <PairingScreen />,
  send: () => <SendScreen />,
  observer: () => <ObserverScreen />,
  bundle: () => <BundleScreen />,
  journal: () => <JournalScreen />,
  pack: () => <PackScreen />,
  evidence: () => <EvidenceScreen />,
  exceptions: ({ exceptions = [] }) => <ExceptionsScreen exceptions={exceptions} />,
  incident: ({ side = 'offline' }) => <IncidentScreen side={side} />,
  settings: () => <SettingsScreen />,
  about: ({ side = 'offline' }) => <AboutScreen side={side} />,
};

export function ToolScreen(props: ToolScreenProps) {
  const { page } = props;
  const { openTools, refusal, closeRefusal } = useTools();
  const t = useTexts('tools');
  return (
    <>
      <nav className="actions" aria-label={t.wayBack}>
        <Action kind="quiet" onPress={() => openTools(undefined)}>
          {t.back}
        </Action>
        {page !== 'list' && (
          <Action kind="quiet" onPress={() => openTools('list')}>
            {t.all}
          </Action>
        )}
      </nav>
      {/* The incident branch says itself why it began. */}
      {refusal && page !== 'incident' && (
        <Refused fault={refusal}>
          <Action kind="stop" onPress={closeRefusal}>
            {t.close}
          </Action>
        </Refused>
      )}
      {pages[page](props)}
    </>
  );
}

function ToolList({ hasSession }: { readonly hasSession: boolean }) {
  const t = useTexts('tools');
  return (
    <Screen title={t.title} lead={t.lead}>
      <ToolEntries hasSession={hasSession} />
    </Screen>
  );
}
