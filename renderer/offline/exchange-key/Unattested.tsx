// The branch for an exchange key without attestation: two people answer for it with a reason, and it stays written everywhere.
import { useState } from 'react';
import type { ExchangeKeyView } from '#shared/contract/offline/exchange-key-view.ts';
import type { RecoveryView } from '#shared/contract/offline/recovery-view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { HeldButton } from '#renderer/ui/Hold.tsx';
import { areTwo, asCall, nobodyYet, type TwoPeople } from '../ceremony/people.ts';
import { PeopleFields } from '../ceremony/PeopleFields.tsx';
import { emptySheet, isWhole, typedSheet } from '#shared/formatting/exception-sheet.ts';

export function Unattested({ recovery }: { readonly recovery: RecoveryView }) {
  const t = useTexts('ceremony').unattested;
  const ceremony = useTexts('ceremony');
  const { plan } = recovery;
  const [by, setBy] = useState<TwoPeople>(nobodyYet);
  const [reason, setReason] = useState('');
  const [initials, setInitials] = useState('');
  const { action, isWaiting } = useStore();
  const names = by.map((id) => plan.people.find((person) => person.id === id)?.name ?? '');
  const typed = {
    ...emptySheet,
    expected: t.expected,
    happened: t.happened,
    options: t.options,
    decision: reason,
    decidedBy: names.join(', '),
    initials,
    affectsTrust: 'yes' as const,
  };
  const accept = async (): Promise<void> => {
    const sheet = typedSheet(typed, 'B6');
    await action(() => lifeboat.exchangeKey.acceptUnattested({ by: asCall(by), sheet }));
  };
  return (
    <section className="refusal stack" aria-label={t.region}>
      <h2>{t.heading}</h2>
      <p className="measure">{t.warning}</p>
      <Field label={t.reason} value={reason} onChange={setReason} isLong />
      <PeopleFields plan={plan} by={by} onChange={setBy} />
      <div className="measure">
        <Field
          label={ceremony.exception.initials}
          value={initials}
          onChange={setInitials}
          description={ceremony.exception.initialsNote}
        />
      </div>
      <HeldButton isDisabled={!areTwo(by) || !isWhole(typed, 2) || isWaiting} onDone={() => void accept()}>
        {t.accept}
      </HeldButton>
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
