// The programs that hold secrets, without processes: for tests whose subject is what is said between them, and not what a process keeps apart.
import { childProcessHost } from '#secrets/host/child-process-host.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { utilityProcessHost } from '#shell/utility-process-host.ts';
import { builtProgram } from './built.ts';

/** The app's own host, with the programs as they are built; in all unit tests `electron` is electron-in-thread.ts. */
export function custodyInThread(): ProcessHost {
  const { custody } = builtProgram();
  const inThread = utilityProcessHost(custody);
  return {
    ...inThread,
    // The module of a token is loaded by a process of its own: it stays where it is loaded.
    startLoneKeyWorker: (module) =>
      (module === undefined ? inThread : childProcessHost(custody)).startLoneKeyWorker(module),
  };
}
