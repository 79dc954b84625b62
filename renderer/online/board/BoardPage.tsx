// The board: everything that would fail, at a glance, with what to do about it.
import type { BoardView } from '#shared/contract/online/board-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { readableUtc, timeSpan } from '#shared/formatting/date-time.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { GoOn } from '#renderer/ui/GoOn.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import { type PageProps, stepOf } from '../pages.ts';
import { Counted } from '../step/Counted.tsx';
import { Needs } from '../step/Needs.tsx';
import { CheckList } from './CheckList.tsx';
import { LookForm } from './LookForm.tsx';

export function BoardPage({ view, ceremony }: PageProps) {
  const t = useTexts('online').board;
  const state = stepOf(view, 'board')?.state;
  if (state?.phase === 'not-yet') {
    return (
      <Screen title={t.title} lead={t.lead}>
        <Needs needs={state.needs} view={view} />
      </Screen>
    );
  }
  return (
    <Screen title={t.title} lead={t.lead} state={view.board.phase}>
      <Board board={view.board} />
      {ceremony.phase === 'open' && view.board.phase !== 'looking' && <LookForm view={view} ceremony={ceremony} />}
      {ceremony.plan.source !== null && ceremony.phase === 'open' && <SourceInventory exporting={view.exporting} />}
    </Screen>
  );
}

function Board({ board }: { readonly board: BoardView }) {
  const look = useOnline((store) => store.look);
  const {
    board: t,
    step: { done },
  } = useTexts('online');
  const now = useNow();
  if (board.phase === 'not-looked') return null;
  if (board.phase === 'looking') {
    return (
      <section className="card stack" data-tight aria-label={t.findings}>
        <div className="working">
          <span className="working-sign" aria-hidden="true" />
          <p>{t.looking(timeSpan(now - Date.parse(board.sinceUtc)))}</p>
        </div>
      </section>
    );
  }
  return (
    <section className="card stack" data-tight aria-label={t.findings}>
      <Verdict board={board} />
      <div className="actions">
        <GoOn look={look} isMain={board.isClear}>
          {done.goOn}
        </GoOn>
      </div>
      <CheckList checks={board.checks} />
    </section>
  );
}

function Verdict({ board: { checks, isClear, atUtc } }: { readonly board: Extract<BoardView, { phase: 'looked' }> }) {
  const t = useTexts('online').board;
  const stops = checks.filter(({ outcome }) => outcome === 'stop').length;
  const doubts = checks.filter(({ outcome }) => outcome === 'look' || outcome === 'unknown').length;
  const tone = !isClear ? 'stop' : doubts > 0 ? 'warn' : 'good';
  return (
    <div {...resultMark} className="verdict" data-tone={tone} role="status">
      <strong>{!isClear ? t.stops(stops) : doubts > 0 ? t.looks(doubts) : t.clear}</strong>
      <span className="soft">{t.looked(readableUtc(atUtc))}</span>
    </div>
  );
}

function SourceInventory({ exporting }: Pick<OnlineView, 'exporting'>) {
  const { deed, isWaiting } = useOnline();
  const t = useTexts('online').board.source;
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p>{t.note}</p>
      <div className="actions">
        <Action
          isDisabled={isWaiting}
          onPress={() => void deed(() => online.inventory.export({ of: 'source', publicHalves: true }))}
        >
          {t.deed}
        </Action>
      </div>
      {exporting && <Counted {...exporting} />}
    </section>
  );
}
