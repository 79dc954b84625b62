// The account that works here: signed out, signing in, refused, or signed in and beside the plan.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Screen } from '#renderer/ui/Screen.tsx';
import type { ActingProps } from '../pages.ts';
import { SignedIn } from './SignedIn.tsx';
import { SignInCards } from './SignInCards.tsx';

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
        <SignInCards account={account} practice={practice} />
      )}
    </Screen>
  );
}
