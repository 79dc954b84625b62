// The turn of a custodian at the screen, as a state machine: one at a time, from the choice of a key to a share that is in or refused.
import type { CustodianTurn } from '#shared/contract/offline/custodians-view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import { refuse } from '#shared/faults/fault.ts';

export type TurnEvent =
  /** The others have looked away. */
  | { readonly kind: 'begun' }
  /** A key file was chosen; its passphrase is asked for. */
  | { readonly kind: 'chosen'; readonly fileName: string }
  /** The passphrase is there; the key is being opened. */
  | { readonly kind: 'typed'; readonly fileName: string }
  | { readonly kind: 'accepted'; readonly fileName: string; readonly thumbprint: string }
  | { readonly kind: 'refused'; readonly fileName: string; readonly fault: Fault };

type Phase = CustodianTurn['phase'];

/** In which phases an event may come. What comes of work that was under way may come in every one: see `nextTurn`. */
const mayCome: Readonly<Record<'begun' | 'chosen', readonly Phase[]>> = {
  begun: ['nobody'],
  chosen: ['choosing', 'refused'],
};

/**
 * The turn after an event. What a passphrase or a process answers is dropped where the turn is over: the gap opened, the session was
 * finished, or the custodian was away for too long.
 * @throws CALL_OUT_OF_ORDER
 */
export function nextTurn(turn: CustodianTurn, event: TurnEvent, call: string): CustodianTurn {
  switch (event.kind) {
    case 'begun':
    case 'chosen':
      if (!mayCome[event.kind].includes(turn.phase)) {
        const needs = event.kind === 'begun' ? 'nobody at the screen' : 'a custodian at the screen';
        return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs });
      }
      return event.kind === 'chosen' ? { phase: 'passphrase', fileName: event.fileName } : { phase: 'choosing' };
    case 'typed':
      return turn.phase === 'nobody' ? turn : { phase: 'opening', fileName: event.fileName };
    case 'accepted':
      return turn.phase === 'nobody'
        ? turn
        : { phase: 'accepted', fileName: event.fileName, thumbprint: event.thumbprint };
    case 'refused':
      return turn.phase === 'nobody' ? turn : { phase: 'refused', fileName: event.fileName, fault: event.fault };
  }
}
