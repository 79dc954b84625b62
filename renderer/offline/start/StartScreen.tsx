// The first screen: what somebody came for, and what to bring.
import { useState } from 'react';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import type { DrawingName } from '#shared/map/drawings.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Answers } from '#renderer/tools/start/Answers.tsx';
import { Bring, type Thing } from '#renderer/tools/start/Bring.tsx';
import { OpenTool } from '#renderer/tools/start/OpenTool.tsx';
import { Practise } from '#renderer/tools/start/Practise.tsx';
import { GoBack } from '#renderer/tools/start/GoBack.tsx';
import { Unfinished, UnfinishedScreen } from '#renderer/tools/start/Unfinished.tsx';
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

/** The answers to the first question, each with what is asked next where there are several. */
const groups = {
  recovery: { drawing: 'hsm', aims: ['recovery'] },
  emergency: { drawing: 'phone', aims: ['emergency'] },
  keys: { drawing: 'sticks', aims: ['activation', 'custodian-keys'] },
  drills: { drawing: 'people', aims: ['share-check', 'quorum-drill'] },
  rehearsal: { drawing: 'laptop', aims: ['rehearsal'] },
  papers: { drawing: 'paper', aims: ['plan', 'evidence'] },
} as const satisfies Readonly<Record<string, { drawing: DrawingName; aims: readonly [Aim, ...Aim[]] }>>;
type Group = keyof typeof groups;

export function StartScreen({ view }: { readonly view: View }) {
  const t = useTexts('start');
  const { heading } = useTexts('ceremony').earlier;
  const [group, setGroup] = useState<Group | 'unfinished' | null>(null);
  const look = useStore((store) => store.look);
  const go = (next: typeof group): void => {
    look(undefined);
    setGroup(next);
  };
  const titleOf = (each: Group): { readonly title: string; readonly detail: string } =>
    each in t.groups ? t.groups[each as keyof typeof t.groups] : t.purposes[groups[each].aims[0]];
  if (group === 'unfinished') {
    return (
      <UnfinishedScreen onBack={() => go(null)}>
        <EarlierCeremonies view={view} />
        <EarlierSessions view={view} />
      </UnfinishedScreen>
    );
  }
  if (group !== null)
    return <Group key={group} view={view} group={group} {...titleOf(group)} onBack={() => go(null)} />;
  const unfinished = [
    ...view.earlierCeremonies.map(({ journal, purpose, id }) => ({ id: journal, title: heading[purpose](id) })),
    ...view.earlier.map(({ log, id }) => ({ id: log, title: t.earlier.heading(id) })),
  ];
  return (
    <Screen title={t.title} lead={unfinished.length === 0 ? t.lead : undefined}>
      <Unfinished items={unfinished} onLook={() => go('unfinished')} />
      <Answers
        answers={(Object.keys(groups) as Group[]).map((value) => ({
          ...{ value, ...titleOf(value), drawing: groups[value].drawing },
        }))}
        onChoose={go}
      />
    </Screen>
  );
}

interface GroupProps {
  readonly view: View;
  readonly group: Group;
  readonly title: string;
  readonly detail: string;
  readonly onBack: () => void;
}

function Group({ view, group, title, detail, onBack }: GroupProps) {
  const t = useTexts('start');
  const tools = useTexts('tools');
  const openTools = useTools((store) => store.openTools);
  const aims: readonly Aim[] = groups[group].aims;
  const [aim, setAim] = useState<Aim | null>(aims.length === 1 ? (aims[0] ?? null) : null);
  const { action, look } = useStore();
  const start = async (purpose: Purpose, isTrial: boolean): Promise<void> => {
    look(undefined);
    await action(() =>
      purpose === 'emergency' ? lifeboat.emergency.begin({ isTrial }) : lifeboat.session.start({ purpose, isTrial }),
    );
  };
  return (
    <Screen title={title} lead={detail} state={group}>
      {aims.length > 1 && (
        <Choices
          legend={t.purpose}
          isInColumns
          value={aim}
          onChange={setAim}
          choices={aims.map((one) => ({ value: one, ...t.purposes[one] }))}
        />
      )}
      {aim === 'emergency' && <EmergencyNotice />}
      {aim !== null && isPage(aim) ? (
        <OpenTool page={aim} />
      ) : (
        <Begin view={view} purpose={aim} onStart={(...order) => void start(...order)} />
      )}
      {aim !== null && <Bring things={things[aim]} />}
      {group === 'papers' && (
        <div className="actions">
          <SelfTestButton />
          <MachineSheetButton />
          <Action onPress={() => openTools('list')}>{tools.all}</Action>
        </div>
      )}
      <GoBack onBack={onBack} />
    </Screen>
  );
}

interface BeginProps {
  readonly view: View;
  /** Null until something was chosen that is a session. */
  readonly purpose: Purpose | null;
  readonly onStart: (purpose: Purpose, isTrial: boolean) => void;
}

/** Practice or production, and the id from the cover, people say in main's own view. */
function Begin({ view: { airGap, volumes }, purpose, onStart }: BeginProps) {
  const t = useTexts('start');
  const bring = useTexts('bring');
  // What this machine can tell before anybody sits down; what is on a stick it reads once the stick has a role.
  const missing = [
    ...(purpose === null ? [t.missing.purpose] : []),
    ...(airGap.phase === 'open' ? [t.missing.gap(airGap.waysOut.map(({ name }) => name).join(', '))] : []),
    ...(volumes.some(({ present }) => present) ? [] : [t.missing.stick]),
  ];
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
      </div>
      {missing.length > 0 && <p className="soft">{t.missing.still(missing.join(', '))}</p>}
      {purpose !== null && <Practise note={bring.practiseNote} onPress={() => onStart(purpose, true)} />}
    </>
  );
}
