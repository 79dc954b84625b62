// The branch for an exchange key without attestation: two people answer for it with a reason, and it stays written everywhere.
import type { ExchangeKeyView } from '#shared/contract/offline/exchange-key-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Result } from '#shared/faults/fault.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';

/** @param accept in a recovery or an emergency; people answer in main's own view */
export function Unattested({ accept }: { readonly accept: () => Promise<Result<View>> }) {
  const t = useTexts('ceremony').unattested;
  const { action, isWaiting } = useStore();
  return (
    <section className="refusal stack" aria-label={t.region}>
      <h2>{t.heading}</h2>
      <p className="measure">{t.warning}</p>
      <div className="actions">
        <Action kind="stop" isPending={isWaiting} onPress={() => void action(accept)}>
          {t.accept}
        </Action>
      </div>
    </section>
  );
}

/** In red, wherever the key is shown afterwards. */
export function UnattestedNotice({ exchangeKey }: { readonly exchangeKey: ExchangeKeyView }) {
  const t = useTexts('ceremony').unattested;
  if (exchangeKey.phase === 'none' || exchangeKey.exception === null) return null;
  const { approvers, reason } = exchangeKey.exception;
  return (
    <section className="refusal" aria-label={t.region}>
      <p>
        <strong>{t.accepted(approvers.join(', '))}</strong> {reason}
      </p>
    </section>
  );
}
