// The guide: the stage that is next, in which window, by whom, and to whom it is handed over afterwards.
import { type ReactNode, useEffect } from 'react';
import type { Role } from '#shared/ceremony/model.ts';
import type { AppSide } from '#shared/contract/tools/papers.ts';
import type { MachineOfRehearsal, RehearsalView } from '#shared/contract/tools/rehearsal.ts';
import { type GuideStage, guideStages, stagePlaces } from '#shared/rehearsal/guide.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useRehearsal } from '#renderer/store/rehearsal-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { LargeMap } from '#renderer/ui/LivingMap.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { Owners } from './Owners.tsx';
import { RehearsalPaper } from './RehearsalPaper.tsx';
import { Table } from '#renderer/ui/Table.tsx';

/** Both take turns at the online window. */
const operators = [
  { as: 'operator-1', role: 'RO1' },
  { as: 'operator-2', role: 'RO2' },
] as const satisfies readonly { readonly as: MachineOfRehearsal; readonly role: Role }[];

const namesOf = ({ people }: RehearsalView, role: Role): readonly string[] =>
  people.filter((each) => each.role === role).map(({ name }) => name);

interface GuideProps {
  readonly view: RehearsalView;
  readonly side: AppSide;
}

export function Guide({ view, side }: GuideProps) {
  const t = useTexts('rehearsal').guide;
  const { rehearsal, ceremony, map } = useSpokenTexts();
  const { ask, isWaiting, openTools } = useTools();
  const { show } = useRehearsal();
  const look = async (): Promise<void> => {
    const answer = await ask(() => tools.rehearsal.open({ workspace: view.workspace }));
    if (answer.ok) show({ ...answer.value, workspace: view.workspace });
  };
  const enter = async (as: MachineOfRehearsal): Promise<void> => {
    const answer = await ask(() => tools.rehearsal.enter({ workspace: view.workspace, as }));
    if (answer.ok) openTools(undefined);
  };
  useWorkspaceThatChanges(view.workspace);
  const { stage } = view;
  // The first operator begins; where both act, the first one's turn comes first.
  const isTurnOf = (role: Role): boolean =>
    operators.find((each) => stage !== null && stagePlaces[stage].who.includes(each.role))?.role === role;
  const actions = (
    <div className="actions">
      {side === 'offline' ? (
        <Action kind="primary" isPending={isWaiting} onPress={() => void enter('offline')}>
          {t.toSession}
        </Action>
      ) : (
        operators.map(({ as, role }) => (
          <Action
            key={as}
            kind={isTurnOf(role) ? 'primary' : 'plain'}
            isPending={isWaiting}
            onPress={() => void enter(as)}
          >
            {t.toSessionAs(namesOf(view, role).join(', ') || role, ceremony.roles[role].name)}
          </Action>
        ))
      )}
      <Action kind="quiet" isPending={isWaiting} onPress={() => void look()}>
        {t.look}
      </Action>
    </div>
  );
  return (
    <>
      <section className="card stack" aria-label={t.now}>
        {stage === null ? (
          <>
            <h2>{t.done}</h2>
            <p className="measure">{rehearsal.over}</p>
            {actions}
          </>
        ) : (
          <Now view={view} side={side} stage={stage}>
            {actions}
          </Now>
        )}
      </section>
      <section className="card stack" data-tight aria-label={map.title}>
        <h2>{map.title}</h2>
        <LargeMap map={view.map} />
      </section>
      <Stages stage={stage} />
      <section className="card stack" data-tight aria-label={t.workspace}>
        <h2>{t.workspace}</h2>
        <dl className="facts">
          <dt>{t.folder}</dt>
          <dd className="mono">{view.name}</dd>
          <dt>{t.ceremony}</dt>
          <dd className="mono">{view.ceremony}</dd>
          <dt>{t.plan}</dt>
          <dd className="mono">{view.planSha256}</dd>
          <dt>{t.trainer}</dt>
          <dd>{view.trainer}</dd>
        </dl>
        <p className="soft measure">{t.how}</p>
        <RehearsalPaper document="rehearsal-guide" plan={view.plan} data={null} />
        <div>
          <Action kind="quiet" onPress={() => show(undefined)}>
            {t.close}
          </Action>
        </div>
      </section>
    </>
  );
}

