// Machine and clock: the air gap in full, and the time as people read it from the wall.
import { useState } from 'react';
import type { AirGapView } from '../../../shared/contract/offline/machine-view.ts';
import type { View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Rich } from '../../texts/Rich.tsx';
import { useFurtherTexts, useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';
import { GoOn } from '../../ui/GoOn.tsx';
import { Field } from '../../ui/Field.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { MachineSheetButton } from '../machine/MachineSheet.tsx';

const datePattern = /^\d{4}-\d{2}-\d{2}$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;

export function ClockScreen({ view }: { readonly view: View }) {
  const t = useTexts('clock');
  return (
    <Screen title={t.title}>
      <div className="columns">
        <section className="card stack" data-tight aria-label={t.gap.region}>
          <h2>
            <Rich text={t.gap.heading} tags={{ term: (words) => <Term name="air gap">{words}</Term> }} />
          </h2>
          <Gap airGap={view.airGap} isPractice={view.ceremony.phase === 'running' && view.ceremony.practice} />
          <div>
            <MachineSheetButton />
          </div>
        </section>
        <section className="card stack" data-tight aria-label={t.wall.region}>
          <h2>
            <Rich text={t.wall.heading} tags={{ term: (words) => <Term name="wall clock">{words}</Term> }} />
          </h2>
          <WallClock view={view} />
        </section>
      </div>
    </Screen>
  );
}

/** Each way out by its kind, with the name that the system gives it. */
function WaysOut({ waysOut }: Pick<Extract<AirGapView, { phase: 'open' }>, 'waysOut'>) {
  const t = useTexts('clock').gap;
  const { word } = useFurtherTexts();
  return (
    <ul aria-label={t.waysOut}>
      {waysOut.map(({ kind, name }) => (
        <li key={`${kind} ${name}`}>
          {word(kind)}: <span className="mono">{name}</span>
        </li>
      ))}
    </ul>
  );
}

function Gap({ airGap, isPractice }: { readonly airGap: AirGapView; readonly isPractice: boolean }) {
  const t = useTexts('clock').gap;
  if (airGap.phase === 'unknown') return <p>{t.looking}</p>;
  if (airGap.phase === 'closed') {
    return (
      <>
        <div>
          <Mark tone="good">{t.closed}</Mark>
        </div>
        <p>{t.closedText}</p>
      </>
    );
  }
  return (
    <>
      <div>
        <Mark tone="stop">{t.open}</Mark>
      </div>
      <WaysOut waysOut={airGap.waysOut} />
      <p>{isPractice ? t.openInPractice : t.openInProduction}</p>
    </>
  );
}

function WallClock({ view }: { readonly view: View }) {
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const { deed, look } = useStore();
  const t = useTexts('clock').wall;
  const isWhole = datePattern.test(date) && timePattern.test(time) && !Number.isNaN(Date.parse(`${date}T${time}Z`));
  const enter = async (): Promise<void> => {
    await deed(() => lifeboat.session.setWallClock({ wallUtc: `${date}T${time}Z` }), 'clock');
  };
  return (
    <>
      <p className="soft">{t.lead}</p>
      <div className="row">
        <Field label={t.date} value={date} onChange={setDate} isMono maxLength={10} />
        <Field label={t.time} value={time} onChange={setTime} isMono maxLength={5} />
      </div>
      {view.clock.phase === 'set' && (
        <Notice tone={Math.abs(view.clock.aheadSeconds) < 120 ? 'good' : 'warn'}>
          {t.entered(
            view.clock.wallUtc.slice(0, 16).replace('T', ' '),
            view.clock.machineUtc.slice(0, 19).replace('T', ' '),
          )}
        </Notice>
      )}
      <div className="actions">
        <Action
          kind={view.clock.phase === 'set' ? 'plain' : 'primary'}
          isDisabled={!isWhole}
          onPress={() => void enter()}
        >
          {t.enter}
        </Action>
        {view.clock.phase === 'set' && <GoOn look={look}>{t.goOn}</GoOn>}
      </div>
    </>
  );
}
