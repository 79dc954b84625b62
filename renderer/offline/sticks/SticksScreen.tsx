// The sticks: which are in the machine, and what each is for. The list follows as sticks come and go.
import type { View } from '#shared/contract/offline/view.ts';
import type { PageRole, VolumeView } from '#shared/contract/offline/volume-view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Term } from '#renderer/ui/Term.tsx';

export function SticksScreen({ view }: { readonly view: View }) {
  const t = useTexts('sticks');
  const look = useStore((store) => store.look);
  // What has a journal has a plan and an identity, on their own stick.
  const hasOwn =
    view.ceremony.phase === 'running' &&
    (view.ceremony.purpose === 'recovery' || view.ceremony.purpose === 'activation');
  return (
    <Screen
      title={t.title}
      lead={
        <>
          <Rich
            text={t.lead}
            tags={{
              in: (words) => <Term name="IN stick">{words}</Term>,
              out: (words) => <Term name="OUT stick">{words}</Term>,
            }}
          />
          {hasOwn && ` ${t.own}`}
        </>
      }
    >
      <PracticeSet view={view} />
      <Sticks view={view} roles={hasOwn ? ['own', 'in', 'out', 'none'] : ['in', 'out', 'none']} />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={!view.volumes.some(({ role, present }) => (role === 'in' || role === 'own') && present)}
          onPress={() => look(undefined)}
        >
          {t.goOn}
        </Action>
      </div>
    </Screen>
  );
}

/** Practice needs no real stick: a set of folders does, with made-up keys and a sheet of what people would have on paper. */
export function PracticeSet({ view: { ceremony } }: { readonly view: View }) {
  const t = useTexts('sticks');
  const { language } = useSpokenTexts();
  const action = useStore((store) => store.action);
  if (ceremony.phase !== 'running' || !ceremony.practice) return null;
  const isOfNewKeys = ceremony.purpose === 'activation';
  const make = (reWrap: boolean): Promise<boolean> =>
    action(() => lifeboat.volumes.makePracticeSet({ language, reWrap }));
  return (
    <Notice>
      <div className="stack" data-tight>
        <p>
          <Rich text={t.practice} tags={{ file: (name) => <span className="mono">{name}</span> }} />
        </p>
        {isOfNewKeys ? (
          <div className="actions">
            <Action onPress={() => void make(false)}>{t.makeNewSet}</Action>
            <Action onPress={() => void make(true)}>{t.makeReWrapSet}</Action>
          </div>
        ) : (
          <div>
            <Action onPress={() => void make(false)}>{t.makeSet}</Action>
          </div>
        )}
      </div>
    </Notice>
  );
}

interface SticksProps {
  readonly view: View;
  /** Which roles can be given here. */
  readonly roles: readonly PageRole[];
}

/** The list itself, also used where a step asks for a stick that has a role already. */
export function Sticks({ view, roles }: SticksProps) {
  const t = useTexts('sticks');
  const action = useStore((store) => store.action);
  return (
    <div className="stack" aria-live="polite">
      {view.volumes.length === 0 && <Notice>{t.noStick}</Notice>}
      {view.volumes.map((volume) => (
        <Stick key={volume.id} volume={volume} roles={roles} />
      ))}
      <div className="actions">
        <Action onPress={() => void action(() => lifeboat.volumes.addFolder(null))}>{t.folder}</Action>
      </div>
    </div>
  );
}

interface StickForProps {
  readonly view: View;
  readonly role: 'in' | 'own';
}

/** Where the stick that a step asks for gets its role: folded while another one has it. */
export function StickFor({ view, role }: StickForProps) {
  const t = useTexts('sticks');
  const isThere = view.volumes.some((volume) => volume.role === role && volume.present);
  const list = <Sticks view={view} roles={[role, 'none']} />;
  if (!isThere) return list;
  return (
    <details>
      <summary>{t.another}</summary>
      {list}
    </details>
  );
}

function Stick({ volume, roles }: { readonly volume: VolumeView; readonly roles: readonly PageRole[] }) {
  const t = useTexts('sticks');
  const action = useStore((store) => store.action);
  const own = roles.find((role) => role === volume.role);
  return (
    <section className="card stack" data-tight aria-label={t.stick(volume.name)}>
      <div className="row spread">
        <h2 className="mono">{volume.name}</h2>
        <span className="row">
          {volume.readOnly && <Badge tone="plain">{t.readOnly}</Badge>}
          {!volume.present && <Badge tone="warn">{t.takenOut}</Badge>}
          {own === undefined && <Badge tone="plain">{t.roles[volume.role]}</Badge>}
        </span>
      </div>
      {volume.present && own !== undefined && (
        <Choices
          legend={t.whatFor(volume.name)}
          isInColumns
          value={own}
          onChange={(role) => void action(() => lifeboat.volumes.assign({ volume: volume.id, role }))}
          choices={roles.map((role) => ({ value: role, title: t.roles[role] }))}
        />
      )}
    </section>
  );
}
