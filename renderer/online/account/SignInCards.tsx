// Signing in, until somebody is signed in: the forms, a sign-in under way, and why one was refused.
import type { AccountView } from '#shared/contract/online/account-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Refused } from '#renderer/ui/Refused.tsx';
import { PracticeForm } from './PracticeForm.tsx';
import { SignInForm } from './SignInForm.tsx';
import type { SignIn } from './sign-in.ts';
import { SigningIn } from './SigningIn.tsx';

interface SignInCardsProps {
  readonly account: Exclude<AccountView, { phase: 'signed-in' }>;
  readonly practice: boolean;
  /** Once somebody is signed in. */
  readonly onSignedIn?: () => void;
}

export function SignInCards({ account, practice, onSignedIn }: SignInCardsProps) {
  const t = useTexts('online').account;
  const action = useOnline((store) => store.action);
  const signIn: SignIn = (order) =>
    void action(() => online.account.signIn(order)).then((isDone) => {
      if (isDone) onSignedIn?.();
    });
  if (account.phase === 'signing-in') return <SigningIn {...account} />;
  return (
    <>
      {account.phase === 'refused' && <Refused fault={account.fault} title={t.refused} />}
      {practice ? <PracticeForm onSignIn={signIn} /> : <SignInForm onSignIn={signIn} />}
    </>
  );
}
