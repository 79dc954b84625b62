// How the exchange key was judged: every check, closed at first.
import type { ExchangeView } from '#shared/contract/online/exchange-view.ts';
import { Checks } from '#renderer/tools/exchange-key/Checks.tsx';

export const Judgement = ({ exchange: { checks } }: { readonly exchange: ExchangeView }) =>
  checks.length === 0 ? null : <Checks checks={checks} />;
