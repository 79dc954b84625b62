// The exchange key once more, on this machine: for when the two operators were shown different ones.
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';

export function FetchAgain() {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages['exchange-key'];
  return (
    <Action isPending={isWaiting} onPress={() => void action(() => online.exchange.fetchAgain(null))}>
      {t.fetchAgain}
    </Action>
  );
}
