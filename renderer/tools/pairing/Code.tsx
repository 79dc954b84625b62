// The code of a pairing, with the two machines that it stands for.
import type { ReactNode } from 'react';
import type { Pairing } from '#shared/contract/tools/pairing.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';

/** What an action needs to know the pair. */
export interface Pair {
  readonly ceremony: string;
  readonly offline: string;
  readonly online: string;
}

export function Code({ pairing, children }: { readonly pairing: Pairing; readonly children: ReactNode }) {
  const t = useTexts('pairing');
  const { word } = useSpokenTexts();
  return (
    <section className="card stack" aria-label={t.code}>
      {children}
      <dl className="facts">
        <dt>{t.offlineMachine}</dt>
        <dd>{t.heldBy(word(pairing.offline.role), pairing.offline.holder)}</dd>
        <dt>{t.onlineMachine}</dt>
        <dd>{t.heldBy(word(pairing.online.role), pairing.online.holder)}</dd>
      </dl>
      <Fingerprint label={t.codeLabel} sha256={pairing.code} show="both" />
    </section>
  );
}
