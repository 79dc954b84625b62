// Begins with a healthy HSM: people type which one, and where its backups go, in main's own view.
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';

export function HsmForm() {
  const { action, look, isWaiting } = useOnline();
  const t = useTexts('readiness').form;
  const open = (): void => {
    look(undefined);
    void action(() => online.readiness.open(null));
  };
  return (
    <section className="card stack" aria-label={t.title}>
      <p className="measure">{t.note}</p>
      <div className="actions">
        <Action kind="primary" isPending={isWaiting} onPress={open}>
          {t.action}
        </Action>
      </div>
    </section>
  );
}
