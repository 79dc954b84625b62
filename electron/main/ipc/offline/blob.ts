// Calls about the restore blob: build it, or in a drill prove that it could be built, and send it on the OUT stick.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { buildBlob, exportBlob } from '#services/offline/ceremony/blob.ts';
import { noteSentReadBack } from '#services/offline/ceremony/sending.ts';
import { sentBlob } from '#services/offline/ceremony/view.ts';
import type { Desk } from '#services/offline/desk.ts';

export function blobCalls(desk: Desk): OfflineHandlers['blob'] {
  return {
    async build({ by }) {
      const { purpose } = desk.running('blob.build');
      const { have, required, turn } = desk.view.custodians;
      desk.need(turn.phase === 'nobody', 'nobody at the screen', 'blob.build');
      desk.need(desk.holdsShares && have >= required, 'all custodians', 'blob.build');
      const before = desk.state.blob;
      desk.update({ blob: { phase: 'building' } });
      try {
        return purpose === 'recovery' ? await build(desk, by) : await prove(desk);
      } catch (error) {
        desk.update({ blob: before });
        throw error;
      }
    },
    export: () => {
      const ceremony = desk.recovery('blob.export');
      return desk.showing(() => exportBlob(desk.world, ceremony));
    },
    async confirmReadBack(answer) {
      const ceremony = desk.recovery('blob.confirmReadBack');
      await noteSentReadBack(ceremony, 'restore-blob', sentBlob(ceremony), answer);
      return desk.update();
    },
  };
}

async function build(desk: Desk, by: readonly string[] | null): Promise<View> {
  const ceremony = desk.recovery('blob.build');
  const { shares } = desk.state;
  if (shares === undefined) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.build', needs: 'all custodians' });
  if (by === null) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.build', needs: 'two people' });
  const names = ceremony.names(by);
  try {
    const blob = await buildBlob(ceremony, shares, names);
    return desk.update({ blob });
  } finally {
    // Whatever happened: where the journal says that the shares are gone, their processes are.
    if (ceremony.state.shares.length === 0) desk.update({ shares: undefined });
  }
}

async function prove(desk: Desk): Promise<View> {
  const { drill } = desk.state;
  if (drill === undefined) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.build', needs: 'all custodians' });
  const { datumTags } = await drill.checkQuorum();
  drill.end();
  return desk.update({ drill: undefined, blob: { phase: 'proven', data: datumTags.length } });
}
