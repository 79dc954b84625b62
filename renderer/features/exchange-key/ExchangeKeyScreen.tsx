// The exchange key: the most dangerous thing of a recovery. Its bundle is taken, each check shown, and words compared with the other side.
import { useState } from 'react';
import type { ExchangeKeyView, RecoveryView, View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useDesk } from '../../store/desk-store.ts';
import { useStore } from '../../store/store.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Refused } from '../../ui/Refused.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { areTwo, asCall, suggested } from '../ceremony/people.ts';
import { PeopleFields } from '../ceremony/PeopleFields.tsx';
import { ReadBack } from '../ceremony/ReadBack.tsx';
import { Checks } from './Checks.tsx';
import { LoadExchangeKey } from './LoadExchangeKey.tsx';
import { Unattested, UnattestedNotice } from './Unattested.tsx';

type Shown<Phase extends ExchangeKeyView['phase']> = Extract<ExchangeKeyView, { phase: Phase }>;

export function ExchangeKeyScreen({ view }: { readonly view: View }) {
  const { exchangeKey, recovery } = view;
  if (recovery === null) return null;
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
      <State exchangeKey={exchangeKey} recovery={recovery} />
      {exchangeKey.phase !== 'unconfirmed' && <LoadExchangeKey view={view} isAgain={exchangeKey.phase !== 'none'} />}
    </Screen>
  );
}

interface StateProps {
  readonly exchangeKey: ExchangeKeyView;
  readonly recovery: RecoveryView;
}

function State({ exchangeKey, recovery }: StateProps) {
  switch (exchangeKey.phase) {
    case 'none':
      return null;
    case 'refused':
      return <RefusedKey exchangeKey={exchangeKey} recovery={recovery} />;
    case 'locked':
      return <Refused fault={{ code: 'WORDS_LOCKED' }} title="This exchange key is not accepted" />;
    case 'unconfirmed':
      return <Compare exchangeKey={exchangeKey} recovery={recovery} />;
    case 'confirmed':
      return <Confirmed exchangeKey={exchangeKey} />;
  }
}

function RefusedKey({ exchangeKey, recovery }: StateProps & { readonly exchangeKey: Shown<'refused'> }) {
  const texts = useTexts('ceremony');
  const openDesk = useDesk((store) => store.openDesk);
  const failed = exchangeKey.checks.find(({ outcome }) => outcome === 'failed');
  return (
    <>
      {failed?.fault !== undefined && <Refused fault={failed.fault} title="This exchange key is refused" />}
      {exchangeKey.unattested ? (
        <Unattested recovery={recovery} />
      ) : (
        <div className="actions">
          <Action
            kind="primary"
            onPress={() => {
              openDesk('incident');
            }}
          >
            {texts.failed.incident}
          </Action>
        </div>
      )}
      <Checks checks={exchangeKey.checks} isOpen />
    </>
  );
}

function Compare({ exchangeKey, recovery }: StateProps & { readonly exchangeKey: Shown<'unconfirmed'> }) {
  const { words, host, checks } = exchangeKey;
  const [by, setBy] = useState(() => suggested(recovery.plan, 'OP', 'W1'));
  const { deed, look, isWaiting } = useStore();
  const compare = async (typed: string[]): Promise<void> => {
    if (await deed(() => lifeboat.exchangeKey.confirmWords({ words: typed, by: asCall(by) }))) look('exchange-key');
  };
  const second = recovery.plan.people.find(({ roles }) => roles.includes('RO2'));
  const phone = second?.phone ?? null;
  return (
    <>
      <UnattestedNotice exchangeKey={exchangeKey} />
      <ReadBack
        key={words.places.join()}
        heading={
          <>
            {exchangeKey.exception === null ? 'All checks passed. ' : ''}Now the <Term name="read-back" />
          </>
        }
        lead={
          <>
            Call the number from the paper plan{phone !== null && <> ({phone})</>}. The second operator
            {second !== undefined && <> ({second.name})</>} reads all 32 words of{' '}
            <strong className="mono">{host}</strong> from their own sheet. Type the words at these places. This screen
            shows nothing of its own until they fit.
          </>
        }
        words={words}
        isReady={areTwo(by)}
        isPending={isWaiting}
        onCompare={(typed) => void compare(typed)}
      >
        <PeopleFields plan={recovery.plan} by={by} onChange={setBy} />
      </ReadBack>
      <Checks checks={checks} />
    </>
  );
}

function Confirmed({ exchangeKey }: { readonly exchangeKey: Shown<'confirmed'> }) {
  const look = useStore((store) => store.look);
  return (
    <>
      <UnattestedNotice exchangeKey={exchangeKey} />
      <section className="card stack" aria-label="Accepted exchange key">
        <Notice tone="good">
          Accepted for <strong className="mono">{exchangeKey.host}</strong>, fetched and signed by{' '}
          {exchangeKey.signers.map(({ holder }) => holder).join(' and ')}. Now read the hexadecimal form aloud to the
          other side; they compare it with their own sheet.
        </Notice>
        <Fingerprint label="SHA-256 of the exchange certificate" sha256={exchangeKey.certificateSha256} show="both" />
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
