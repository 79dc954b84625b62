// Machine and clock: the air gap in full, and the time as people read it from the wall.
import { useState } from 'react';
import type { AirGapView, View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Field } from '../../ui/Field.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { MachineSheetButton } from '../machine/MachineSheet.tsx';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;

export function ClockScreen({ view }: { readonly view: View }) {
  return (
    <Screen title="Is this machine alone, and what time is it?">
      <div className="columns">
        <section className="card stack" data-tight aria-label="Air gap">
          <h2>
            The <Term name="air gap" />
          </h2>
          <Gap airGap={view.airGap} isPractice={view.ceremony.phase === 'running' && view.ceremony.practice} />
          <div>
            <MachineSheetButton />
          </div>
        </section>
        <section className="card stack" data-tight aria-label="Wall clock">
          <h2>
            The <Term name="wall clock" />
          </h2>
          <WallClock view={view} />
        </section>
      </div>
    </Screen>
  );
}

function Gap({ airGap, isPractice }: { readonly airGap: AirGapView; readonly isPractice: boolean }) {
  if (airGap.phase === 'unknown') return <p>Looking …</p>;
  if (airGap.phase === 'closed') {
    return (
      <>
        <div>
          <Mark tone="good">closed</Mark>
        </div>
        <p>No interface is up, no radio is on, no route leads out. The program looks again every second.</p>
      </>
    );
  }
  return (
    <>
      <div>
        <Mark tone="stop">open</Mark>
      </div>
      <ul aria-label="Ways out">
        {airGap.waysOut.map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>
            {kind}: <span className="mono">{name}</span>
          </li>
        ))}
      </ul>
      <p>
        {isPractice
          ? 'This is practice, so you may go on. In production no key is asked for while a way out is open.'
          : 'No key is asked for while a way out is open. Unplug cables and switch radios off.'}
      </p>
    </>
  );
}

function WallClock({ view }: { readonly view: View }) {
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const { deed, look } = useStore();
  const isWhole = datePattern.test(date) && timePattern.test(time) && !Number.isNaN(Date.parse(`${date}T${time}Z`));
  const enter = async (): Promise<void> => {
    if (await deed(() => lifeboat.session.setWallClock({ wallUtc: `${date}T${time}Z` }))) look('clock');
  };
  return (
    <>
      <p className="soft">Somebody reads the clock in the room aloud; the witness writes it down as well. Use UTC.</p>
      <div className="row">
        <Field label="Date (YYYY-MM-DD)" value={date} onChange={setDate} isMono maxLength={10} />
        <Field label="Time (HH:MM, UTC)" value={time} onChange={setTime} isMono maxLength={5} />
      </div>
      {view.clock.phase === 'set' && (
        <Notice tone={Math.abs(view.clock.aheadSeconds) < 120 ? 'good' : 'warn'}>
          Entered: {view.clock.wallUtc.slice(0, 16).replace('T', ' ')} UTC. This machine said{' '}
          {view.clock.machineUtc.slice(0, 19).replace('T', ' ')} UTC. A wrong machine clock stops nothing; it is a note.
        </Notice>
      )}
      <div className="actions">
        <Action
          kind={view.clock.phase === 'set' ? 'plain' : 'primary'}
          isDisabled={!isWhole}
          onPress={() => void enter()}
        >
          Enter this time
        </Action>
        {view.clock.phase === 'set' && (
          <Action
            kind="primary"
            onPress={() => {
              look(undefined);
            }}
          >
            Go on
          </Action>
        )}
      </div>
    </>
  );
}
