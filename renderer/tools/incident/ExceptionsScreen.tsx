// Every exception of this session with all its fields, as they are copied onto the printed sheets.
import type { ExceptionView } from '#shared/contract/exception-view.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';

const trustTones = { no: 'good', yes: 'stop', unknown: 'warn' } as const;

export function ExceptionsScreen({ exceptions }: { readonly exceptions: readonly ExceptionView[] }) {
  const moment = useMoment();
  const t = useTexts('incident').exceptions;
  return (
    <Screen title={t.title} lead={t.lead}>
      {exceptions.length === 0 && <p>{t.none}</p>}
      {exceptions.map(({ number, step, atUtc, expected, happened, decision, decidedBy, affectsTrust }) => (
        <section key={number} className="card stack" data-tight aria-label={t.region(number)}>
          <div className="row spread">
            <h2>EX-{number}</h2>
            <Badge tone={trustTones[affectsTrust]}>{t.trust[affectsTrust]}</Badge>
          </div>
          <dl className="facts">
            <dt>{t.step}</dt>
            <dd>
              <Rich
                text={t.at}
                tags={{ step: () => step, time: () => <span className="mono">{moment(atUtc)}</span> }}
              />
            </dd>
            <dt>{t.expected}</dt>
            <dd>{expected}</dd>
            <dt>{t.happened}</dt>
            <dd>{happened}</dd>
            <dt>{t.decision}</dt>
            <dd>{decision}</dd>
            <dt>{t.decidedBy}</dt>
            <dd>{decidedBy.join(', ')}</dd>
          </dl>
        </section>
      ))}
    </Screen>
  );
}
