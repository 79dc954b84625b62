// While somebody signs in. A code that is typed elsewhere is shown by main alone.
import type { AccountView } from '#shared/contract/online/account-view.ts';
import { timeSpan } from '#shared/formatting/date-time.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { useNow } from '#renderer/ui/use-now.ts';

type SigningInProps = Omit<Extract<AccountView, { phase: 'signing-in' }>, 'phase'>;

export function SigningIn({ way, sinceUtc }: SigningInProps) {
  const action = useOnline((store) => store.action);
  const now = useNow();
  const t = useTexts('online').account;
  return (
    <section {...resultMark} className="card stack" aria-label={t.code.title}>
      <p role="status">{way === 'device-code' ? t.code.awaited : t.otherWay[way]}</p>
      <p className="soft">{t.code.waits(timeSpan(now - Date.parse(sinceUtc)))}</p>
      <div className="actions">
        <Action onPress={() => void action(() => online.account.cancel(null))}>{t.code.cancel}</Action>
      </div>
    </section>
  );
}