/** Follows the room while the guide is shown: what the other window has done meanwhile, and what it does now. */
function useWorkspaceThatChanges(workspace: string): void {
  const { show } = useRehearsal();
  useEffect(() => {
    let isShown = true;
    const look = async (): Promise<void> => {
      const answer = await tools.rehearsal.open({ workspace });
      // A journal that is just being written may be refused; the next change looks again, and so does a press.
      if (isShown && answer.ok) show({ ...answer.value, workspace });
    };
    const unsubscribe = tools.rehearsal.changed(() => void look());
    void tools.rehearsal.follow({ workspace });
    void look();
    return () => {
      isShown = false;
      unsubscribe();
      void tools.rehearsal.follow({ workspace: null });
    };
  }, [workspace, show]);
}

interface NowProps extends GuideProps {
  readonly stage: GuideStage;
  /** What can be pressed: right below the title, so that it is in view. */
  readonly children: ReactNode;
}

function Now({ view, side, stage, children }: NowProps) {
  const t = useTexts('rehearsal').guide;
  const { rehearsal } = useSpokenTexts();
  const { window, who } = stagePlaces[stage];
  const { title, what } = rehearsal.stages[stage];
  const isHere = window === 'both' || window === side;
  const at = guideStages.indexOf(stage);
  const after = guideStages[at + 1];
  const takesOver = after === undefined ? [] : stagePlaces[after].who.filter((role) => !who.includes(role));
  return (
    <>
      <div className="row spread">
        <span className="row">
          <span className="soft">{t.stage(at + 1, guideStages.length)}</span>
          <Badge tone={isHere ? 'good' : 'warn'}>
            {window === 'both' ? t.bothWindows : isHere ? t.thisWindow : t.otherWindow(rehearsal.windows[window])}
          </Badge>
        </span>
        <WallClock aheadSeconds={view.wallAheadSeconds} />
      </div>
      <h2>{title}</h2>
      {children}
      <p className="measure">{what}</p>
      {stage === 'consumers' && <Owners view={view} />}
      {stage === 'custodians' && <p>{t.shares(view.shares.have, view.shares.required)}</p>}
      <div className="columns">
        <section className="stack" data-tight aria-label={t.who}>
          <h3>{t.who}</h3>
          <People view={view} roles={who} />
        </section>
        {after !== undefined && (
          <section className="stack" data-tight aria-label={t.handOver}>
            <h3>{t.handOver}</h3>
            {takesOver.length === 0 ? <p>{t.same}</p> : <People view={view} roles={takesOver} />}
            <p className="soft">{t.after(rehearsal.stages[after].title)}</p>
          </section>
        )}
      </div>
    </>
  );
}

/** It goes on like every clock; nothing in the room changes with it. */
function WallClock({ aheadSeconds }: { readonly aheadSeconds: number }) {
  const { rehearsal } = useSpokenTexts();
  const now = useNow();
  return (
    <span>{rehearsal.wallClock(new Date(now + aheadSeconds * 1000).toISOString().slice(0, 16).replace('T', ' '))}</span>
  );
}

/** Each role by its code and name, and who plays it by the plan. */
function People({ view, roles }: { readonly view: RehearsalView; readonly roles: readonly Role[] }) {
  const { ceremony } = useSpokenTexts();
  return (
    <dl className="facts">
      {roles.map((role) => (
        <Person key={role} title={`${role} · ${ceremony.roles[role].name}`} names={namesOf(view, role)} />
      ))}
    </dl>
  );
}

function Person({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  return (
    <>
      <dt>{title}</dt>
      <dd>{names.length === 0 ? '–' : names.join(', ')}</dd>
    </>
  );
}

function Stages({ stage }: { readonly stage: GuideStage | null }) {
  const t = useTexts('rehearsal').guide;
  const { rehearsal } = useSpokenTexts();
  const next = stage === null ? guideStages.length : guideStages.indexOf(stage);
  return (
    <details className="card">
      <summary>{t.all}</summary>
      <Table caption={t.all} columns={[t.columns.stage, t.columns.window, t.columns.who, t.columns.state]}>
        {guideStages.map((each, at) => (
          <tr key={each} aria-current={at === next ? 'step' : undefined}>
            <th scope="row">
              {at + 1}. {rehearsal.stages[each].title}
            </th>
            <td>{rehearsal.windows[stagePlaces[each].window]}</td>
            <td>{stagePlaces[each].who.join(', ')}</td>
            <td>
              {at < next && <Badge tone="good">{t.states.done}</Badge>}
              {at === next && <Badge tone="warn">{t.states.now}</Badge>}
              {at > next && <Badge tone="plain">{t.states.later}</Badge>}
            </td>
          </tr>
        ))}
      </Table>
    </details>
  );
}
