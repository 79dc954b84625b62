// A step that takes a bundle from the offline side, whose words people compare in main's own view before the call is made.
import type { ReactNode } from 'react';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { Result } from '#shared/faults/fault.ts';
import { online } from '../../online-bridge.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { TakeFile } from '../exchange-key/TakeFile.tsx';
import { Ask } from '../step/Ask.tsx';

interface BundleStepProps {
  readonly view: OnlineView;
  readonly texts: Readonly<Record<'bundle' | 'action', string>>;
  /** Whether the children are filled in so that the step can be made; undefined where nothing is to be filled in. */
  readonly isFilledIn?: boolean | undefined;
  readonly make: () => Promise<Result<OnlineView>>;
  /** What must stand right above the button. */
  readonly children?: ReactNode;
}

export function BundleStep({ view: { incoming }, texts, isFilledIn, make, children }: BundleStepProps) {
  const t = useTexts('online').pages.upload;
  const { locked } = useTexts('ceremony').words;
  const isTaken = incoming.phase === 'accepted';
  return (
    <>
      <section className="card stack" aria-label={t.bundleStep}>
        <h2>{t.bundleStep}</h2>
        {isTaken && (
          <>
            <div className="row">
              <Badge tone="good">{t.taken}</Badge>
            </div>
            <p className="mono">{incoming.bundle.name}</p>
            {incoming.readBack.phase === 'locked' && <Notice tone="warn">{locked}</Notice>}
            {incoming.readBack.phase === 'agreed' && (
              <Fingerprint label={t.agreed} sha256={incoming.readBack.payloadSha256} show="both" />
            )}
          </>
        )}
        <TakeFile
          key={isTaken ? incoming.bundle.name : ''}
          what={isTaken ? t.another : texts.bundle}
          kind="bundle"
          action={isTaken ? t.takeAnother : t.take}
          take={online.exchange.takeIncoming}
        />
      </section>
      {isTaken && incoming.readBack.phase !== 'locked' && (
        <section className="stack" aria-label={texts.action}>
          {children}
          {/* Another bundle is another question. */}
          <Ask key={incoming.bundle.name} ask={make} {...(isFilledIn === undefined ? {} : { isFilledIn })}>
            {texts.action}
          </Ask>
        </section>
      )}
    </>
  );
}
