// Runs the checks one after the other, each with a limit, and turns whatever comes of them into lines.
import { Refusal } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { SelfTestLine } from '#shared/self-test/self-test.ts';
import { type Answer, type Check, failed, notAsked, type SelfTestContext } from './check.ts';

/** A check that has not answered by then has failed. */
const checkLimitMs = 10_000;
/** After this no further check is begun: the whole self-test takes a minute at most. */
const wholeLimitMs = 50_000;

export interface RunOptions {
  /** Whether Electron is underneath. */
  readonly isElectron: boolean;
  /** Milliseconds since some moment. */
  readonly elapsedMs: () => number;
  /** Hears each line as it comes. */
  readonly onLine?: (line: SelfTestLine) => void;
  readonly checkLimitMs?: number;
}

/** Runs every check, whatever became of the ones before it. Never rejects. */
export async function runChecks(
  checks: readonly Check[],
  context: SelfTestContext,
  options: RunOptions,
): Promise<SelfTestLine[]> {
  const { elapsedMs, isElectron, onLine } = options;
  const startMs = elapsedMs();
  const lines: SelfTestLine[] = [];
  for (const check of checks) {
    const isLate = elapsedMs() - startMs > wholeLimitMs;
    const answer = isLate
      ? notAsked('out-of-time')
      : await answerWithin(() => check.ask(context), options.checkLimitMs);
    const line = lineOf(check, answer, isElectron);
    lines.push(line);
    onLine?.(line);
  }
  return lines;
}

/** Asks within a limit; whatever goes wrong is a failure. */
export async function answerWithin(ask: () => Promise<Answer>, limitMs = checkLimitMs): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((done) => {
    timer = setTimeout(() => done(failed(`no answer within ${limitMs / 1000} s`)), limitMs);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    return failed(sawOf(error));
  } finally {
    clearTimeout(timer);
  }
}

/** A refusal by its code: its sentence belongs to a screen. */
const sawOf = (error: unknown): string =>
  error instanceof Refusal ? error.fault.code : error instanceof Error ? error.message : String(error);

/** The answer as a line. Without Electron, nothing that rests on it counts as passed, and nothing as failed either. */
export function lineOf(
  { id, needsElectron }: Pick<Check, 'id' | 'needsElectron'>,
  answer: Answer,
  isElectron: boolean,
): SelfTestLine {
  const { outcome } = answer;
  const detail = answer.detail === undefined ? null : visibleText(answer.detail, 390);
  if (outcome === 'not-asked') return { check: id, outcome, reason: answer.reason, detail, rehearsed: null };
  if (needsElectron && !isElectron) {
    return { check: id, outcome: 'not-asked', reason: 'not-electron', detail, rehearsed: outcome };
  }
  return outcome === 'passed' ? { check: id, outcome, detail } : { check: id, outcome, detail: detail ?? '' };
}
