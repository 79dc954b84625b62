// Calls about the board before a ceremony: everything that would fail, looked at before anybody travels.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
import { lookAtBoard } from '#services/recovery/board.ts';
import { pickedInventory } from './picked-inventory.ts';

export function boardCalls(desk: OnlineDesk): OnlineHandlers['board'] {
  return {
    async look({ operators, inventory: token }) {
      const context = desk.context('board.look');
      const inventory = await pickedInventory(desk, token);
      desk.update({ board: { phase: 'looking', sinceUtc: desk.nowUtc() } });
      const isStillOpen = desk.asked();
      try {
        const checks = await lookAtBoard(context, { operators, inventory });
        if (!isStillOpen()) return desk.view;
        const isClear = checks.every(({ outcome }) => outcome !== 'stop');
        const atUtc = desk.nowUtc();
        return desk.update({ board: { phase: 'looked', atUtc, checks: [...checks], isClear }, lastContactUtc: atUtc });
      } catch (error) {
        if (isStillOpen()) desk.update({ board: { phase: 'not-looked' } });
        throw error;
      }
    },
  };
}
