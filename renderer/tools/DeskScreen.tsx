// The desk beside the ceremony: what can be done and proven at any time, what was refused, and the way back.
import type { ReactNode } from 'react';
import type { DeskSide } from '#shared/contract/desk/papers.ts';
import type { ExceptionView } from '#shared/contract/exception-view.ts';
import { type DeskPage, useDesk } from '#renderer/store/desk-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Refused } from '#renderer/ui/Refused.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { AboutScreen } from './app/AboutScreen.tsx';
import { SettingsScreen } from './app/SettingsScreen.tsx';
import { BundleScreen } from './bundle/BundleScreen.tsx';
import { ObserverScreen } from './bundle/ObserverScreen.tsx';
import { SendScreen } from './bundle/SendScreen.tsx';
import { CustodyScreen } from './custody/CustodyScreen.tsx';
import { EvidenceScreen } from './evidence/EvidenceScreen.tsx';
import { PackScreen } from './evidence/PackScreen.tsx';
import { IdentityScreen } from './identity/IdentityScreen.tsx';
import { ExceptionsScreen } from './incident/ExceptionsScreen.tsx';
import { IncidentScreen } from './incident/IncidentScreen.tsx';
import { JournalScreen } from './journal/JournalScreen.tsx';
import { ManualScreen } from './manual/ManualScreen.tsx';
import { PairingScreen } from './pairing/PairingScreen.tsx';
import { PapersScreen } from './papers/PapersScreen.tsx';
import { PlanScreen } from './plan/PlanScreen.tsx';
import { RehearsalScreen } from './rehearsal/RehearsalScreen.tsx';
import { DeskEntries } from './DeskEntries.tsx';

interface DeskScreenProps {
  readonly page: DeskPage;
  readonly side?: DeskSide;
  /** Exceptions that the running session noted itself; where there is no such session, the journal has them. */
  readonly exceptions?: readonly ExceptionView[];
}

const pages: Readonly<Record<DeskPage, (props: DeskScreenProps) => ReactNode>> = {
  list: ({ exceptions }) => <DeskList hasSession={exceptions !== undefined} />,
  manual: () => <ManualScreen />,
  papers: () => <PapersScreen />,
  custody: () => <CustodyScreen />,
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

export function DeskScreen(props: DeskScreenProps) {
  const { page } = props;
  const { openDesk, refusal, closeRefusal } = useDesk();
  const t = useTexts('desk');
  return (
    <>
      <nav className="actions" aria-label={t.wayBack}>
        <Action
          kind="quiet"
          onPress={() => {
            openDesk(undefined);
          }}
        >
          {t.back}
        </Action>
        {page !== 'list' && (
          <Action
            kind="quiet"
            onPress={() => {
              openDesk('list');
            }}
          >
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

function DeskList({ hasSession }: { readonly hasSession: boolean }) {
  const t = useTexts('desk');
  return (
    <Screen title={t.title} lead={t.lead}>
      <DeskEntries hasSession={hasSession} />
    </Screen>
  );
}
