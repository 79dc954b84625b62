// What a bundle is to carry, as people fill it in: all kinds in one state, and the order once everything of the chosen kind is there.
import { useState } from 'react';
import type { BundleContentOrder } from '#shared/contract/tools/bundles.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { isUtcTime } from '#shared/formatting/date-time.ts';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';

export type Kind = BundleContentOrder['type'];
type Outcome = Extract<BundleContentOrder, { type: 'outcome' }>;

export interface Typed {
  readonly certificates: readonly PickedFile[];
  readonly securityDomain: PickedFile | null;
  readonly certificatesBundle: PickedFile | null;
  readonly first: PickedFile | null;
  readonly second: PickedFile | null;
  readonly revocationLists: readonly PickedFile[];
  readonly requestId: string;
  readonly receivedAt: string;
  /** Whose key two people have chosen, where the operators saw different ones twice. */
  readonly chosen: 'operator-1' | 'operator-2' | null;
  readonly exception: string;
  readonly call: Outcome['call'] | null;
  readonly verdict: Outcome['verdict'] | null;
  readonly detail: string;
}

const nothing: Typed = {
  certificates: [],
  securityDomain: null,
  certificatesBundle: null,
  first: null,
  second: null,
  revocationLists: [],
  requestId: '',
  receivedAt: '',
  chosen: null,
  exception: '',
  call: null,
  verdict: null,
  detail: '',
};

export interface Content {
  readonly typed: Typed;
  readonly change: (change: Partial<Typed>) => void;
  /** Undefined until everything of this kind is there. */
  readonly orderOf: (kind: Kind | null) => BundleContentOrder | undefined;
}

export function useContent(): Content {
  const [typed, setTyped] = useState(nothing);
  return {
    typed,
    change: (change) => setTyped({ ...typed, ...change }),
    orderOf: (kind) => (kind === null ? undefined : orderOf(kind, typed)),
  };
}

function orderOf(kind: Kind, typed: Typed): BundleContentOrder | undefined {
  const { certificates, securityDomain, certificatesBundle, call, verdict } = typed;
  const [requestId, receivedAt, detail] = [typed.requestId.trim(), typed.receivedAt.trim(), typed.detail.trim()];
  switch (kind) {
    case 'plan':
      return { type: kind };
    case 'activation-certificates':
      return certificates.length === 0
        ? undefined
        : { type: kind, certificates: certificates.map(({ token }) => token) };
    case 'security-domain':
      return securityDomain === null || certificatesBundle === null || requestId === '' || !isUtcTime(receivedAt)
        ? undefined
        : { type: kind, file: securityDomain.token, certificates: certificatesBundle.token, requestId, receivedAt };
    case 'exchange-key':
      return exchangeKeyOrder(typed);
    case 'outcome':
      return call === null || verdict === null || requestId === '' || detail === ''
        ? undefined
        : { type: kind, call, verdict, requestId, detail };
  }
}

/** A number without a choice, or a mistyped number, is no order: nothing that people typed is left out. */
function exchangeKeyOrder({ first, second, revocationLists: lists, ...typed }: Typed): BundleContentOrder | undefined {
  const { chosen: key } = typed;
  const exception = exceptionNumber(typed.exception);
  if (first === null || second === null || exception === undefined) return undefined;
  if (exception !== null && key === null) return undefined;
  const choice = exception === null || key === null ? null : { key, exception };
  const revocationLists = lists.map(({ token }) => token);
  return { type: 'exchange-key', first: first.token, second: second.token, choice, revocationLists };
}
