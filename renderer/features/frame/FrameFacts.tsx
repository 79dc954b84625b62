// The facts in the frame that everybody in the room must be able to read at any time.
import type { AirGapView, ClockView, View } from '../../../shared/contract/offline/view.ts';
import { type StepId, whoseTurn } from './steps.ts';

interface FrameFactsProps {
  readonly view: View;
  readonly step: StepId | undefined;
}

export function FrameFacts({ view, step }: FrameFactsProps) {
  const { ceremony } = view;
  return (
    <>
      <div className="row">
        <strong>Lifeboat Offline</strong>
        <ModeBadge view={view} />
        {ceremony.phase !== 'none' && <span className="mono">{ceremony.id}</span>}
      </div>
      {ceremony.phase === 'running' && step !== undefined && <Fact name="Turn" value={whoseTurn(view, step)} />}
      <Fact name="Air gap" value={gapText(view.airGap)} tone={view.airGap.phase === 'open' ? 'stop' : 'plain'} />
      {ceremony.phase !== 'none' && <Fact name="Wall clock" value={clockText(view.clock)} />}
      {view.exceptions.length > 0 && <Fact name="Exceptions" value={String(view.exceptions.length)} />}
    </>
  );
}

function ModeBadge({ view }: { readonly view: View }) {
  if (view.ceremony.phase !== 'none') {
    return <span className="frame-mode">{view.ceremony.practice ? 'PRACTICE' : 'PRODUCTION'}</span>;
  }
  return view.practiceOnly ? <span className="frame-mode">PRACTICE PREVIEW</span> : null;
}

interface FactProps {
  readonly name: string;
  readonly value: string;
  readonly tone?: 'plain' | 'stop';
}

function Fact({ name, value, tone = 'plain' }: FactProps) {
  return (
    <div className="frame-fact" data-tone={tone}>
      <span>{name}</span>
      <span>{value}</span>
    </div>
  );
}

function gapText(airGap: AirGapView): string {
  if (airGap.phase === 'unknown') return 'looking …';
  if (airGap.phase === 'closed') return 'closed';
  return airGap.waysOut.length === 1 ? 'OPEN: 1 way out' : `OPEN: ${airGap.waysOut.length} ways out`;
}

function clockText(clock: ClockView): string {
  if (clock.phase === 'unset') return 'not entered';
  const minutes = Math.round(clock.aheadSeconds / 60);
  if (Math.abs(minutes) < 2) return 'agrees';
  return `machine ${Math.abs(minutes)} min ${minutes > 0 ? 'ahead' : 'behind'}`;
}
