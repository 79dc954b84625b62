// Machine and clock: the air gap in full, and the time as people read it from the wall.
import type { ClockView } from '#shared/contract/clock-view.ts';
import type { AirGapView } from '#shared/contract/offline/machine-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import { EnteredClock } from '#renderer/tools/clock/EnteredClock.tsx';
import { MachineSheetButton } from '../machine/MachineSheet.tsx';

export function ClockScreen({ view }: { readonly view: View }) {
  const t = useTexts('clock');
  return (
    <Screen title={t.title} state={view.clock.phase}>
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
          <WallClock clock={view.clock} />
        </section>
      </div>
    </Screen>
  );
}

/** Each way out by its kind, with the name that the system gives it. */
function WaysOut({ waysOut }: Pick<Extract<AirGapView, { phase: 'open' }>, 'waysOut'>) {
  const t = useTexts('clock').gap;
  const { word } = useSpokenTexts();
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
          <Badge tone="good">{t.closed}</Badge>
        </div>
        <p>{t.closedText}</p>
      </>
    );
  }
  return (
    <>
      <div>
        <Badge tone="stop">{t.open}</Badge>
      </div>
      <WaysOut waysOut={airGap.waysOut} />
      <p>{isPractice ? t.openInPractice : t.openInProduction}</p>
    </>
  );
}

/** People type it in main's own view. */
function WallClock({ clock }: { readonly clock: ClockView }) {
  const { action, look, isWaiting } = useStore();
  const t = useTexts('clock').wall;
  const isSet = clock.phase === 'set';
  const enter = () => lifeboat.session.setWallClock(null);
  return (
    <>
      <p className="soft">{t.lead}</p>
      <EnteredClock clock={clock} entered={t.entered} />
      <div className="actions">
        <Action kind={isSet ? 'plain' : 'primary'} isPending={isWaiting} onPress={() => void action(enter)}>
          {t.enter}
        </Action>
        {isSet && <ContinueButton look={look}>{t.goOn}</ContinueButton>}
      </div>
    </>
  );
}
