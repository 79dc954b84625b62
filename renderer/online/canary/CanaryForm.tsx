// The test key: made in the HSM before its first backup, used at once, and its public half written down.
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

export function CanaryForm() {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.canary;
  return (
    <>
      <Notice>{t.role}</Notice>
      <div className="actions">
        <Action kind="primary" isPending={isWaiting} onPress={() => void action(() => online.steps.canary(null))}>
          {t.action}
        </Action>
      </div>
    </>
  );
}
