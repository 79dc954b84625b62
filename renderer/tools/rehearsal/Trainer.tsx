// The trainer's part: the chosen scenarios are on the screen only while it is open, and are gone when the page is left or they are put away.
import { useState } from 'react';
import type { RehearsalReportView, RehearsalView, TrainerView } from '#shared/contract/tools/rehearsal.ts';
import { faultsOfOneCustodian, type RehearsalFault } from '#shared/rehearsal/faults.ts';
import { utcMinute } from '#shared/formatting/date-time.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Popup } from '#renderer/ui/Popup.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { ReportCard } from './ReportCard.tsx';

export function Trainer({ view }: { readonly view: RehearsalView }) {
  const t = useTexts('rehearsal').trainer;
  const [list, setList] = useState<TrainerView>();
  const [report, setReport] = useState<RehearsalReportView>();
  const [isAsking, setAsking] = useState(false);
  const stopAsking = (): void => setAsking(false);
  const { ask, isWaiting } = useTools();
  const open = async (): Promise<void> => {
    const answer = await ask(() => tools.rehearsal.list({ workspace: view.workspace }));
    if (answer.ok) setList(answer.value);
  };
  const close = (): void => setList(undefined);
  const showReport = async (): Promise<void> => {
    const answer = await ask(() => tools.rehearsal.report({ workspace: view.workspace }));
    if (!answer.ok) return;
    setReport(answer.value);
    close();
  };
  return (
    <>
      <section className="card stack" aria-label={t.title}>
        <h2>{t.title}</h2>
        {list === undefined ? (
          <>
            <p className="measure">{t.text}</p>
            <div className="actions">
              <Action isPending={isWaiting} onPress={() => void open()}>
                {t.open}
              </Action>
            </div>
          </>
        ) : (
          <>
            <Notice tone="warn">{t.hidden}</Notice>
            <ol className="stack faults">
              {list.faults.map((each) => (
                <FaultRow
                  key={each.fault}
                  state={each}
                  custodians={view.custodians}
                  isWaiting={isWaiting}
                  onInject={async (fault, custodian) => {
                    const order = { workspace: view.workspace, fault, custodian };
                    const answer = await ask(() => tools.rehearsal.inject(order));
                    if (answer.ok) setList(answer.value);
                  }}
                  onPutRight={async (fault) => {
                    const order = { workspace: view.workspace, fault };
                    const answer = await ask(() => tools.rehearsal.putRight(order));
                    if (answer.ok) setList(answer.value);
                  }}
                />
              ))}
            </ol>
            <div className="actions">
              <Action onPress={close}>{t.close}</Action>
              <Action
                isPending={isWaiting}
                onPress={() => {
                  if (view.stage === null) void showReport();
                  else setAsking(true);
                }}
              >
                {t.report}
              </Action>
            </div>
            <p className="soft measure">{t.reportNote}</p>
            <Popup title={t.early} isOpen={isAsking} onClose={stopAsking}>
              <p className="measure">{t.earlyText}</p>
              <div className="actions">
                <Action
                  kind="stop"
                  isPending={isWaiting}
                  onPress={() => {
                    stopAsking();
                    void showReport();
                  }}
                >
                  {t.reportNow}
                </Action>
                <Action kind="quiet" onPress={stopAsking}>
                  {t.notYet}
                </Action>
              </div>
            </Popup>
          </>
        )}
      </section>
      {report && <ReportCard view={view} result={report} />}
    </>
  );
}

interface FaultRowProps {
  readonly state: TrainerView['faults'][number];
  readonly custodians: readonly string[];
  readonly isWaiting: boolean;
  readonly onInject: (fault: RehearsalFault, custodian: number) => Promise<void>;
  readonly onPutRight: (fault: RehearsalFault) => Promise<void>;
}

function FaultRow({ state, custodians, isWaiting, onInject, onPutRight }: FaultRowProps) {
  const t = useTexts('rehearsal').trainer;
  const { faults, report } = useSpokenTexts().rehearsal;
  const { fault, injectedAt, putRightAt, isBegun } = state;
  const [custodian, setCustodian] = useState('1');
  const { name, action, lesson } = faults[fault];
  return (
    <li className="stack" data-tight>
      <div className="row">
        <strong>{name}</strong>
        {injectedAt === null ? (
          <Badge tone={isBegun ? 'warn' : 'plain'}>{isBegun ? t.begun : report.injected}</Badge>
        ) : putRightAt === null ? (
          <Badge tone="warn">{t.injected(utcMinute(injectedAt))}</Badge>
        ) : (
          <Badge tone="good">{t.putRight(utcMinute(putRightAt))}</Badge>
        )}
        {state.custodian !== null && <span className="soft">{state.custodian}</span>}
      </div>
      <p className="soft measure">{isBegun ? t.begunText : injectedAt === null ? t.before : action}</p>
      {injectedAt !== null && <p className="soft measure">{lesson}</p>}
      <div className="actions">
        {faultsOfOneCustodian.has(fault) && injectedAt === null && (
          <SelectField
            label={t.custodian(name)}
            value={custodian}
            blank={t.choose}
            choices={custodians.map((title, at) => ({ value: String(at + 1), title }))}
            onChange={setCustodian}
          />
        )}
        {injectedAt === null && (
          <Action
            kind="stop"
            isDisabled={isWaiting || custodian === ''}
            label={t.injectNamed(name)}
            onPress={() => void onInject(fault, Number(custodian))}
          >
            {t.inject}
          </Action>
        )}
        {(isBegun || injectedAt !== null) && putRightAt === null && (
          <Action isPending={isWaiting} label={t.putRightNamed(name)} onPress={() => void onPutRight(fault)}>
            {t.putRightNow}
          </Action>
        )}
      </div>
    </li>
  );
}
