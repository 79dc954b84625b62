// The account that works here: signed out, signing in, refused, or signed in and beside the plan.
import type { ReactNode } from 'react';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Refused } from '#renderer/ui/Refused.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import type { ActingProps } from '../pages.ts';
import { PracticeForm } from './PracticeForm.tsx';
import { SignedIn } from './SignedIn.tsx';
import { SignInForm } from './SignInForm.tsx';
import { SigningIn } from './SigningIn.tsx';

export function AccountPage({ view: { account }, ceremony }: ActingProps) {
  const t = useTexts('online').account;
  const { practice } = ceremony;
  const form = practice ? <PracticeForm /> : <SignInForm />;
  const body = (): ReactNode => {
    switch (account.phase) {
      case 'signed-out':
        return form;
      case 'signing-in':
        return <SigningIn {...account} />;
      case 'refused':
        return (
          <>
            <Refused fault={account.fault} title={t.refused} />
            {form}
          </>
        );
      case 'signed-in':
        return <SignedIn account={account} />;
    }
  };
  return (
    <Screen
      title={practice ? t.practiceTitle : t.title}
      lead={practice ? t.practiceLead : t.lead}
      state={account.phase}
    >
      {body()}
    </Screen>
  );
}
