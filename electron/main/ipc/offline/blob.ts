// Calls about the restore blob: build it, or in a drill prove that it could be built, and send it on the OUT stick.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { buildBlob, exportBlob } from '#services/offline/ceremony/blob.ts';
import { approveBuild } from '#services/offline/questions/build.ts';
import { noteSentReadBack, sentBlob } from '#services/offline/ceremony/sending.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';

export function blobCalls(appState: OfflineAppState): OfflineHandlers['blob'] {
  return {
    async build() {
      const { purpose } = appState.running('blob.build');
      const { have, required, turn } = appState.view.custodians;
      appState.need(turn.phase === 'nobody', 'nobody at the screen', 'blob.build');
      appState.need(appState.holdsShares && have >= required, 'all custodians', 'blob.build');
      const names = purpose === 'recovery' ? await approved(appState) : [];
      const before = appState.state.blob;
      appState.update({ blob: { phase: 'building' } });
      try {
        return purpose === 'recovery' ? await build(appState, names) : await prove(appState);
      } catch (error) {
        appState.update({ blob: before });
        throw error;
      }
    },
    export: () => {
      const ceremony = appState.recovery('blob.export');
      return appState.showing(() => exportBlob(appState.world, ceremony));
    },
    async confirmReadBack() {
      const ceremony = appState.recovery('blob.confirmReadBack');
      await noteSentReadBack(appState.world, ceremony, 'restore-blob', sentBlob(ceremony));
      return appState.update();
    },
  };
}

/** Two people of the plan approve; in a drill nothing is made that anybody would answer for. */
async function approved(appState: OfflineAppState): Promise<readonly string[]> {
  const { shares } = appState.state;
  const names = await appState.world.confirm(approveBuild(appState.view, appState.recovery('blob.build')));
  // Whoever drops the shares turns people away, too; what was counted before they were asked is counted again.
  appState.need(shares !== undefined && appState.state.shares === shares, 'all custodians', 'blob.build');
  return names;
}

async function build(appState: OfflineAppState, names: readonly string[]): Promise<View> {
  const ceremony = appState.recovery('blob.build');
  const { shares } = appState.state;
  if (shares === undefined) return refuse({ code: 'CALL_OUT_OF_ORDER', call: 'blob.build', needs: 'all custodians' });
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
