// A step that people answer for in main's own view: it is asked for as soon as this is there. Whoever turned back asks again.
import { createContext, useContext, useEffect, useRef } from 'react';
import type { Result } from '#shared/faults/fault.ts';
import type { ActionSlice } from '#renderer/store/action-slice.ts';
import { Action } from './Action.tsx';

/** Whether a question may ask by itself: not where people have something else to read first, or it is only kept for later. */
export const AsksItself = createContext(true);

export interface ConfirmProps<View> {
  readonly children: string;
  /** Ends when people have answered or turned back. */
  readonly ask: () => Promise<Result<View>>;
  /** Of a form on the page, whether it is filled in: then people press before they are asked. Undefined where the page has none. */
  readonly isFilledIn?: boolean;
  /** `plain` where the page has another main button. */
  readonly kind?: 'primary' | 'plain';
}

interface WithStore<View> extends ConfirmProps<View> {
  /** The app's. */
  readonly store: Pick<ActionSlice<View>, 'action' | 'isWaiting'>;
}

export function Confirm<View>({
  children,
  ask,
  isFilledIn,
  kind = 'primary',
  store: { action, isWaiting },
}: WithStore<View>) {
  // As it was when this came: a refusal that comes later is read first.
  const isAsked = useRef(!useContext(AsksItself) || isFilledIn !== undefined);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    void action(ask);
  });
  return (
    <div className="actions">
      <Action kind={kind} isDisabled={isFilledIn === false} isPending={isWaiting} onPress={() => void action(ask)}>
        {children}
      </Action>
    </div>
  );
}
