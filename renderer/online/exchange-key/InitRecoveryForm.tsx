// Recovery mode: the HSM gives out its exchange key. Once.
import { online } from '../../online-bridge.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Ask } from '../step/Ask.tsx';

export function InitRecoveryForm() {
  const t = useTexts('online').pages['init-recovery'];
  return (
    <>
      <Notice tone="warn">{t.warn}</Notice>
      <Ask ask={() => online.steps.initRecovery(null)}>{t.action}</Ask>
    </>
  );
}
