// Calls about the exchange key: its bundle is taken and its key judged, then people compare its words before any of them is shown.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { isOnlyUnattested, judgeKey, keyCheck, takeKeyBundle } from '#services/offline/ceremony/exchange-key.ts';
import type { Ceremony } from '#services/offline/ceremony/ceremony.ts';
import type { Desk } from '#services/offline/desk.ts';

export function exchangeKeyCalls(desk: Desk): OfflineHandlers['exchangeKey'] {
  return {
    async load({ file }) {
      const ceremony = desk.recovery('exchangeKey.load');
      desk.need(ceremony.words('pairing').phase === 'agreed', 'the other machine', 'exchangeKey.load');
      desk.need(desk.view.custodians.turn.phase === 'nobody', 'nobody at the screen', 'exchangeKey.load');
      const { path } = desk.world.volumes.file(file, 'in');
      return desk.showing(async () => {
        desk.update({ key: await takeKeyBundle(ceremony, path, wallClockOf(ceremony)) });
      });
    },
    async acceptUnattested({ by, sheet }) {
      const ceremony = desk.recovery('exchangeKey.acceptUnattested');
      const { key } = desk.state;
      if (key === undefined || key.judged !== undefined || !isOnlyUnattested(key.checks)) {
        return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'exchangeKey.acceptUnattested', needs: 'an exchange key' });
      }
      const approvers = ceremony.names(by);
      const unattested = { reason: sheet.decision, approvers };
      return desk.showing(async () => {
        if (ceremony.state.failures.includes(keyCheck.check)) await ceremony.except(sheet, keyCheck.check);
        const options = { ...wallClockOf(ceremony), unattested };
        desk.update({ key: await judgeKey(ceremony, key.bundle, key.file, options) });
      });
    },
    async confirmWords({ words, by }) {
      const ceremony = desk.recovery('exchangeKey.confirmWords');
      desk.need(desk.view.exchangeKey.phase === 'unconfirmed', 'an exchange key', 'exchangeKey.confirmWords');
      return desk.showing(() => ceremony.compareExchangeKey(words, by));
    },
  };
}

/** Dates are judged by the clock on the wall, as people read it last. */
function wallClockOf({ facts: { clock } }: Ceremony): { readonly wallClockMs?: number } {
  return clock.phase === 'set' ? { wallClockMs: Date.parse(clock.wallUtc) } : {};
}
