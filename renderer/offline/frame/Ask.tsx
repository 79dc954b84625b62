// What people answer for in main's own view, asked for as soon as its page is there.
import type { View } from '#shared/contract/offline/view.ts';
import type { Result } from '#shared/faults/fault.ts';
import { useStore } from '#renderer/store/store.ts';
import { Confirm } from '#renderer/ui/Confirm.tsx';

interface AskProps {
  readonly children: string;
  readonly ask: () => Promise<Result<View>>;
}

export function Ask({ children, ask }: AskProps) {
  const { action, isWaiting } = useStore();
  const asked = async (): Promise<void> => {
    await action(ask);
  };
  return (
    <Confirm isPending={isWaiting} ask={asked}>
      {children}
    </Confirm>
  );
}
