// Calls about what the last verification found: looked through, and taken away as files.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { differencesShown, findDifferences } from '#shared/inventory/difference-row.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import type { WorkSession } from '#services/online/work-session.ts';
import { writeOut } from '#services/online/write-out.ts';
import { differenceTable } from '#core/inventory/csv.ts';

export function verificationCalls(appState: OnlineAppState): OnlineHandlers['verification'] {
  const compared = (call: string): WorkSession => {
    const work = appState.openWork(call);
    if (work.verification.phase !== 'compared') refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a verification' });
    return work;
  };
  return {
    async find({ from, ...search }) {
      const found = findDifferences(await compared('verification.find').differences(), search);
      return { differences: found.slice(from, from + differencesShown), count: found.length };
    },
    async export() {
      const work = compared('verification.export');
      const differences = await work.differences();
      const place = await appState.world.services.pickFolder('forTable');
      if (place === undefined) return appState.view;
      const { csv, json } = differenceTable(differences);
      const time = appState
        .nowUtc()
        .replace(/[^0-9]/g, '')
        .slice(0, 14);
      const name = `differences-${work.id}-${time}`;
      await writeOut(appState, place, `${name}.csv`, csv);
      await writeOut(appState, place, `${name}.json`, json);
      return appState.view;
    },
  };
}
