// The program ends at every moment of a call, and a new run goes on: the right end, and never a second call.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { confirmed, prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import {
  Killed,
  mortal,
  outcomeOf,
  phaseOf,
  playedSteps,
  sentCalls,
  type StepName,
  stepNames,
} from '#e2e/support/recovery-steps.ts';
import { backUp } from './back-up.ts';
import { decide } from './decide.ts';
import { byIdentity } from './step-context.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
});
afterEach(() => recovery.close());

const steps = playedSteps(workspace, () => recovery);

type Ending = 'untouched' | 'done' | 'unknown' | 'lost';
const endings: Readonly<Record<string, Ending>> = {
  done: 'done',
  // What was settled is not begun again.
  JOURNAL_OUT_OF_ORDER: 'done',
  STEP_OUTCOME_UNKNOWN: 'unknown',
  SERVICE_SECURITY_DOMAIN_LOST: 'lost',
};

const phases: Readonly<Record<Ending, string>> = {
  untouched: 'succeeded',
  done: 'succeeded',
  unknown: 'unknown',
  lost: 'failed',
};

/** The first run ends at a moment, the second goes on. */
async function killAndResume(name: StepName, moment: number): Promise<Ending> {
  const step = steps[name];
  const first = await recovery.open('operator-1');
  await step.prepare(first);
  const before = sentCalls(workspace, step);
  try {
    await step.run(mortal(first, moment));
    return 'untouched';
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  } finally {
    await recovery.close();
  }
  const second = await recovery.open('operator-1');
  const ending = endings[await outcomeOf(step.run(second))];
  // Another backup does no harm, and is made where the first has ended.
  expect(sentCalls(workspace, step) - before).toBeLessThanOrEqual(name === 'backup' ? 2 : 1);
  expect(phaseOf(second, name)).toBe(phases[ending ?? 'done']);
  return ending ?? 'untouched';
}

describe('a run that ends anywhere', () => {
  const killEverywhere = async (name: StepName): Promise<void> => {
    const found: Ending[] = [];
    for (let moment = 0; moment < 60; moment += 1) {
      if (moment > 0) {
        await recovery.close();
        recovery = await prepareRecovery(workspace);
      }
      const ending = await killAndResume(name, moment);
      if (ending === 'untouched') break;
      found.push(ending);
    }
    expect(found.length).toBeGreaterThanOrEqual(6);
    // Between the intent and the answer on disk nobody can tell whether the call was sent; asked, the service knows those it took. The
    // security domain comes in the answer alone: where that is not on disk, it is gone, whatever the service says.
    expect(found.filter((ending) => ending === 'unknown' || ending === 'lost').length).toBe(steps[name].canAsk ? 1 : 2);
  };
  // Its answer is a file; those of the others can be asked for again.
  it('download', () => killEverywhere('download'));
  it.each(stepNames.filter((name) => name !== 'download'))('%s', long, killEverywhere);
});

describe('an outcome that only people can find out', () => {
  it.each([['intended'], ['answered']] as const)(
    'is decided by nobody while the call is only %s: asking may tell',
    async (phase) => {
      const machine = await recovery.open('operator-1');
      const { uri: target } = recovery.plan.target;
      const intent = { kind: 'call-intended', call: 'backup', id: 'backup-1', target } as const;
      await machine.journal.append({ ...intent, subject: null, folder: null });
      const answered = { kind: 'call-answered', id: 'backup-1', requestId: 'r', job: null } as const;
      if (phase === 'answered') await machine.journal.append({ ...answered, answerSha256: '0'.repeat(64) });
      const { by } = confirmed(recovery.plan);
      const decision = { call: 'backup', verdict: 'failed', by, reason: 'no new folder' } as const;
      expect(await faultOfPromise(decide(machine, decision))).toEqual({
        code: 'STEP_OUTCOME_NOT_ASKED',
        call: 'backup',
      });
      expect(phaseOf(machine, 'backup')).toBe(phase);
      // Taken up again and left once more: a service that never comes to an end keeps no journal open.
      await machine.journal.append({ kind: 'call-queried', id: 'backup-1', status: 'resumed', detail: null });
      await decide(machine, decision);
      expect(phaseOf(machine, 'backup')).toBe('failed');
    },
  );

  it('is settled by two of them, and then the step can be made anew', async () => {
    const machine = await recovery.open('operator-1');
    await steps.backup.prepare(machine);
    recovery.cloud.playFaults([{ method: 'POST', path: '/backup', action: { kind: 'reset', when: 'before' } }]);
    expect(await faultOfPromise(backUp(machine, byIdentity))).toMatchObject({ code: 'SERVICE_OUTCOME_UNKNOWN' });
    expect(await faultOfPromise(backUp(machine, byIdentity))).toEqual({ code: 'STEP_OUTCOME_UNKNOWN', call: 'backup' });
    const decision = {
      call: 'backup',
      verdict: 'failed',
      by: confirmed(recovery.plan).by,
      reason: 'no new folder',
    } as const;
    expect(
      await faultOfPromise(decide(machine, { ...decision, by: ['Person operator-1', 'person operator-1'] })),
    ).toEqual({
      code: 'CONFIRMATION_ONE_PERSON',
    });
    expect(await decide(machine, decision)).toBe('backup-1');
    await backUp(machine, byIdentity);
    expect(phaseOf(machine, 'backup')).toBe('succeeded');
    expect(await faultOfPromise(decide(machine, decision))).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER' });
  });
});
