// What was verified of a bundle, and what was not.
import type { ReactNode } from 'react';
import type { BundleView } from '#shared/contract/tools/bundles.ts';
import { useSpokenTexts, useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

interface BundleFactsProps {
  readonly bundle: BundleView;
  /** What to do with it now. */
  readonly children?: ReactNode;
}

export function BundleFacts({ bundle, children }: BundleFactsProps) {
  const moment = useMoment();
  const { type, seq, ceremony, practice, issued, signers, exchange, hsmUri, payloadSha256, noted } = bundle;
  const t = useTexts('bundle').facts;
  const { word } = useSpokenTexts();
  const practiceText = useTexts('tools').practice;
  return (
    <FocusedResult label={t.region}>
      {practice && <Notice tone="warn">{practiceText}</Notice>}
      <Notice tone={noted === 'draft' ? 'warn' : 'good'}>{t.noted[noted]}</Notice>
      {children}
      <dl className="facts">
        <dt>{t.bundle}</dt>
        <dd>
          <strong>{word(type)}</strong>, {t.number(seq, ceremony)}
        </dd>
        <dt>{t.signedBy}</dt>
        <dd>{signers.map(({ role, holder }) => `${word(role)} (${holder})`).join(', ')}</dd>
        <dt>{t.hsm}</dt>
        <dd className="mono">{hsmUri}</dd>
        <dt>{t.issued}</dt>
        <dd>{moment(issued)}</dd>
      </dl>
      <Fingerprint label={t.content} sha256={payloadSha256} show="both" />
      {exchange !== null && <Fingerprint label={t.exchange} sha256={exchange} />}
    </FocusedResult>
  );
}
