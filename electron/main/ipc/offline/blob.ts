// Calls about the restore blob: build it, or in a drill prove that it could be built, and send it on the OUT stick.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { buildBlob, exportBlob } from '#services/offline/ceremony/blob.ts';
import { noteSentReadBack, sentBlob } from '#services/offline/ceremony/sending.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';

export function blobCalls(appState: OfflineAppState): OfflineHandlers['blob'] {
  return {
    async build({ by }) {
      const { purpose } = appState.running('blob.build');
      const { have, required, turn } = appState.view.custodians;
      appState.need(turn.phase === 'nobody', 'nobody at the screen', 'blob.build');
      appState.need(appState.holdsShares && have >= required, 'all custodians', 'blob.build');
      const before = appState.state.blob;
      appState.update({ blob: { phase: 'building' } });
      try {
        return purpose === 'recovery' ? await build(appState, by) : await prove(appState);
      } catch (error) {
        appState.update({ blob: before });
        throw error;
      }
    },
    export: () => {
      const ceremony = appState.recovery('blob.export');
      return appState.showing(() => exportBlob(appState.world, ceremony));
    },
    async confirmReadBack(answer) {
      const ceremony = appState.recovery('blob.confirmReadBack');
      await noteSentReadBack(ceremony, 'restore-blob', sentBlob(ceremony), answer);
      return appState.update();
    },
  };
}

async function build(appState: OfflineAppState, by: readonly string[] | null): Promise<View> {
  const ceremony = appState.recovery('blob.build');
  const { shares } = appState.state;
  if (shares === undefined) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.build', needs: 'all custodians' });
  if (by === null) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.build', needs: 'two people' });
  const names = ceremony.names(by);
  try {
    const blob = await buildBlob(ceremony, shares, names);
    return appState.update({ blob });
  } finally {
    // Whatever happened: where the journal says that the shares are gone, their processes are.
    if (ceremony.state.shares.length === 0) appState.update({ shares: undefined });
  }
}

async function prove(appState: OfflineAppState): Promise<View> {
  const { drill } = appState.state;
  if (drill === undefined) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.build', needs: 'all custodians' });
  const { datumTags } = await drill.checkQuorum();
  drill.end();
  return appState.update({ drill: undefined, blob: { phase: 'proven', data: datumTags.length } });
}
