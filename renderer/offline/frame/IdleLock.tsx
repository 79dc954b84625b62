// The idle lock on the screen: says in the last minute that a turn is about to end, and that any key keeps it.
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { useKeepAlive } from '../custodians/use-keep-alive.ts';

const stay = (): void => void lifeboat.custodians.stay(null);

export function IdleLock({ view: { custodians, makingKey, activation, idleSeconds } }: { readonly view: View }) {
  useKeepAlive(custodians.turn.phase !== 'nobody' || makingKey !== null || (activation?.turn ?? null) !== null, stay);
  const t = useTexts('frame').idle;
  if (idleSeconds === null) return null;
  return (
    <div role="timer">
      <Notice tone="warn">
        <strong>{t.somebody}</strong> {t.ends(idleSeconds)}
      </Notice>
    </div>
  );
}
