// The branch for an exchange key without attestation: two named people answer for it, with its fingerprint typed and a reason.
import { useState } from 'react';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { HeldButton } from '#renderer/ui/Hold.tsx';
import { areTwoNames, Names, namesAsCall, nobodyNamed } from '#renderer/tools/emergency/Names.tsx';

export function AcceptUnattested() {
  const shared = useTexts('ceremony').unattested;
  const t = useTexts('emergency').unattested;
  const { action, isWaiting } = useStore();
  const [fingerprint, setFingerprint] = useState('');
  const [reason, setReason] = useState('');
  const [by, setBy] = useState(nobodyNamed);
  const isWhole = fingerprint.trim() !== '' && reason.trim() !== '' && areTwoNames(by);
  const accept = async (): Promise<void> => {
    await action(() =>
      lifeboat.emergency.acceptUnattested({ by: namesAsCall(by), reason: reason.trim(), fingerprint }),
    );
  };
  return (
    <section className="refusal stack" aria-label={shared.region}>
      <h2>{shared.heading}</h2>
      <p className="measure">{shared.warning}</p>
      <p className="measure">{t.lead}</p>
      <Field label={t.fingerprint} value={fingerprint} onChange={setFingerprint} isMono maxLength={200} />
      <Field label={shared.reason} value={reason} onChange={setReason} />
      <Names by={by} onChange={setBy} />
      <HeldButton isDisabled={!isWhole || isWaiting} onDone={() => void accept()}>
        {shared.accept}
      </HeldButton>
    </section>
  );
}
