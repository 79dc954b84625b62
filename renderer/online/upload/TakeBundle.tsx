// Takes a bundle from the offline side, and asks for the words of it before its own are shown.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { IncomingView } from '#shared/contract/online/exchange-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { WordRows } from '#renderer/ui/WordRows.tsx';

interface TakeBundleProps {
  /** What is chosen, as in "the bundle with the restore blob". */
  readonly what: string;
  readonly readBackLabel: string;
  readonly incoming: IncomingView;
  /** The words as typed so far. */
  readonly rows: readonly string[];
  readonly onRows: (rows: readonly string[]) => void;
}

export type ReadBackOfBundle = Extract<IncomingView, { phase: 'accepted' }>['readBack'];

export function TakeBundle({ what, readBackLabel, incoming, rows, onRows }: TakeBundleProps) {
  const t = useTexts('online').pages.upload;
  return (
    <section className="card stack" aria-label={t.bundleStep}>
      <h2>{t.bundleStep}</h2>
      {incoming.phase === 'accepted' && (
        <>
          <div className="row">
            <Badge tone="good">{t.taken}</Badge>
          </div>
          <p className="mono">{incoming.bundle.name}</p>
          <Words label={readBackLabel} readBack={incoming.readBack} rows={rows} onRows={onRows} />
        </>
      )}
      <Take what={incoming.phase === 'none' ? what : t.another} isFirst={incoming.phase === 'none'} />
    </section>
  );
}

interface WordsProps extends Pick<TakeBundleProps, 'rows' | 'onRows'> {
  readonly label: string;
  readonly readBack: ReadBackOfBundle;
}

function Words({ label, readBack, rows, onRows }: WordsProps) {
  const t = useTexts('online').pages.upload;
  const { locked, tries } = useTexts('ceremony').words;
  switch (readBack.phase) {
    case 'asking':
      return (
        <section className="stack" data-tight aria-label={label}>
          <div className="row spread">
            <h2>{label}</h2>
            <Badge tone={readBack.triesLeft > 1 ? 'plain' : 'warn'}>{tries(readBack.triesLeft)}</Badge>
          </div>
          <WordRows places={readBack.places} rows={rows} onChange={onRows} />
        </section>
      );
    case 'locked':
      return <Notice tone="warn">{locked}</Notice>;
    case 'agreed':
      return <Fingerprint label={t.agreed} sha256={readBack.payloadSha256} show="both" />;
  }
}

function Take({ what, isFirst }: { readonly what: string; readonly isFirst: boolean }) {
  const [file, setFile] = useState<PickedFile | null>(null);
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.upload;
  return (
    <div className="stack" data-tight>
      <PickFile what={what} kind="bundle" picked={file} onPicked={setFile} />
      {file !== null && (
        <div className="actions">
          <Action
            kind={isFirst ? 'primary' : 'plain'}
            isPending={isWaiting}
            onPress={() => void action(() => online.exchange.takeIncoming({ file: file.token }))}
          >
            {isFirst ? t.take : t.takeAnother}
          </Action>
        </div>
      )}
    </div>
  );
}
