// The account that works here: signed out, signing in, refused, or signed in and beside the plan.
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Screen } from '#renderer/ui/Screen.tsx';
import type { ActingProps } from '../pages.ts';
import { SignedIn } from './SignedIn.tsx';
import { SignInCards } from './SignInCards.tsx';

/** Who it is, people have said in main's own view; only what is not as it should be is read here before anybody goes on. */
function goOnIfAllAgrees(): void {
  const { view, look } = useOnline.getState();
  if (view?.account.phase === 'signed-in' && view.account.checks.every(({ outcome }) => outcome === 'ok'))
    look(undefined);
}

export function AccountPage({ view: { account }, ceremony: { practice } }: ActingProps) {
  const t = useTexts('online').account;
  return (
    <Screen
      title={practice ? t.practiceTitle : t.title}
      lead={practice ? t.practiceLead : t.lead}
      state={account.phase}
    >
      {account.phase === 'signed-in' ? (
        <SignedIn account={account} />
      ) : (
        <SignInCards account={account} practice={practice} onSignedIn={goOnIfAllAgrees} />
      )}
    </Screen>
  );
}
