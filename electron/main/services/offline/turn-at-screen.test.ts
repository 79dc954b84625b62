import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import type { CustodianTurn } from '#shared/contract/offline/custodians-view.ts';
import { nextTurn, type TurnEvent } from './turn-at-screen.ts';

const fileName = 'C1.key';
const fault = { code: 'KEY_OPENS_NO_SHARE' } as const;
const turns: Readonly<Record<CustodianTurn['phase'], CustodianTurn>> = {
  nobody: { phase: 'nobody' },
  choosing: { phase: 'choosing' },
  passphrase: { phase: 'passphrase', fileName },
  opening: { phase: 'opening', fileName },
  accepted: { phase: 'accepted', fileName, thumbprint: 'x' },
  refused: { phase: 'refused', fileName, fault },
};
const events: Readonly<Record<TurnEvent['kind'], TurnEvent>> = {
  begun: { kind: 'begun' },
  chosen: { kind: 'chosen', fileName },
  typed: { kind: 'typed', fileName },
  accepted: { kind: 'accepted', fileName, thumbprint: 'x' },
  refused: { kind: 'refused', fileName, fault },
};
const none = 'a custodian at the screen';
const busy = 'nobody at the screen';

/** The phase after each event, in the order of `events`; what is needed instead, where it is refused. */
const table: readonly (readonly [CustodianTurn['phase'], ...string[]])[] = [
  ['nobody', 'choosing', none, 'nobody', 'nobody', 'nobody'],
  ['choosing', busy, 'passphrase', 'opening', 'accepted', 'refused'],
  ['passphrase', busy, none, 'opening', 'accepted', 'refused'],
  ['opening', busy, none, 'opening', 'accepted', 'refused'],
  ['accepted', busy, none, 'opening', 'accepted', 'refused'],
  ['refused', busy, 'passphrase', 'opening', 'accepted', 'refused'],
];

describe.each(table.map(([phase, ...after]) => ({ phase, after })))(
  'a turn in the phase $phase',
  ({ phase, after }) => {
    it.each(Object.values(events).map((event, at) => [event.kind, event, after[at]] as const))(
      'goes on from %s',
      (_kind, event, expected) => {
        if (expected === none || expected === busy) {
          const refused = { code: 'CALL_OUT_OF_ORDER', call: 'custodians.begin', needs: expected };
          expect(faultOf(() => nextTurn(turns[phase], event, 'custodians.begin'))).toEqual(refused);
        } else {
          expect(nextTurn(turns[phase], event, 'custodians.begin')).toEqual(turns[expected as CustodianTurn['phase']]);
        }
      },
    );
  },
);
