// Calls about what the last verification found: looked through, and taken away as files.
import type { OnlineHandlers } from '../../../../shared/contract/online/contract.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { differencesShown, findDifferences } from '../../../../shared/inventory/difference-row.ts';
import { differenceTable } from '../../core/inventory/difference-table.ts';
import type { OnlineDesk } from '../../online/desk/desk.ts';
import type { OpenCeremony } from '../../online/desk/open-ceremony.ts';
import { writeOut } from '../../online/desk/write-out.ts';

export function verificationCalls(desk: OnlineDesk): OnlineHandlers['verification'] {
  const compared = (call: string): OpenCeremony => {
    const ceremony = desk.open(call);
    if (ceremony.verification.phase === 'none') refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a verification' });
    return ceremony;
  };
  return {
    async find({ from, ...search }) {
      const found = findDifferences(await compared('verification.find').differences(), search);
      return { differences: found.slice(from, from + differencesShown), count: found.length };
    },
    async export() {
      const ceremony = compared('verification.export');
      const differences = await ceremony.differences();
      const place = await desk.world.office.pickFolder('forTable');
      if (place === undefined) return desk.view;
      const { csv, json } = differenceTable(differences);
      const time = desk
        .nowUtc()
        .replace(/[^0-9]/g, '')
        .slice(0, 14);
      const name = `differences-${ceremony.approved.plan.ceremony}-${time}`;
      await writeOut(desk, place, `${name}.csv`, csv);
      await writeOut(desk, place, `${name}.json`, json);
      return desk.view;
    },
  };
}
