// The checks that read the source without running it: form, types, lint, walls, prose, workflows, unused code.
import { pathToFileURL } from 'node:url';
import { run, tool } from './run.ts';

const checks: { name: string; command: readonly [string, ...string[]] }[] = [
  // The longest first: the others pass beside it.
  { name: 'types and lint', command: [process.execPath, 'build/types-and-lint.ts'] },
  { name: 'format', command: [...tool('oxfmt'), '--list-different', '.'] },
  { name: 'walls', command: [...tool('depcruise'), '--output-type=err-long', 'electron', 'shared', 'renderer', 'e2e'] },
  { name: 'prose', command: [process.execPath, '--no-warnings', 'build/prose/prose.ts'] },
  { name: 'workflows', command: [process.execPath, '--no-warnings', 'build/workflows.ts'] },
  { name: 'unused', command: [...tool('knip'), '-c', 'build/knip.json', '--no-progress'] },
];

/**
 * Runs every check, says each result as it comes, and returns the counts and the names of those that failed.
 * @param goLast whether they leave the processor to whatever else runs
 */
export async function runChecks({ goLast = false } = {}): Promise<{ passed: number; failed: readonly string[] }> {
  const failed: string[] = [];
  let passed = 0;
  const queue = [...checks];
  // Two at a time: the machines this runs on have two cores.
  const worker = async (): Promise<void> => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const [program, ...args] = check.command;
      const { ok, output } = await run(program, args, { goesLast: goLast });
      if (ok) passed += 1;
      else failed.push(check.name);
      console.error(`${ok ? 'ok  ' : 'FAIL'} check: ${check.name}${ok ? '' : `\n${output}`}`);
    }
  };
  await Promise.all([worker(), worker()]);
  return { passed, failed };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failed } = await runChecks();
  process.exitCode = failed.length === 0 ? 0 : 1;
}
