// Calls about what an HSM holds, written as a file that can be compared later.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import { refuse } from '#shared/faults/fault.ts';
import { encodeInventory } from '#core/inventory/inventory-file.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
import { writeOut } from '#services/online/write-out.ts';
import { inventoryPrefix } from '#services/online/kept-work.ts';
import { assertCanaryListed } from '#services/recovery/make-canary.ts';
import { resourceOf } from '#services/recovery/step-context.ts';
import { takeInventory } from '#azure/take-inventory.ts';

export function inventoryCalls(desk: OnlineDesk): OnlineHandlers['inventory'] {
  return {
    async export({ of, publicHalves }) {
      const ceremony = desk.open('inventory.export');
      const access = desk.access('inventory.export');
      const hsm = of === 'target' ? access.hsm : access.openSource();
      if (!hsm) return refuse({ code: 'STEP_NOT_PLANNED', missing: 'source' });
      const isStillOpen = desk.asked();
      const folder = await desk.world.office.pickFolder('forInventory');
      if (folder === undefined) return desk.view;
      const taken = await takeInventory(hsm, {
        now: desk.world.waiting.now(),
        publicHalves,
        resource: resourceOf({ plan: ceremony.approved.plan, controlPlane: access.controlPlane }, hsm.address.origin),
        onKey: (done, of) => {
          if ((done % 100 === 0 || done === of) && isStillOpen()) desk.update({ exporting: { done, of } });
        },
      }).finally(() => desk.update({ exporting: null }));
      if (!isStillOpen()) return desk.view;
      if (of === 'target') assertCanaryListed(ceremony.journal.state, taken);
      const name = `${inventoryPrefix(ceremony, of)}${taken.taken.replace(/[^0-9]/g, '').slice(0, 14)}.json`;
      await writeOut(desk, folder, name, encodeInventory(taken));
      return desk.update({ lastContactUtc: desk.nowUtc() });
    },
  };
}
