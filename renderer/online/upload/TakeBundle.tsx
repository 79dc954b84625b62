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
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { SpokenCode } from '../step/SpokenCode.tsx';

interface TakeBundleProps {
  /** What is chosen, as in "the bundle with the restore blob". */
  readonly what: string;
  readonly readBackLabel: string;
  readonly incoming: IncomingView;
  /** The words as typed so far. */
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

export function TakeBundle({ what, readBackLabel, incoming, typed, onTyped }: TakeBundleProps) {
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
          {incoming.readBack.phase === 'awaited' ? (
            <SpokenCode
              label={readBackLabel}
              note={t.readBackNote(incoming.readBack.triesLeft)}
              value={typed}
              onChange={onTyped}
            />
          ) : (
            <Fingerprint label={t.agreed} sha256={incoming.readBack.payloadSha256} show="both" />
          )}
        </>
      )}
      <Take what={incoming.phase === 'none' ? what : t.another} isFirst={incoming.phase === 'none'} />
    </section>
  );
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
