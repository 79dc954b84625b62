// The desk beside the ceremony: what can be printed and proven at any time, and the way back.
import type { ReactNode } from 'react';
import { type DeskPage, useDesk } from '../../store/desk-store.ts';
import { Action } from '../../ui/Action.tsx';
import { Refused } from '../../ui/Refused.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { BundleScreen } from '../bundle/BundleScreen.tsx';
import { EvidenceScreen } from '../evidence/EvidenceScreen.tsx';
import { ExceptionsScreen } from '../incident/ExceptionsScreen.tsx';
import { IncidentScreen } from '../incident/IncidentScreen.tsx';
import { PairingScreen } from '../pairing/PairingScreen.tsx';
import { PapersScreen } from '../papers/PapersScreen.tsx';
import { PlanScreen } from '../plan/PlanScreen.tsx';
import { DeskEntries } from './DeskEntries.tsx';

const pages: Readonly<Record<DeskPage, () => ReactNode>> = {
  list: () => (
    <Screen title="Papers and proofs" lead="Nothing here changes the ceremony. It waits where you left it.">
      <DeskEntries />
    </Screen>
  ),
  papers: () => <PapersScreen />,
  evidence: () => <EvidenceScreen />,
  plan: () => <PlanScreen />,
  bundle: () => <BundleScreen />,
  pairing: () => <PairingScreen />,
  incident: () => <IncidentScreen />,
  exceptions: () => <ExceptionsScreen />,
};

export function DeskScreen({ page }: { readonly page: DeskPage }) {
  const { openDesk, refusal, closeRefusal } = useDesk();
  return (
    <>
      <nav className="actions" aria-label="Way back">
        <Action
          kind="quiet"
          onPress={() => {
            openDesk(undefined);
          }}
        >
          ← Back to the session
        </Action>
        {page !== 'list' && (
          <Action
            kind="quiet"
            onPress={() => {
              openDesk('list');
            }}
          >
            All papers and proofs
          </Action>
        )}
      </nav>
      {refusal && (
        <Refused fault={refusal}>
          <Action kind="stop" onPress={closeRefusal}>
            Close
          </Action>
        </Refused>
      )}
      {pages[page]()}
    </>
  );
}
