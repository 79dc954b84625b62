// The call that makes the room of a rehearsal: it needs the practice cloud, which only this app has.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineDesk } from '#services/online/desk.ts';
import { viewOfRoom } from '../tools/rehearsal.ts';

export function roomCalls({ world: { office, app } }: OnlineDesk): OnlineHandlers['rooms'] {
  const { files, now, rehearsal } = office;
  return {
    async make({ room: token, ...order }) {
      rehearsal.assertNothingReal();
      const directory = files.path(token, 'rehearsal');
      const { makeRoom } = await import('#drill/rehearsal/make-room.ts');
      const { Rehearsal } = await import('#drill/rehearsal/rehearsal.ts');
      await makeRoom({
        ...order,
        directory,
        appVersion: app.version,
        // A screen says that it is at work; the stages are for a terminal.
        say: () => undefined,
      });
      return viewOfRoom(office, await Rehearsal.open(directory, now));
    },
  };
}
