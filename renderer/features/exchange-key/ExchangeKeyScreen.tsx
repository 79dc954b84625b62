// The exchange key: the most dangerous file of a recovery. Load it, see each check, and compare words with the other side.
import type { ExchangeKeyView, View } from '../../../shared/contract/offline/view.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Refused } from '../../ui/Refused.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { Checks } from './Checks.tsx';
import { LoadExchangeKey } from './LoadExchangeKey.tsx';
import { ReadBackWords } from './ReadBackWords.tsx';

export function ExchangeKeyScreen({ view }: { readonly view: View }) {
  const { exchangeKey } = view;
  return (
    <Screen
      title="The exchange key"
      lead={
        <>
          Whatever is locked to the <Term name="exchange key" /> belongs to whoever made it. So it must prove itself,
          and people must compare it, before any share is opened.
        </>
      }
    >
      <State exchangeKey={exchangeKey} />
      {exchangeKey.phase !== 'unconfirmed' && <LoadExchangeKey view={view} isAgain={exchangeKey.phase !== 'none'} />}
    </Screen>
  );
}

function State({ exchangeKey }: { readonly exchangeKey: ExchangeKeyView }) {
  const look = useStore((store) => store.look);
  switch (exchangeKey.phase) {
    case 'none':
      return null;
    case 'refused':
      return (
        <>
          <FirstFailure exchangeKey={exchangeKey} />
          <Checks checks={exchangeKey.checks} isOpen />
        </>
      );
    case 'locked':
      return <Refused fault={{ code: 'WORDS_LOCKED' }} title="This exchange key is not accepted" />;
    case 'unconfirmed':
      return (
        <>
          <ReadBackWords places={exchangeKey.places} triesLeft={exchangeKey.triesLeft} host={exchangeKey.host} />
          <Checks checks={exchangeKey.checks} />
        </>
      );
    case 'confirmed':
      return (
        <>
          <section className="card stack" aria-label="Accepted exchange key">
            <Notice tone="good">
              Accepted for <strong className="mono">{exchangeKey.host}</strong>. Now read the hexadecimal form aloud to
              the other side; they compare it with their own sheet.
            </Notice>
            <Fingerprint
              label="SHA-256 of the exchange certificate"
              sha256={exchangeKey.certificateSha256}
              show="both"
            />
            <div className="actions">
              <Action
                kind="primary"
                onPress={() => {
                  look(undefined);
                }}
              >
                Both sides agree: go on
              </Action>
            </div>
          </section>
          <Checks checks={exchangeKey.checks} />
        </>
      );
  }
}

function FirstFailure({ exchangeKey }: { readonly exchangeKey: Extract<ExchangeKeyView, { phase: 'refused' }> }) {
  const failed = exchangeKey.checks.find(({ outcome }) => outcome === 'failed');
  if (failed?.fault === undefined) return null;
  return <Refused fault={failed.fault} title="This exchange key is refused" />;
}
