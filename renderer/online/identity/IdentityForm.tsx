// The identity for the storage: attached to an HSM that exists, beside those that it has.
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { PageProps } from '../pages.ts';

export function IdentityForm({ ceremony: { plan } }: PageProps) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.identity;
  return (
    <>
      <Notice>{t.role}</Notice>
      <section className="card stack" aria-label={t.title}>
        <dl className="facts">
          <dt>{t.hsm}</dt>
          <dd className="mono">{plan.target.name}</dd>
          <dt>{t.name}</dt>
          <dd className="mono">{plan.backup?.identity}</dd>
        </dl>
        <div className="actions">
          <Action kind="primary" isPending={isWaiting} onPress={() => void action(() => online.steps.identity(null))}>
            {t.action}
          </Action>
        </div>
      </section>
    </>
  );
}
