// Pairing with the offline machine: two numbers by telephone, and its key compared by words.
import { useState } from 'react';
import type { PeersView } from '#shared/contract/online/ceremony-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { bareDigits } from '#shared/formatting/fingerprint.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { OurWords } from '#renderer/ui/OurWords.tsx';
import { ReadBack } from '#renderer/ui/ReadBack.tsx';

export function PairingForm({ view: { peers } }: { readonly view: OnlineView }) {
  const { refuse } = useOnline();
  return (
    <>
      <KeyCard peers={peers} />
      <NumbersCard peers={peers} />
      {peers.words !== null && <OurWords ask={() => online.peers.code(null)} onRefused={refuse} />}
    </>
  );
}

function KeyCard({ peers: { offlineKeyId, words } }: { readonly peers: PeersView }) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.pairing;
  const { locked } = useTexts('ceremony').words;
  if (offlineKeyId !== null) {
    return (
      <section className="card stack" aria-label={t.key}>
        <Notice tone="good">{t.compared}</Notice>
        <Fingerprint label={t.keyId} sha256={offlineKeyId} />
      </section>
    );
  }
  return words?.phase === 'asking' ? (
    <ReadBack
      // After an exception other places are asked.
      key={words.places.join()}
      heading={t.key}
      lead={t.words}
      words={words}
      isReady
      isPending={isWaiting}
      onCompare={(typed) => void action(() => online.peers.compare({ words: typed }))}
    />
  ) : (
    <Notice tone="warn">{words === null ? t.noPeer : locked}</Notice>
  );
}

const noncePattern = /^[0-9a-f]{32}$/;

function NumbersCard({ peers: { issued, noted } }: { readonly peers: PeersView }) {
  const [typed, setTyped] = useState('');
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.pairing;
  const challenge = bareDigits(typed);
  return (
    <section className="card stack" aria-label={t.numbers}>
      <h2>{t.numbers}</h2>
      <div>
        <p className="soft">{t.issued}</p>
        <p className="mono spoken">{issued === null ? t.noIssued : inGroups(issued)}</p>
      </div>
      {noted === null ? (
        <>
          <Field label={t.noted} description={t.notedNote} value={typed} onChange={setTyped} isMono maxLength={60} />
          <div className="actions">
            <Action
              isDisabled={!noncePattern.test(challenge) || isWaiting}
              onPress={() => void action(() => online.peers.noteChallenge({ challenge }))}
            >
              {t.note}
            </Action>
          </div>
        </>
      ) : (
        <div>
          <p className="row">
            <span className="soft">{t.noted}</span> <Badge tone="good">{t.notedAlready}</Badge>
          </p>
          <p className="mono spoken">{inGroups(noted)}</p>
        </div>
      )}
    </section>
  );
}

/** Groups of four, as people read them aloud. */
const inGroups = (hex: string): string => hex.match(/.{1,4}/gu)?.join(' ') ?? hex;
