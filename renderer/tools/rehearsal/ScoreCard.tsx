// The score: what was injected, at which step it was noticed, who dealt with it, and what nobody had planned.
import type { RehearsalScore, RehearsalView } from '#shared/contract/desk/rehearsal.ts';
import { utcDateTime } from '#shared/formatting/date-time.ts';
import type { FaultScore } from '#shared/rehearsal/files.ts';
import { guideStages } from '#shared/rehearsal/guide.ts';
import { type Outcome, outcomeOf, pointsOf } from '#shared/rehearsal/score.ts';
import { useFurtherTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Arrival } from '#renderer/ui/Arrival.tsx';
import { Code } from '#renderer/ui/Code.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Mark } from '#renderer/ui/Mark.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Written } from '../Written.tsx';
import { PaperActions } from './PaperActions.tsx';

const tones: Readonly<Record<Outcome, 'good' | 'warn' | 'stop' | 'plain'>> = {
  answered: 'good',
  noticed: 'warn',
  missed: 'stop',
  'not-injected': 'plain',
};

const clock = (at: string): string => at.slice(11, 19);

export function ScoreCard({
  view,
  result: { score, file, data },
}: {
  readonly view: RehearsalView;
  readonly result: RehearsalScore;
}) {
  const t = useTexts('rehearsal').score;
  const { rehearsal } = useFurtherTexts();
  const { report } = rehearsal;
  const { have, of } = pointsOf(score);
  return (
    <Arrival label={report.score}>
      <h2>{report.score}</h2>
      <p className="number">{of === 0 ? rehearsal.nothingInjected : rehearsal.points(have, of)}</p>
      <p className="measure">{rehearsal.scoredAt(utcDateTime(new Date(score.scoredAt)))}</p>
      {score.stage !== null && (
        <Notice tone="warn">
          {rehearsal.notFinished(
            guideStages.indexOf(score.stage) + 1,
            guideStages.length,
            rehearsal.stages[score.stage].title,
          )}
        </Notice>
      )}
      <p className="soft measure">{t.counted}</p>
      <table className="table">
        <caption className="visually-hidden">{report.score}</caption>
        <thead>
          <tr>
            {report.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {score.faults.map((each) => (
            <FaultLine key={each.fault} score={each} />
          ))}
        </tbody>
      </table>
      <h3>{report.unplanned}</h3>
      {score.unplanned.length === 0 ? (
        <p>{report.noneUnplanned}</p>
      ) : (
        <>
          <p className="measure">{report.unplannedText}</p>
          <ul>
            {score.unplanned.map(({ at, machine, step, fault }) => (
              <li key={`${at} ${fault}`}>
                {clock(at)}, {rehearsal.sides[machine]}, {step}: <Code code={fault} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Fingerprint label={t.seal} sha256={score.sealSha256} show="both" />
      <PaperActions document="rehearsal-report" plan={view.papers.plan} data={data} />
      <Written file={file} />
    </Arrival>
  );
}

function FaultLine({ score }: { readonly score: FaultScore }) {
  const { faults, outcomes, sides, report } = useFurtherTexts().rehearsal;
  const { fault, injectedAt, noticed, answered } = score;
  const outcome = outcomeOf(score);
  return (
    <tr>
      <th scope="row">{faults[fault].name}</th>
      <td>{injectedAt === null ? report.injected : clock(injectedAt)}</td>
      <td>
        {noticed === null ? (
          '–'
        ) : (
          <>
            {[clock(noticed.at), sides[noticed.machine], noticed.step ?? []].flat().join(', ')}
            <br />
            <Code code={noticed.sign} />
            <br />
            {noticed.by.join(', ') || report.machineAlone}
          </>
        )}
      </td>
      <td>
        {answered === null ? (
          '–'
        ) : (
          <>
            {[clock(answered.at), answered.step, report.exception(answered.exception)].join(', ')}
            <br />
            {answered.by.join(', ')}
            <br />
            <span className="soft">{report.initials(answered.initials.join(', '))}</span>
          </>
        )}
      </td>
      <td>
        <Mark tone={tones[outcome]}>{outcomes[outcome]}</Mark>
      </td>
    </tr>
  );
}
