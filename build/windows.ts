// `npm run test:windows`: everything here that can be asked of Windows. Unit tests run on Windows' own Node, and stories go between Windows and
// this system. `npm test` asks a part of both.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { longTag } from '#e2e/support/long.ts';
import { endWindows, prepareWindows, runOnWindows, vitestEnvironment, windowsPath } from '#e2e/windows/windows-node.ts';
import { type Counts, countsOfVitest } from './failed-tests.ts';
import { root } from './root.ts';
import { runTool, tool } from './run.ts';

/** Whatever looks at paths, names, ends of lines, code pages and processes. */
const part = [
  'electron/main/platform/files.test.ts',
  'electron/main/platform/volumes',
  'electron/main/services/journal/journal-file.test.ts',
  'electron/main/services/bundles/bundle-folder.test.ts',
  'shared/formatting',
];
const whole = [
  'electron/main/platform',
  'electron/main/services/app',
  'electron/main/services/bundles',
  'electron/main/services/evidence',
  'electron/main/services/identity',
  'electron/main/services/journal',
  'electron/main/drill/resume.test.ts',
  'electron/main/cli',
  'shared/formatting',
];

interface LaneOptions {
  /** Those named @long, too. */
  readonly isWhole?: boolean;
}

interface LaneResult extends Counts {
  /** What is to be said at the end: what failed, then the counts, or why it was left out. */
  readonly closing: readonly string[];
}

export async function windowsLane({ isWhole = false }: LaneOptions = {}): Promise<LaneResult> {
  const missing = await prepareWindows();
  if (missing !== undefined) {
    return {
      passed: 0,
      failed: 0,
      skipped: 1,
      left: 0,
      closing: [`*** SKIPPED: the tests on Windows: ${missing}. ***`],
    };
  }
  const reports = join(root, 'out', 'test');
  mkdirSync(reports, { recursive: true });
  const [unitReport, storyReport] = [join(reports, 'windows-unit.json'), join(reports, 'windows.json')];
  for (const report of [unitReport, storyReport]) rmSync(report, { force: true });
  const flags = (report: string): string[] => [
    ...['run', '-c', 'build/vitest.config.ts', '--reporter=default', '--reporter=json'],
    `--outputFile.json=${report}`,
    ...(isWhole ? [] : [`--tags-filter=!${longTag}`]),
  ];
  try {
    const counts: ReturnType<typeof countsOfVitest>[] = [];
    // On Windows itself they are among all the others.
    if (process.platform !== 'win32') {
      const files = isWhole ? whole : part;
      const ok = await onWindows([...flags(windowsPath(unitReport)), '--project=!windows', ...files]);
      counts.push(countsOfVitest(unitReport, ok));
    }
    const { ok } = await runTool('vitest', [...flags(storyReport), '--project=windows'], { show: true });
    counts.push(countsOfVitest(storyReport, ok));
    const sum = (key: keyof Counts): number => counts.reduce((total, count) => total + count[key], 0);
    const [passed, failed, skipped, left] = [sum('passed'), sum('failed'), sum('skipped'), sum('left')];
    const failures = counts.flatMap((count) =>
      count.failures.map((words) => words.replace('FAIL', 'FAIL on Windows:')),
    );
    const summary = `On Windows’ own Node: ${passed} passed, ${failed} failed, ${skipped} skipped.`;
    return { passed, failed, skipped, left, closing: [...failures, summary] };
  } finally {
    await endWindows();
  }
}

/** One process after the other: this system's own tests run beside. On a busy machine Wine takes minutes for what Windows does in seconds. */
async function onWindows(args: readonly string[]): Promise<boolean> {
  const [, script] = tool('vitest');
  const words = [windowsPath(script), ...args, '--maxWorkers=1', '--testTimeout=600000'];
  const { code, out, error } = await runOnWindows('node', words, { env: vitestEnvironment() });
  console.error(out + error);
  return code === 0;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failed, closing } = await windowsLane({ isWhole: true });
  for (const words of closing) console.log(words);
  process.exitCode = failed === 0 ? 0 : 1;
}
