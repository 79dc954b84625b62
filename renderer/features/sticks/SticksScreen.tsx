// The sticks: which are in the machine, and what each is for. The list follows as sticks come and go.
import { useEffect } from 'react';
import type { View, VolumeRole, VolumeView } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';

export function SticksScreen({ view }: { readonly view: View }) {
  const look = useStore((store) => store.look);
  const isRecovery = view.ceremony.phase === 'running' && view.ceremony.purpose === 'recovery';
  // A role that was just given must not take this screen away: there may be a second stick.
  useEffect(() => {
    look('sticks');
  }, [look]);
  return (
    <Screen
      title="Which stick is which?"
      lead={
        <>
          Insert a stick and wait until it appears. The <Term name="IN stick" /> brings files; the{' '}
          <Term name="OUT stick" /> takes the result away. One stick, one direction.
          {isRecovery && ' The stick OWN is this machine’s alone: it holds its identity, and goes nowhere else.'}
        </>
      }
    >
      {view.ceremony.phase === 'running' && view.ceremony.practice && <PracticeSet />}
      <Sticks view={view} roles={isRecovery ? ['own', 'in', 'out', 'none'] : ['in', 'out', 'none']} />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={!view.volumes.some(({ role, present }) => (role === 'in' || role === 'own') && present)}
          onPress={() => {
            look(undefined);
          }}
        >
          Go on
        </Action>
      </div>
    </Screen>
  );
}

/** Practice needs no real stick: a set of folders does, with made-up keys and a sheet of what people would have on paper. */
function PracticeSet() {
  const deed = useStore((store) => store.deed);
  return (
    <Notice>
      <div className="stack" data-tight>
        <p>
          No practice files at hand? Name an empty folder: a set of practice sticks is made in it, and a sheet (
          <span className="mono">PRACTICE-sheet.txt</span>) with what people would have on paper.
        </p>
        <div>
          <Action onPress={() => void deed(() => lifeboat.volumes.makePracticeSet(null))}>Make a practice set</Action>
        </div>
      </div>
    </Notice>
  );
}

const roleNames: Readonly<Record<VolumeRole, string>> = {
  own: 'OWN',
  in: 'IN',
  out: 'OUT',
  custodian: 'Custodian’s stick',
  none: 'Not used',
};

interface SticksProps {
  readonly view: View;
  /** Which roles can be given here. */
  readonly roles: readonly VolumeRole[];
}

/** The list itself, also used where a custodian's stick is chosen. */
export function Sticks({ view, roles }: SticksProps) {
  const deed = useStore((store) => store.deed);
  return (
    <div className="stack" aria-live="polite">
      {view.volumes.length === 0 && <Notice>No stick is in this machine yet.</Notice>}
      {view.volumes.map((volume) => (
        <Stick key={volume.id} volume={volume} roles={roles} />
      ))}
      <div className="actions">
        <Action onPress={() => void deed(() => lifeboat.volumes.addFolder(null))}>Use a folder as a stick</Action>
      </div>
    </div>
  );
}

function Stick({ volume, roles }: { readonly volume: VolumeView; readonly roles: readonly VolumeRole[] }) {
  const deed = useStore((store) => store.deed);
  const isOffered = roles.includes(volume.role);
  return (
    <section className="card stack" data-tight aria-label={`Stick ${volume.name}`}>
      <div className="row spread">
        <h2 className="mono">{volume.name}</h2>
        <span className="row">
          {volume.readOnly && <Mark tone="plain">read only</Mark>}
          {!volume.present && <Mark tone="warn">taken out</Mark>}
          {!isOffered && <Mark tone="plain">{roleNames[volume.role]}</Mark>}
        </span>
      </div>
      {volume.present && isOffered && (
        <Choices
          legend={`What is “${volume.name}” for?`}
          isInColumns
          value={volume.role}
          onChange={(role) => void deed(() => lifeboat.volumes.assign({ volume: volume.id, role }))}
          choices={roles.map((role) => ({ value: role, title: roleNames[role] }))}
        />
      )}
    </section>
  );
}
