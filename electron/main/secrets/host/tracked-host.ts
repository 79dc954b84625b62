// A process host that knows every custody process it has started, so that all of them can be ended at once.
import type { SecretsProcess, ProcessHost } from './process-host.ts';

export interface TrackedHost extends ProcessHost {
  /** Ends every process that was started here and has not exited. */
  stopAll(): void;
}

export function trackProcesses(host: ProcessHost): TrackedHost {
  const started = new Set<SecretsProcess>();
  const track = <P extends SecretsProcess>(child: P): P => {
    started.add(child);
    // Not before: a process that was told to end may not have heard it yet.
    void child.ended.then(() => started.delete(child));
    return child;
  };
  return {
    startCombiner() {
      const combiner = track(host.startCombiner());
      const startKeyWorker = combiner.startKeyWorker.bind(combiner);
      combiner.startKeyWorker = (module) => track(startKeyWorker(module));
      return combiner;
    },
    startLoneKeyWorker: (module) => track(host.startLoneKeyWorker(module)),
    startKeyMaker: () => track(host.startKeyMaker()),
    stopAll() {
      for (const child of started) child.stop();
    },
  };
}
