// Calls about custodians: one at a time, each in a process of their own that is gone when the turn ends.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import { wipe } from '#core/encoding/bytes.ts';
import type { Desk } from '#services/offline/desk.ts';
import { beginTurn, endTurn, openKey, openKeyWith, restart } from '#services/offline/give-share.ts';

export const custodianCalls = (desk: Desk): OfflineHandlers['custodians'] => ({
  begin: ({ custodian, copy }) => beginTurn(desk, custodian, copy),
  open: ({ file }) => openKey(desk, file),
  openHere({ file, passphrase }) {
    const own = Buffer.from(passphrase);
    wipe(passphrase);
    return openKeyWith(desk, file, own);
  },
  stay: () => desk.stir(),
  end: () => endTurn(desk),
  restart: () => restart(desk),
});
