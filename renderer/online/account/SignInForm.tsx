// How somebody signs in to Azure. What is secret is typed in Lifeboat’s own view, not here.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { SignInWay } from '#shared/contract/online/account-view.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { areObjectIds, objectIdsIn } from '../step/ObjectIds.tsx';
import type { SignIn } from './sign-in.ts';

type Way = Exclude<SignInWay, 'practice'>;
type Order = Parameters<SignIn>[0];
const ways = ['device-code', 'browser', 'azure-cli', 'certificate', 'secret'] as const;

export function SignInForm({ onSignIn }: { readonly onSignIn: SignIn }) {
  const [way, setWay] = useState<Way>('device-code');
  const [clientId, setClientId] = useState('');
  const [certificate, setCertificate] = useState<PickedFile | null>(null);
  const isWaiting = useOnline((store) => store.isWaiting);
  const t = useTexts('online').account;
  const wanted = signInOf(way, objectIdsIn(clientId)[0], certificate);
  return (
    <section className="card stack" aria-label={t.title}>
      <Choices
        legend={t.way}
        isInColumns
        value={way}
        onChange={setWay}
        choices={ways.map((value) => ({ value, ...t.ways[value] }))}
      />
      {(way === 'secret' || way === 'certificate') && (
        <Field label={t.clientId} value={clientId} onChange={setClientId} isMono maxLength={40} />
      )}
      {way === 'certificate' && (
        <PickFile what={t.certificate} kind="certificate" picked={certificate} onPicked={setCertificate} />
      )}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={wanted === undefined || !areObjectIds(clientId)}
          isPending={isWaiting}
          onPress={() => {
            if (wanted) onSignIn(wanted);
          }}
        >
          {t.action}
        </Action>
      </div>
    </section>
  );
}

/** What is asked of main; undefined while something is missing. */
function signInOf(way: Way, clientId: string | undefined, certificate: PickedFile | null): Order | undefined {
  if (way !== 'secret' && way !== 'certificate') return { way };
  if (clientId === undefined) return undefined;
  if (way === 'secret') return { way, clientId };
  return certificate === null ? undefined : { way, clientId, certificate: certificate.token };
}
