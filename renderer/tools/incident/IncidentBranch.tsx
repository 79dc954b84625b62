// The incident branch: the steps of the printed incident sheet, one after the other, as a part of whatever screen it began on.
import { useState } from 'react';
import { incidentSheet } from '#shared/ceremony/blocks.ts';
import type { AppSide } from '#shared/contract/tools/papers.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Refused } from '#renderer/ui/Refused.tsx';
import { ThreeValues } from './ThreeValues.tsx';

interface IncidentBranchProps {
  /** Why it began; undefined where people opened it themselves. */
  readonly fault?: Fault | undefined;
  readonly side: AppSide;
  readonly onLeave?: (() => void) | undefined;
}

type Outside = 'no' | 'yes';

export function IncidentBranch({ fault, side, onLeave }: IncidentBranchProps) {
  const [done, setDone] = useState(0);
  const [outside, setOutside] = useState<Outside | null>(null);
  const openTools = useTools((store) => store.openTools);
  const t = useTexts('incident');
  const { ceremony } = useSpokenTexts();
  // Step I5 is for a blob that was outside the room.
  const steps = incidentSheet(side === 'offline' ? 'OP' : 'RO1').steps.filter(
    ({ id }) => id !== 'I5' || outside !== 'no',
  );
  return (
    <section className="stack" aria-label={t.title}>
      <Notice tone="warn">{t.stop}</Notice>
      {fault && <Refused fault={fault} title={t.because} />}
      <ol className="incident" aria-label={t.steps}>
        {steps.slice(0, done + 1).map(({ id, who }, at) => (
          <li key={id} className="card stack" data-tight>
            <div className="row spread">
              <h2>
                {id} <span className="soft">{who.join(', ')}</span>
              </h2>
              {at < done && <Badge tone="good">{t.isDone}</Badge>}
            </div>
            <p className="measure">{ceremony.steps[id]?.act}</p>
            {id === 'I3' && <ThreeValues />}
            {id === 'I4' && <OutsideChoice value={outside} onChange={setOutside} />}
            {at === done && (
              <div className="actions">
                <Action kind="primary" isDisabled={id === 'I4' && outside === null} onPress={() => setDone(done + 1)}>
                  {t.done}
                </Action>
              </div>
            )}
          </li>
        ))}
      </ol>
      {done >= steps.length && (
        <div role="status" className="stack" data-tight>
          <Notice>{t.end}</Notice>
          <div className="actions">
            <Action kind="primary" onPress={() => openTools('journal')}>
              {t.write}
            </Action>
          </div>
        </div>
      )}
      {onLeave && (
        <div className="actions">
          <Action kind="stop" onPress={onLeave}>
            {t.leave}
          </Action>
          <span className="soft">{t.leaveDetail}</span>
        </div>
      )}
    </section>
  );
}

interface OutsideChoiceProps {
  readonly value: Outside | null;
  readonly onChange: (value: Outside) => void;
}

function OutsideChoice({ value, onChange }: OutsideChoiceProps) {
  const t = useTexts('incident').outside;
  return (
    <>
      <Choices
        legend={t.legend}
        isInColumns
        value={value}
        onChange={onChange}
        choices={(['no', 'yes'] as const).map((each) => ({ value: each, title: t[each] }))}
      />
      {value === 'no' && <Notice>{t.restart}</Notice>}
    </>
  );
}
