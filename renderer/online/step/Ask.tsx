// What people answer for in main's own view, asked for as soon as its page is there, or once its form is filled in.
import type { OnlineView } from '#shared/contract/online/view.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { Confirm, type ConfirmProps } from '#renderer/ui/Confirm.tsx';

export const Ask = (props: ConfirmProps<OnlineView>) => <Confirm {...props} store={useOnline()} />;
