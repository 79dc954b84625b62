// Checks every guard's tests, its control and its mutants by how the runs of its tests end. A run that takes too long on a busy machine
// says nothing: it is done again when no other runs, and counted apart if it still does not end.
import type { Guard } from './guards.ts';
import type { Mutant } from './mutants.ts';
import type { Ending } from './run-tests.ts';

export interface Task {
  readonly guard: Guard;
  /** Undefined for the source as it is, which every test must take. */
  readonly mutant: Mutant | undefined;
  /** A source that does nothing but fail: a test that does not notice it never ran it. */
  readonly isControl?: boolean;
}

export interface Tally {
  /** By a test that failed. */
  readonly killed: number;
  /** They live, and it is said why. */
  readonly explained: number;
  /** Names of mutants whose run did not end in time, even alone. */
  readonly timedOut: readonly string[];
  readonly findings: readonly string[];
}

/**
 * Runs all, two at a time.
 * @param run a task's tests
 * @param equivalent reasons by the names of mutants that may live
 */
export async function assessAll(
  tasks: readonly Task[],
  run: (task: Task) => Promise<Ending>,
  equivalent: Readonly<Record<string, string>>,
): Promise<Tally> {
  const endings: [Task, Ending][] = [];
  const late: Task[] = [];
  const queue = [...tasks];
  const worker = async (): Promise<void> => {
    for (let task = queue.shift(); task; task = queue.shift()) {
      const ending = await run(task);
      if (ending === 'timed out') late.push(task);
      else endings.push([task, ending]);
    }
  };
  await Promise.all([worker(), worker()]);
  for (const task of late) endings.push([task, await run(task)]);

  const mutants = endings.flatMap(([task, ending]) =>
    task.mutant === undefined || task.isControl === true ? [] : [{ name: nameOf(task.guard, task.mutant), ending }],
  );
  const mayLive = (name: string): boolean => Object.hasOwn(equivalent, name);
  return {
    killed: mutants.filter(({ ending }) => ending === 'failed').length,
    explained: mutants.filter(({ name, ending }) => ending === 'passed' && mayLive(name)).length,
    timedOut: mutants.flatMap(({ name, ending }) => (ending === 'timed out' ? [name] : [])),
    findings: [
      ...endings.flatMap(([task, ending]) => wrongWithTests(task, ending)),
      ...mutants.flatMap(({ name, ending }) => {
        if (ending === 'passed') return mayLive(name) ? [] : [name];
        // A reason for what is not so would cover the next mutant of that name.
        return mayLive(name) ? [`listed as one that may live, and ${ending}: ${name}`] : [];
      }),
    ],
  };
}

export const nameOf = ({ file }: Guard, { what }: Mutant): string => `${file}: ${what}`;

/** Whether the tests can tell anything: they take the source as it is, and notice one that is broken. */
function wrongWithTests({ guard: { file }, mutant, isControl }: Task, ending: Ending): string[] {
  if (mutant === undefined) {
    return ending === 'passed' ? [] : [`${file}: its tests ${ending} as it is, so they prove nothing`];
  }
  if (isControl !== true || ending === 'failed') return [];
  return [`${file}: control: its tests ${ending}, so they do not notice that it is broken`];
}
