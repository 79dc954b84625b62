// The board: everything that would fail, at a glance, with what to do about it.
import type { PreFlightView } from '#shared/contract/online/pre-flight-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { timeSpan } from '#shared/formatting/date-time.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { type PageProps, stepOf } from '../pages.ts';
import { Counted } from '../step/Counted.tsx';
import { Needs } from '../step/Needs.tsx';
import { CheckList } from './CheckList.tsx';
import { InspectForm } from './InspectForm.tsx';

export function PreFlightPage({ view, ceremony }: PageProps) {
  const t = useTexts('online').preFlight;
  const state = stepOf(view, 'preFlight')?.state;
  if (state?.phase === 'not-yet') {
    return (
      <Screen title={t.title} lead={t.lead}>
        <Needs needs={state.needs} view={view} />
      </Screen>
    );
  }
  return (
    <Screen title={t.title} lead={t.lead} state={view.preFlight.phase}>
      <Board preFlight={view.preFlight} />
      {ceremony.phase === 'open' && view.preFlight.phase !== 'looking' && (
        <InspectForm view={view} ceremony={ceremony} />
      )}
      {ceremony.plan.source !== null && ceremony.phase === 'open' && <SourceInventory exporting={view.exporting} />}
    </Screen>
  );
}

function Board({ preFlight }: { readonly preFlight: PreFlightView }) {
  const look = useOnline((store) => store.look);
  const {
    preFlight: t,
    step: { done },
  } = useTexts('online');
  const now = useNow();
  if (preFlight.phase === 'not-looked') return null;
  if (preFlight.phase === 'looking') {
    return (
      <section className="card stack" data-tight aria-label={t.findings}>
        <div className="working">
          <span className="working-sign" aria-hidden="true" />
          <p>{t.looking(timeSpan(now - Date.parse(preFlight.sinceUtc)))}</p>
        </div>
      </section>
    );
  }
  return (
    <section className="card stack" data-tight aria-label={t.findings}>
      <Verdict preFlight={preFlight} />
      <div className="actions">
        <ContinueButton look={look} isMain={preFlight.isClear}>
          {done.goOn}
        </ContinueButton>
      </div>
      <CheckList checks={preFlight.checks} />
    </section>
  );
}

function Verdict({
  preFlight: { checks, isClear, atUtc },
}: {
  readonly preFlight: Extract<PreFlightView, { phase: 'looked' }>;
}) {
  const moment = useMoment();
  const t = useTexts('online').preFlight;
  const stops = checks.filter(({ outcome }) => outcome === 'stop').length;
  const doubts = checks.filter(({ outcome }) => outcome === 'look' || outcome === 'unknown').length;
  const tone = !isClear ? 'stop' : doubts > 0 ? 'warn' : 'good';
  return (
    <div {...resultMark} className="verdict" data-tone={tone} role="status">
      <strong>{!isClear ? t.stops(stops) : doubts > 0 ? t.looks(doubts) : t.clear}</strong>
      <span className="soft">{t.looked(moment(atUtc))}</span>
    </div>
  );
}

function SourceInventory({ exporting }: Pick<OnlineView, 'exporting'>) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').preFlight.source;
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p>{t.note}</p>
      <div className="actions">
        <Action
          isPending={isWaiting}
          onPress={() => void action(() => online.inventory.export({ of: 'source', publicHalves: true }))}
        >
          {t.action}
        </Action>
      </div>
      {exporting && <Counted {...exporting} />}
    </section>
  );
}
