// Recovery mode: the HSM gives out its exchange key. Once.
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Confirm } from '../step/Confirm.tsx';

export function InitRecoveryForm() {
  const action = useOnline((store) => store.action);
  const t = useTexts('online').pages['init-recovery'];
  return (
    <Confirm action={t.action} onDone={() => void action(() => online.steps.initRecovery(null))}>
      <Notice tone="warn">{t.warn}</Notice>
    </Confirm>
  );
}
