// Every exception of this session with all its fields, as they are copied onto the printed sheets.
import type { ExceptionView } from '../../../shared/contract/offline/view.ts';
import { Mark } from '../../ui/Mark.tsx';
import { Screen } from '../../ui/Screen.tsx';

const trustMarks: Readonly<Record<ExceptionView['affectsTrust'], readonly ['good' | 'stop' | 'warn', string]>> = {
  no: ['good', 'trust not affected'],
  yes: ['stop', 'trust affected'],
  unknown: ['warn', 'effect on trust not known'],
};

export function ExceptionsScreen({ exceptions }: { readonly exceptions: readonly ExceptionView[] }) {
  return (
    <Screen
      title="Exceptions"
      lead="What did not go as the script says. Each has a sheet of paper with the same number; a new one is noted with the button “Exception” at the top."
    >
      {exceptions.length === 0 && <p>No exception was noted in this session.</p>}
      {exceptions.map(({ number, step, atUtc, expected, happened, decision, decidedBy, affectsTrust }) => (
        <section key={number} className="card stack" data-tight aria-label={`Exception ${number}`}>
          <div className="row spread">
            <h2>EX-{number}</h2>
            <Mark tone={trustMarks[affectsTrust][0]}>{trustMarks[affectsTrust][1]}</Mark>
          </div>
          <dl className="facts">
            <dt>At step</dt>
            <dd>
              {step}, <span className="mono">{atUtc}</span> by the machine’s clock
            </dd>
            <dt>Expected</dt>
            <dd>{expected}</dd>
            <dt>Happened</dt>
            <dd>{happened}</dd>
            <dt>Decision</dt>
            <dd>{decision}</dd>
            <dt>Decided by</dt>
            <dd>{decidedBy.join(', ')}</dd>
          </dl>
        </section>
      ))}
    </Screen>
  );
}
