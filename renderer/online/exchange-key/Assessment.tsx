// How the exchange key was checked: every check, closed at first.
import type { ExchangeView } from '#shared/contract/online/exchange-view.ts';
import { Checks } from '#renderer/tools/exchange-key/Checks.tsx';

export const Assessment = ({ exchange: { checks } }: { readonly exchange: ExchangeView }) =>
  checks.length === 0 ? null : <Checks checks={checks} />;
