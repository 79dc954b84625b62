// A healthy HSM: who is signed in, what is compared, the light with its reasons, and a backup outside of a ceremony.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { CopyableFact } from '#renderer/ui/Copy.tsx';
import { Action } from '#renderer/ui/Action.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { SignInCards } from '../account/SignInCards.tsx';
import { BackUpNow } from './BackUpNow.tsx';
import { FindConsumers } from './FindConsumers.tsx';
import { Light, type OpenHsm } from './Light.tsx';
import { InspectForm } from './InspectForm.tsx';

interface ReadinessPageProps {
  readonly view: OnlineView;
  readonly hsm: OpenHsm;
}

export function ReadinessPage({ view: { account, written, consumers }, hsm }: ReadinessPageProps) {
  const { page: t, written: files } = useTexts('readiness');
  const { look, backup, practice, name } = hsm;
  return (
    <Screen title={t.title(name)} lead={t.lead} state={`${account.phase} ${look.phase} ${backup.phase}`}>
      {look.phase !== 'not-looked' && <Light look={look} />}
      {account.phase === 'signed-in' ? (
        <>
          <InspectForm look={look} />
          <BackUpNow backup={backup} />
          <FindConsumers consumers={consumers} />
        </>
      ) : (
        <SignInCards account={account} practice={practice} />
      )}
      {written.length > 0 && (
        <section className="card stack" data-tight aria-label={files}>
          <h2>{files}</h2>
          <WrittenFiles files={written} />
        </section>
      )}
      <About hsm={hsm} account={account} />
    </Screen>
  );
}

function About({ hsm, account }: { readonly hsm: OpenHsm } & Pick<OnlineView, 'account'>) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('readiness').page;
  const { uri, container, place, identity, backup } = hsm;
  return (
    <section className="card stack" data-tight aria-label={t.about}>
      <h2>{t.about}</h2>
      <dl className="facts">
        <dt>{t.hsm}</dt>
        <CopyableFact what={t.hsm} value={uri} />
        <dt>{t.container}</dt>
        <dd className="mono">{container}</dd>
        <dt>{t.place}</dt>
        <dd className="mono">{place === null ? t.noPlace : `${place.subscription}, ${place.resourceGroup}`}</dd>
        <dt>{t.identity}</dt>
        <dd className="mono">{identity ?? t.noIdentity}</dd>
        {account.phase === 'signed-in' && (
          <>
            <dt>{t.account}</dt>
            <dd>{account.name}</dd>
          </>
        )}
      </dl>
      <div className="actions">
        {account.phase === 'signed-in' && (
          <Action isPending={isWaiting} onPress={() => void action(() => online.account.signOut(null))}>
            {t.signOut}
          </Action>
        )}
        <Action
          kind="quiet"
          isDisabled={isWaiting || backup.phase === 'running'}
          onPress={() => void action(() => online.session.leave(null))}
        >
          {t.leave}
        </Action>
      </div>
    </section>
  );
}
