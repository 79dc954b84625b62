// While somebody signs in: the code in large letters, and the one address where it is typed.
import type { AccountView } from '#shared/contract/online/account-view.ts';
import { timeSpan } from '#shared/formatting/date-time.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { useNow } from '#renderer/ui/use-now.ts';

type SigningInProps = Omit<Extract<AccountView, { phase: 'signing-in' }>, 'phase'>;

export function SigningIn({ way, sinceUtc, code }: SigningInProps) {
  const action = useOnline((store) => store.action);
  const now = useNow();
  const t = useTexts('online').account;
  const isCode = way === 'device-code';
  return (
    <section {...resultMark} className="card stack" aria-label={t.code.title}>
      {isCode && code !== null ? (
        <DeviceCode {...code} />
      ) : (
        <p role="status">{isCode ? t.code.awaited : t.otherWay[way]}</p>
      )}
      <p className="soft">{t.code.waits(timeSpan(now - Date.parse(sinceUtc)))}</p>
      <div className="actions">
        <Action onPress={() => void action(() => online.account.cancel(null))}>{t.code.cancel}</Action>
      </div>
    </section>
  );
}

function DeviceCode({ userCode, address }: { readonly userCode: string; readonly address: string }) {
  const t = useTexts('online').account.code;
  return (
    <>
      <ol className="numbered stack" data-tight>
        <li>
          {t.steps.open}
          <strong className="mono address">{address}</strong>
        </li>
        <li>
          {t.steps.type}
          {/* Letter by letter, so that a screen reader spells it. */}
          <strong className="mono device-code" role="status" aria-label={userCode.match(/./gu)?.join(' ')}>
            {userCode}
          </strong>
        </li>
        <li>{t.steps.sign}</li>
      </ol>
      <Notice tone="warn">{t.phishing}</Notice>
    </>
  );
}
