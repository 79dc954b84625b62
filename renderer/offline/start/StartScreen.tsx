// The first screen: what somebody came for, and what to bring.
import { useEffect, useRef, useState } from 'react';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { ToolEntries } from '#renderer/tools/ToolEntries.tsx';
import { Bring, type Thing } from '#renderer/tools/start/Bring.tsx';
import { OpenTool } from '#renderer/tools/start/OpenTool.tsx';
import { EmergencyNotice } from '#renderer/tools/emergency/Missing.tsx';
import { MachineSheetButton } from '../machine/MachineSheet.tsx';
import { SelfTestButton } from '../machine/SelfTest.tsx';
import { EarlierCeremonies } from './EarlierCeremonies.tsx';
import { EarlierSessions } from './EarlierSessions.tsx';

/** What somebody comes for: a session, or a page that needs none. */
type Aim = keyof ScreenTexts['start']['purposes'];
const pages = ['plan', 'rehearsal', 'evidence'] as const;
const isPage = (aim: Aim): aim is (typeof pages)[number] => (pages as readonly string[]).includes(aim);

const things: Readonly<Record<Aim, readonly Thing[]>> = {
  recovery: ['script', 'own', 'handOver', 'out', 'custodians', 'phone'],
  emergency: ['domain', 'exchange', 'out', 'custodians', 'two'],
  activation: ['script', 'own', 'newSticks', 'out', 'custodians', 'phone'],
  'share-check': ['domain', 'out', 'custodians', 'two'],
  'quorum-drill': ['domain', 'out', 'custodians', 'two'],
  'custodian-keys': ['newSticks', 'custodians', 'two'],
  plan: ['register', 'identities', 'two'],
  rehearsal: ['laptops', 'team'],
  evidence: ['package', 'hashes'],
};
const aims = Object.keys(things) as Aim[];

export function StartScreen({ view }: { readonly view: View }) {
  const t = useTexts('start');
  const [aim, setAim] = useState<Aim | null>(null);
  const { action, look } = useStore();
  const next = useRef<HTMLDivElement>(null);
  // It may be below the fold, and must be seen: a warning, or a button that cannot be pressed yet.
  useEffect(() => {
    if (aim !== null) next.current?.scrollIntoView({ block: 'nearest' });
  }, [aim]);
  const start = async (purpose: Purpose, isTrial: boolean): Promise<void> => {
    look(undefined);
    await action(() =>
      purpose === 'emergency' ? lifeboat.emergency.begin({ isTrial }) : lifeboat.session.start({ purpose, isTrial }),
    );
  };
  return (
    <Screen title={t.title} lead={t.lead}>
      <EarlierCeremonies view={view} />
      <EarlierSessions view={view} />
      <Choices
        legend={t.purpose}
        isInColumns
        value={aim}
        onChange={setAim}
        choices={aims.map((one) => ({ value: one, ...t.purposes[one] }))}
      />
      {/* What is chosen now comes right below; what to bring is read afterwards. */}
      <div ref={next} className="stack">
        {aim === 'emergency' && <EmergencyNotice />}
        {aim !== null && isPage(aim) ? (
          <OpenTool page={aim} />
        ) : (
          <Begin purpose={aim} onStart={(...order) => void start(...order)} />
        )}
      </div>
      {aim !== null && <Bring things={things[aim]} />}
      <div className="actions">
        <SelfTestButton />
        <MachineSheetButton />
      </div>
      <h2>{t.withoutSession}</h2>
      <ToolEntries />
    </Screen>
  );
}

interface BeginProps {
  /** Null until something was chosen that is a session. */
  readonly purpose: Purpose | null;
  readonly onStart: (purpose: Purpose, isTrial: boolean) => void;
}

/** Practice or production, and the id from the cover, people say in main's own view. */
function Begin({ purpose, onStart }: BeginProps) {
  const t = useTexts('start');
  const bring = useTexts('bring');
  return (
    <>
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={purpose === null}
          onPress={() => {
            if (purpose !== null) onStart(purpose, false);
          }}
        >
          {t.begin}
        </Action>
        {purpose !== null && <Action onPress={() => onStart(purpose, true)}>{bring.practise}</Action>}
      </div>
      {purpose === null && <p className="soft">{t.missing.still(t.missing.purpose)}</p>}
      {purpose !== null && <p className="soft">{bring.practiseNote}</p>}
    </>
  );
}
