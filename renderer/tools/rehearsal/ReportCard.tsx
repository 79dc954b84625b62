// The report: what was injected, at which step it was noticed, who dealt with it, and what nobody had planned.
import type { RehearsalReportView, RehearsalView } from '#shared/contract/tools/rehearsal.ts';
import type { FaultReport } from '#shared/rehearsal/files.ts';
import { guideStages } from '#shared/rehearsal/guide.ts';
import { type Outcome, outcomeOf } from '#shared/rehearsal/report.ts';
import { useSpokenTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Code } from '#renderer/ui/Code.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Written } from '../Written.tsx';
import { RehearsalPaper } from './RehearsalPaper.tsx';
import { Table } from '#renderer/ui/Table.tsx';

const tones: Readonly<Record<Outcome, 'good' | 'warn' | 'stop' | 'plain'>> = {
  answered: 'good',
  noticed: 'warn',
  missed: 'stop',
  'not-injected': 'plain',
};

const clock = (at: string): string => at.slice(11, 19);

export function ReportCard({
  view,
  result: { report: found, file, data },
}: {
  readonly view: RehearsalView;
  readonly result: RehearsalReportView;
}) {
  const moment = useMoment();
  const { rehearsal } = useSpokenTexts();
  const { report } = rehearsal;
  return (
    <FocusedResult label={report.title}>
      <h2>{report.title}</h2>
      <p className="measure">{rehearsal.reportedAt(moment(found.reportedAt))}</p>
      {found.stage !== null && (
        <Notice tone="warn">
          {rehearsal.notFinished(
            guideStages.indexOf(found.stage) + 1,
            guideStages.length,
            rehearsal.stages[found.stage].title,
          )}
        </Notice>
      )}
      <Table caption={report.faults} columns={report.columns}>
        {found.faults.map((each) => (
          <FaultLine key={each.fault} report={each} />
        ))}
      </Table>
      <h3>{report.unplanned}</h3>
      {found.unplanned.length === 0 ? (
        <p>{report.noneUnplanned}</p>
      ) : (
        <>
          <p className="measure">{report.unplannedText}</p>
          <ul>
            {found.unplanned.map(({ at, machine, step, fault }) => (
              <li key={`${at} ${fault}`}>
                {clock(at)}, {rehearsal.sides[machine]}, {step}: <Code code={fault} />
              </li>
            ))}
          </ul>
        </>
      )}
      <RehearsalPaper document="rehearsal-report" plan={view.plan} data={data} />
      <Written file={file} />
    </FocusedResult>
  );
}

function FaultLine({ report: found }: { readonly report: FaultReport }) {
  const { faults, outcomes, sides, report } = useSpokenTexts().rehearsal;
  const { fault, injectedAt, noticed, answered } = found;
  const outcome = outcomeOf(found);
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
        <Badge tone={tones[outcome]}>{outcomes[outcome]}</Badge>
      </td>
    </tr>
  );
}
