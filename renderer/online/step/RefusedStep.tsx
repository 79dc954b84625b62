// A step that was refused: the refusal, and whether it may be tried again, needs an exception, or is an incident.
import type { Fault } from '#shared/faults/fault.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Refused } from '#renderer/ui/Refused.tsx';

interface RefusedStepProps {
  readonly fault: Fault;
  readonly atUtc: string;
  readonly again: 'yes' | 'exception';
  /** Set where the refusal may mean that the blob was made for a stranger's key. */
  readonly incident: string | null;
}

export function RefusedStep({ fault, atUtc, again, incident }: RefusedStepProps) {
  const moment = useMoment();
  const openTools = useTools((store) => store.openTools);
  const t = useTexts('online').step;
  return (
    <Refused fault={fault} title={incident === null ? t.refused.title : t.incident.title}>
      {incident !== null && <p>{t.incident.text}</p>}
      <p>
        {t.refused.when(moment(atUtc))} {again === 'yes' ? t.refused.again : t.refused.exception}
      </p>
      {incident !== null && (
        <div className="actions">
          <Action kind="stop" onPress={() => openTools('incident')}>
            {t.refused.incident}
          </Action>
        </div>
      )}
    </Refused>
  );
}
