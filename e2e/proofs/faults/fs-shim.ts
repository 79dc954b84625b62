// Counts the steps that a program takes on files in one folder, and at a chosen one kills the process or answers as a broken medium.
import { writeSync } from 'node:fs';

export type FailureScenario =
  /** SIGKILL before the step, after half of what it writes, or after it. */
  | { readonly kill: 'before' | 'half' | 'after' }
  /** The step fails with this error, and if the medium is gone, all that follow. */
  | { readonly error: string; readonly gone: boolean }
  /** Something happens to the medium or the file just before the step, which is then taken. */
  | { readonly action: () => void };

export interface Plan {
  readonly folder: string;
  /** The step, from 1; 0 only counts. */
  readonly at: number;
  readonly scenario?: FailureScenario;
  /** Told of every step that was taken and did not fail; `descriptor` of an open file or folder. */
  readonly taken?: (step: string, descriptor?: number) => void;
}

/** What was done, in order: for a message, and to know how many steps there are. */
let steps: string[] = [];
let plan: Plan | undefined;

export function begin(next: Plan): void {
  steps = [];
  plan = next;
}

export function end(): readonly string[] {
  plan = undefined;
  return steps;
}

export const isCounting = (): boolean => plan !== undefined;

export const isOurs = (path: unknown): boolean => plan !== undefined && String(path).startsWith(plan.folder);

export interface Step<T> {
  readonly name: string;
  readonly call: () => T;
  /** The call with half of what it writes. */
  readonly half?: (() => T) | undefined;
  readonly descriptor?: number | undefined;
}

/** Takes one step, or what was planned in its place. */
export async function step<T>({ name, call, half, descriptor }: Step<Promise<T>>): Promise<T> {
  const scenario = dueAt(name);
  if (scenario === undefined) {
    const result = await call();
    report(name, descriptor);
    return result;
  }
  // What fails by itself, as a name that is taken, is killed all the same.
  if (scenario.kill === 'half') await half?.().catch(() => undefined);
  if (scenario.kill === 'after') await call().catch(() => undefined);
  process.kill(process.pid, 'SIGKILL');
  // The signal is on its way; nothing may happen before it arrives.
  return new Promise(() => undefined);
}

/** As `step`, for calls that do not wait; none of them writes. */
export function stepSync<T>(name: string, call: () => T): T {
  if (dueAt(name) === undefined) {
    const result = call();
    report(name, undefined);
    return result;
  }
  process.kill(process.pid, 'SIGKILL');
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

/** Notes a step, and does what is due at it; the kill that is due is left to the caller. */
function dueAt(name: string): Extract<FailureScenario, { kill: unknown }> | undefined {
  steps.push(name);
  const scenario = plan?.scenario;
  const now = plan?.at === steps.length;
  if (scenario === undefined) return undefined;
  if (!now && !('gone' in scenario && scenario.gone && steps.length > (plan?.at ?? 0))) return undefined;
  if ('error' in scenario)
    throw Object.assign(new Error(`${scenario.error}: ${name}`), { code: scenario.error, syscall: name });
  if ('kill' in scenario) return scenario;
  scenario.action();
  return undefined;
}

function report(name: string, descriptor: number | undefined): void {
  const taken = plan?.taken;
  aside(() => taken?.(name, descriptor));
}

/** What is done here is no step: an onlooker looks. */
export function aside(look: () => void): void {
  const held = plan;
  plan = undefined;
  try {
    look();
  } finally {
    plan = held;
  }
}

/** Says something that a kill cannot take back. */
export function say(line: string): void {
  writeSync(1, `${line}\n`);
}
