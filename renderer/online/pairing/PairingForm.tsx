// Pairing with the offline machine: main asks for words and number; here it says what came of it.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { online } from '../../online-bridge.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Ask } from '../step/Ask.tsx';

export function PairingForm({ view: { peers } }: { readonly view: OnlineView }) {
  const t = useTexts('online').pages.pairing;
  const { words } = useTexts('ceremony');
  const { issued, code, offlineKeyId } = peers;
  switch (peers.words?.phase) {
    case undefined:
      return <Notice tone="warn">{t.noPeer}</Notice>;
    case 'locked':
      return <Notice tone="warn">{words.locked}</Notice>;
    case 'asking':
      return <Ask ask={() => online.peers.pair(null)}>{words.compare}</Ask>;
    case 'agreed':
      return (
        <section className="card stack" aria-label={t.key}>
          <Notice tone="good">{t.compared}</Notice>
          {offlineKeyId !== null && <Fingerprint label={t.keyId} sha256={offlineKeyId} />}
          <p className="soft">{t.issued}</p>
          <p className="mono spoken">{inGroups(issued ?? '')}</p>
          {code !== null && <Fingerprint label={t.ourWords} sha256={code} show="words" />}
        </section>
      );
  }
}

/** Groups of four, as people read them aloud. */
const inGroups = (hex: string): string => hex.match(/.{1,4}/gu)?.join(' ') ?? hex;
