// The call that makes the room of a rehearsal: it needs the practice cloud, which only this app has.
import type { OnlineHandlers } from '#shared/contract/online/contract.ts';
import type { OnlineAppState } from '#services/online/app-state.ts';
import { viewOfWorkspace } from '../tools/rehearsal.ts';

export function workspaceCalls({ world: { services, app } }: OnlineAppState): OnlineHandlers['workspaces'] {
  const { files, now, rehearsal } = services;
  return {
    async make({ workspace: token, ...order }) {
      rehearsal.assertNothingReal();
      const directory = files.path(token, 'rehearsal');
      const { makeWorkspace } = await import('#drill/rehearsal/make-workspace.ts');
      const { Rehearsal } = await import('#drill/rehearsal/rehearsal.ts');
      await makeWorkspace({
        ...order,
        directory,
        appVersion: app.version,
        // A screen says that it is at work; the stages are for a terminal.
        say: () => undefined,
      });
      return viewOfWorkspace(services, await Rehearsal.open(directory, now));
    },
  };
}
