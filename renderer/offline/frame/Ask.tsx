// What people answer for in main's own view, asked for as soon as its page is there.
import type { View } from '#shared/contract/offline/view.ts';
import { useStore } from '#renderer/store/store.ts';
import { Confirm, type ConfirmProps } from '#renderer/ui/Confirm.tsx';

export const Ask = (props: ConfirmProps<View>) => <Confirm {...props} store={useStore()} />;
