// The exchange key: the most dangerous thing of a recovery. Its bundle is taken, each check shown, and words compared with the other side.
import type { ExchangeKeyView } from '#shared/contract/offline/exchange-key-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Refused } from '#renderer/ui/Refused.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import { Checks } from '#renderer/tools/exchange-key/Checks.tsx';
import { Ask } from '../frame/Ask.tsx';
import { LoadExchangeKey } from './LoadExchangeKey.tsx';
import { Unattested, UnattestedNotice } from './Unattested.tsx';

type Shown<Phase extends ExchangeKeyView['phase']> = Extract<ExchangeKeyView, { phase: Phase }>;

export function ExchangeKeyScreen({ view }: { readonly view: View }) {
  const t = useTexts('exchangeKey');
  const { exchangeKey, recovery } = view;
  if (recovery === null) return null;
  return (
    <Screen
      title={t.title}
      state={exchangeKey.phase}
      lead={<Rich text={t.lead} tags={{ term: (words) => <Term name="exchange key">{words}</Term> }} />}
    >
      <State exchangeKey={exchangeKey} />
      {exchangeKey.phase !== 'unconfirmed' && <LoadExchangeKey view={view} isAgain={exchangeKey.phase !== 'none'} />}
    </Screen>
  );
}

function State({ exchangeKey }: { readonly exchangeKey: ExchangeKeyView }) {
  const { words } = useTexts('ceremony');
  switch (exchangeKey.phase) {
    case 'none':
      return null;
    case 'refused':
      return <RefusedKey exchangeKey={exchangeKey} />;
    case 'locked':
      // What happened is said above the page, as of every check that stands failed.
      return <Notice tone="warn">{words.locked}</Notice>;
    case 'unconfirmed':
      return <Compare exchangeKey={exchangeKey} />;
    case 'confirmed':
      return <Confirmed exchangeKey={exchangeKey} />;
  }
}

function RefusedKey({ exchangeKey }: { readonly exchangeKey: Shown<'refused'> }) {
  const t = useTexts('exchangeKey');
  const { failed: texts } = useTexts('ceremony');
  const openTools = useTools((store) => store.openTools);
  const failed = exchangeKey.checks.find(({ outcome }) => outcome === 'failed');
  return (
    <>
      {failed?.fault !== undefined && <Refused fault={failed.fault} title={t.refused} />}
      {exchangeKey.unattested ? (
        <Unattested accept={() => lifeboat.exchangeKey.acceptUnattested(null)} />
      ) : (
        <div className="actions">
          <Action kind="primary" onPress={() => openTools('incident')}>
            {texts.incident}
          </Action>
        </div>
      )}
      <Checks checks={exchangeKey.checks} isOpen />
    </>
  );
}

function Compare({ exchangeKey }: { readonly exchangeKey: Shown<'unconfirmed'> }) {
  const { compare } = useTexts('ceremony').words;
  return (
    <>
      <UnattestedNotice exchangeKey={exchangeKey} />
      <Ask ask={() => lifeboat.exchangeKey.confirmWords(null)}>{compare}</Ask>
      <Checks checks={exchangeKey.checks} />
    </>
  );
}

function Confirmed({ exchangeKey }: { readonly exchangeKey: Shown<'confirmed'> }) {
  const t = useTexts('exchangeKey').confirmed;
  const look = useStore((store) => store.look);
  const signers = exchangeKey.signers.map(({ holder }) => holder).join(` ${t.and} `);
  return (
    <>
      <UnattestedNotice exchangeKey={exchangeKey} />
      <section {...resultMark} className="card stack" aria-label={t.region}>
        <Notice tone="good">
          <Rich
            text={t.text}
            tags={{
              host: () => <strong className="mono">{exchangeKey.host}</strong>,
              signers: () => signers,
            }}
          />
        </Notice>
        <Fingerprint label={t.sha256} sha256={exchangeKey.certificateSha256} show="both" />
        <div className="actions">
          <ContinueButton look={look}>{t.goOn}</ContinueButton>
        </div>
      </section>
      <Checks checks={exchangeKey.checks} />
    </>
  );
}
