// Check this laptop: the program's assertions about itself, run here and now.
import { useState } from 'react';
import type { SelfTestResult } from '#shared/contract/offline/machine-view.ts';
import { checksWith } from '#shared/self-test/outcomes.ts';
import type { SelfTestLine } from '#shared/self-test/self-test.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Popup } from '#renderer/ui/Popup.tsx';
import { Table } from '#renderer/ui/Table.tsx';

/** A press begins: nobody has to ask twice. What came of it stays until the next run. */
export function SelfTestButton() {
  const t = useTexts('machine');
  const [isOpen, setOpen] = useState(false);
  const [isRunning, setRunning] = useState(false);
  const [result, setResult] = useState<SelfTestResult>();
  const refuse = useStore((store) => store.refuse);
  const run = async (): Promise<void> => {
    setOpen(true);
    setRunning(true);
    const answer = await lifeboat.machine.selfTest(null);
    setRunning(false);
    if (answer.ok) setResult(answer.value);
    else refuse(answer.fault);
  };
  const close = (): void => setOpen(false);
  return (
    <>
      <Action onPress={() => void run()}>{t.selfTest}</Action>
      {isOpen && (
        <SelfTestPopup result={isRunning ? undefined : result} isRunning={isRunning} onRun={run} onClose={close} />
      )}
    </>
  );
}

interface SelfTestPopupProps {
  readonly result: SelfTestResult | undefined;
  readonly isRunning: boolean;
  readonly onRun: () => Promise<void>;
  readonly onClose: () => void;
}

function SelfTestPopup({ result, isRunning, onRun, onClose }: SelfTestPopupProps) {
  const t = useTexts('selfTest');
  return (
    <Popup title={t.title} isOpen onClose={onClose}>
      {result === undefined && <p>{t.intro}</p>}
      <div role="status">{isRunning ? <p>{t.running}</p> : result && <SelfTestVerdict result={result} />}</div>
      {result && <SelfTestTable lines={result.report.lines} />}
      <div className="actions">
        <Action kind="primary" onPress={onClose}>
          {t.close}
        </Action>
        <Action isPending={isRunning} onPress={() => void onRun()}>
          {t.again}
        </Action>
      </div>
    </Popup>
  );
}

export function SelfTestVerdict({ result: { report, isInJournal } }: { readonly result: SelfTestResult }) {
  const t = useTexts('selfTest');
  const count = (outcome: SelfTestLine['outcome']): number => checksWith(report, outcome).length;
  const [failed, passed] = [count('failed'), count('passed')];
  const meaning = failed > 0 ? t.someFailed : report.electron === null ? t.nothingProven : t.allWell;
  return (
    <Notice tone={failed > 0 || report.electron === null ? 'warn' : 'good'}>
      <strong>{t.counts(passed, failed, count('not-asked'))}</strong> {meaning} {isInJournal ? t.kept : t.keptLater}
    </Notice>
  );
}

const tones = { passed: 'good', failed: 'stop', 'not-asked': 'plain' } as const;

export function SelfTestTable({ lines }: { readonly lines: readonly SelfTestLine[] }) {
  const t = useTexts('selfTest');
  // A failure must not be below the edge of the list.
  const { failed = [], others = [] } = Object.groupBy(lines, ({ outcome }) =>
    outcome === 'failed' ? 'failed' : 'others',
  );
  return (
    <Table region={t.table} columns={[t.result, t.check, t.seen]}>
      {[...failed, ...others].map((line) => (
        <tr key={line.check}>
          <td>
            <Badge tone={tones[line.outcome]}>{t.outcomes[line.outcome]}</Badge>
          </td>
          <td>{t.checks[line.check]}</td>
          {line.outcome === 'not-asked' ? (
            <td className="soft">{t.reasons[line.reason]}</td>
          ) : (
            <td className="mono">{line.detail}</td>
          )}
        </tr>
      ))}
    </Table>
  );
}
