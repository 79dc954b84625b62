// A process with one Vitest that runs tests again and again, each time with another source replaced. Started by `Runner`; its options are on
// the command line, what to run comes as messages, and each is answered with how it ended.
import { join } from 'node:path';
import { createVitest, type TestModule, type TestSpecification } from 'vitest/node';
import { type Ending, isBusy, type TestRun } from './run-tests.ts';

let replaced: TestRun['replaced'];
const vitest = await createVitest(
  {
    ...(JSON.parse(process.argv[2] ?? '{}') as object),
    watch: false,
    maxWorkers: 1,
    bail: 1,
    testTimeout: 60_000,
    reporters: [{}],
    // As they are named: a short one that fails saves the long ones behind it.
    sequence: {
      sequencer: class {
        sort(files: TestSpecification[]): Promise<TestSpecification[]> {
          return Promise.resolve(files);
        }
        shard(files: TestSpecification[]): Promise<TestSpecification[]> {
          return Promise.resolve(files);
        }
      },
    },
    // Modules are kept between runs by what is in their file, which a replaced source does not change.
    fsModuleCache: false,
  },
  {
    plugins: [
      {
        name: 'replaced-source',
        enforce: 'pre',
        load: (id) => (id.split('?')[0] === replaced?.path ? replaced?.text : undefined),
      },
    ],
  },
);

function endingOf(modules: readonly TestModule[], others: readonly unknown[]): Ending {
  const errors = modules.flatMap((module) => [
    ...module.errors(),
    ...[...module.children.allTests()].flatMap((test) => test.result().errors ?? []),
    ...[...module.children.allSuites()].flatMap((suite) => suite.errors()),
  ]);
  if ([...errors, ...others].some((error) => isBusy.test(wordsOf(error)))) return 'timed out';
  const isWell = modules.length > 0 && modules.every((module) => module.ok());
  return isWell && others.length === 0 ? 'passed' : 'failed';
}

/** What an error says, and the one that caused it. */
function wordsOf(error: unknown): string {
  const { message = '', cause } = error as { message?: string; cause?: unknown };
  return cause instanceof Error ? `${message}\n${cause.message}` : message;
}

async function run({ tests, pattern, replaced: now }: TestRun): Promise<Ending> {
  replaced = now;
  if (now !== undefined) vitest.invalidateFile(now.path);
  if (pattern === undefined) vitest.resetGlobalTestNamePattern();
  else vitest.setGlobalTestNamePattern(pattern);
  try {
    const specifications = tests
      .map((test) => join(vitest.config.root, test))
      .flatMap((path) =>
        vitest.projects
          .filter((project) => project.matchesTestGlob(path))
          .map((project) => project.createSpecification(path)),
      );
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
    // Vitest gives every module that it has run so far.
    const own = new Set(specifications.map(({ moduleId }) => moduleId));
    return endingOf(
      testModules.filter(({ moduleId }) => own.has(moduleId)),
      unhandledErrors,
    );
  } finally {
    replaced = undefined;
    if (now !== undefined) vitest.invalidateFile(now.path);
  }
}

process.on('message', (what: TestRun) => void run(what).then((ending) => process.send?.(ending)));
// The process that started it is gone.
process.on('disconnect', () => process.exit());
