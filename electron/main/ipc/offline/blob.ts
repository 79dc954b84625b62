// Calls about the restore blob: build it, or in a drill prove that it could be built, and send it on the OUT stick.
import type { OfflineHandlers } from '#shared/contract/offline/contract.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { AssessedExchangeKey } from '#core/journal/records.ts';
import type { Question } from '#services/app/confirmation.ts';
import { type BlobKeeper, buildBlob, exportBlob } from '#services/offline/ceremony/blob.ts';
import { approveBuild } from '#services/offline/questions/build.ts';
import { noteSentReadBack, sentBlob } from '#services/offline/ceremony/sending.ts';
import type { OfflineAppState } from '#services/offline/app-state.ts';
import type { RecoverySession } from '#services/offline/recovery-session.ts';

export function blobCalls(appState: OfflineAppState): OfflineHandlers['blob'] {
  return {
    build() {
      const call = 'blob.build';
      if (appState.running(call).purpose !== 'recovery') return prove(appState, call);
      const ceremony = appState.recovery(call);
      const key = appState.state.key?.assessed;
      return build(appState, call, { ceremony, key, approval: approveBuild(appState.view, ceremony) });
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

interface Building {
  readonly ceremony: BlobKeeper;
  readonly key: AssessedExchangeKey | undefined;
  /** Two people approve, and are named. */
  readonly approval: Question<readonly string[]>;
}

/** Builds the blob of a ceremony of any grade from the shares that are held. @throws CALL_OUT_OF_ORDER, as `buildBlob` */
export async function build(
  appState: OfflineAppState,
  call: string,
  { ceremony, key, approval }: Building,
): Promise<View> {
  const shares = quorumOf(appState, call);
  if (key === undefined) return refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'an exchange key' });
  const by = await appState.world.confirm(approval);
  // Whoever drops the shares turns people away, too; what was counted before they were asked is counted again.
  appState.need(appState.state.shares === shares, 'all custodians', call);
  return working(appState, () => buildBlob(ceremony, shares, key, by)).finally(() => {
    // Whatever happened: where the journal says that the shares are gone, their processes are.
    if (ceremony.state.shares.length === 0) appState.update({ shares: undefined });
  });
}

/** In a drill nothing is made that anybody would answer for. */
async function prove(appState: OfflineAppState, call: string): Promise<View> {
  const shares = quorumOf(appState, call);
  return working(appState, async () => {
    const { datumTags } = await shares.proveQuorum();
    appState.update({ shares: undefined });
    return { phase: 'proven', data: datumTags.length };
  });
}

/** The session that holds the shares of a quorum. @throws CALL_OUT_OF_ORDER */
function quorumOf(appState: OfflineAppState, call: string): RecoverySession {
  const { required, turn } = appState.view.custodians;
  appState.need(turn.phase === 'nobody', 'nobody at the screen', call);
  const { shares } = appState.state;
  return shares !== undefined && shares.accepted.length >= required
    ? shares
    : refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'all custodians' });
}

/** The screen says that it is being built; where that fails, what it said before. */
async function working(appState: OfflineAppState, work: () => Promise<View['blob']>): Promise<View> {
  const before = appState.state.blob;
  appState.update({ blob: { phase: 'building' } });
  try {
    return appState.update({ blob: await work() });
  } catch (error) {
    appState.update({ blob: before });
    throw error;
  }
}
