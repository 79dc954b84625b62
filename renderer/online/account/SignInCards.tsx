// Signing in, until somebody is signed in: the forms, a sign-in under way, and why one was refused.
import type { AccountView } from '#shared/contract/online/account-view.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Refused } from '#renderer/ui/Refused.tsx';
import { PracticeForm } from './PracticeForm.tsx';
import { SignInForm } from './SignInForm.tsx';
import { SigningIn } from './SigningIn.tsx';

interface SignInCardsProps {
  readonly account: Exclude<AccountView, { phase: 'signed-in' }>;
  readonly practice: boolean;
}

export function SignInCards({ account, practice }: SignInCardsProps) {
  const t = useTexts('online').account;
  if (account.phase === 'signing-in') return <SigningIn {...account} />;
  return (
    <>
      {account.phase === 'refused' && <Refused fault={account.fault} title={t.refused} />}
      {practice ? <PracticeForm /> : <SignInForm />}
    </>
  );
}
