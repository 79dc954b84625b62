// Which functions of the product run in this process while something is done, and how often, as V8 counts them: for tests that follow a path of
// CONTRIBUTING.md through the code.
import { Session } from 'node:inspector/promises';

/** @returns how often each ran, by file (below `electron/main` or `shared`) and name: `core/exchange-key/policy.ts: runChecks` */
export async function functionsRun(work: () => unknown): Promise<ReadonlyMap<string, number>> {
  const inspector = new Session();
  inspector.connect();
  try {
    await inspector.post('Profiler.enable');
    await inspector.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
    await work();
    const { result } = await inspector.post('Profiler.takePreciseCoverage');
    return new Map(
      result.flatMap(({ url, functions }) => {
        const file =
          /\/(?:electron\/main\/|(?=shared\/))((?:core|azure|ipc|platform|secrets|services|shared)\/[^?]*)/u.exec(
            url,
          )?.[1];
        if (file === undefined || url.includes('node_modules')) return [];
        return functions.flatMap(({ functionName, ranges: [whole] }): [string, number][] =>
          functionName === '' || whole === undefined || whole.count === 0
            ? []
            : [[`${file}: ${functionName}`, whole.count]],
        );
      }),
    );
  } finally {
    inspector.disconnect();
  }
}
