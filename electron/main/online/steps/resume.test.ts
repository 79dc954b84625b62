// The program ends at every moment of a call, and a new run goes on: the right end, and never a second call.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { faultOfPromise } from '../../../../build/testing/faults.ts';
import { usePracticeRoom } from '../../../../build/testing/practice-room.ts';
import { confirmed, prepareRecovery, receiveBlobOf, type Recovery } from '../../../../build/testing/recovery-room.ts';
import { Refusal } from '../../../../shared/faults/fault.ts';
import type { JournalEvent } from '../../../../shared/journal/events.ts';
import type { FaultDeed } from '../../practice/fault-scripts.ts';
import { practiceAdministrator } from '../../practice/practice-cloud.ts';
import type { AnswerFolder } from './answer-folder.ts';
import { backUp } from './back-up.ts';
import { decide } from './decide.ts';
import { restore } from './restore.ts';
import { byIdentity, type StepContext } from './step-context.ts';
import type { StepJournal } from './step-journal.ts';
import { upload, type UploadOrder } from './upload.ts';

const room = usePracticeRoom();
let recovery: Recovery;
let blob: UploadOrder;
beforeEach(async () => {
  recovery = await prepareRecovery(room);
});
afterEach(() => recovery.close());

class Killed extends Error {}

/** A run of the program that ends at its n-th moment: before or after a line of the journal, or when an answer comes. */
function mortal(context: StepContext, moment: number): StepContext {
  let left = moment;
  const tick = (): void => {
    if (left-- === 0) throw new Killed();
  };
  const { journal, answers } = context;
  const append = async (event: JournalEvent): Promise<void> => {
    tick();
    await journal.append(event);
    tick();
  };
  return {
    ...context,
    journal: over(journal, { append }),
    answers: over(answers, {
      keeper: (call: string) => {
        const keep = answers.keeper(call);
        return async (answer) => {
          // Here the answer is in memory and on no disk.
          tick();
          await keep(answer);
          tick();
        };
      },
    } satisfies Partial<AnswerFolder>),
  };
}

/** An object with some methods replaced; the others keep their own private state. */
const over = <T extends StepJournal | AnswerFolder>(object: T, changed: Partial<T>): T =>
  new Proxy(object, {
    get: (target, name) => {
      const own: unknown = Reflect.get(changed, name) ?? Reflect.get(target, name, target);
      return typeof own === 'function' && !(name in changed) ? (own.bind(target) as unknown) : own;
    },
  });

interface Step {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly status: string;
  /** Whether the service can be asked without a job's name. */
  readonly canAsk: boolean;
  readonly prepare: (context: StepContext) => Promise<void>;
  readonly run: (context: StepContext) => Promise<unknown>;
}

const uploaded = async (context: StepContext): Promise<void> => {
  blob = await receiveBlobOf(room, recovery, context);
  await upload(context, blob);
};

const steps: Readonly<Record<'upload' | 'backup' | 'restore', Step>> = {
  upload: {
    method: 'POST',
    path: '/securitydomain/upload',
    status: '/securitydomain/upload/pending',
    canAsk: true,
    prepare: async (context) => {
      blob = await receiveBlobOf(room, recovery, context);
    },
    run: (context) => upload(context, blob),
  },
  backup: {
    method: 'POST',
    path: '/backup',
    status: '/backup/*/pending',
    canAsk: false,
    prepare: uploaded,
    run: (context) => backUp(context, byIdentity),
  },
  restore: {
    method: 'PUT',
    path: '/restore',
    status: '/restore/*/pending',
    canAsk: false,
    prepare: async (context) => {
      await uploaded(context);
      await backUp(context, byIdentity);
      recovery.clock.advance(30 * 60_000);
    },
    run: (context) =>
      restore(context, {
        access: byIdentity,
        confirmation: confirmed(recovery.plan),
        operators: [practiceAdministrator],
        inventory: recovery.inventory,
      }),
  },
};
const names = Object.keys(steps) as (keyof typeof steps)[];

const sent = ({ method, path }: Step): number =>
  room.seen().filter((one) => one.method === method && one.path === path && one.hasToken).length;
const phaseOf = ({ journal }: StepContext, call: string) =>
  Object.values(journal.state.calls).findLast((each) => each.call === call)?.phase;

/** The first run ends at a moment, the second goes on. */
async function killAndResume(name: keyof typeof steps, moment: number): Promise<'untouched' | 'done' | 'unknown'> {
  const step = steps[name];
  const first = await recovery.open('operator-1');
  await step.prepare(first);
  const before = sent(step);
  try {
    await step.run(mortal(first, moment));
    return 'untouched';
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
  } finally {
    await recovery.close();
  }
  const second = await recovery.open('operator-1');
  const outcome = await step.run(second).then(
    () => 'done' as const,
    (error: unknown) => {
      if (error instanceof Refusal && error.fault.code === 'STEP_OUTCOME_UNKNOWN') return 'unknown' as const;
      // What had not been begun may be begun, or is in order only once; what was settled is not begun again.
      if (error instanceof Refusal && error.fault.code === 'JOURNAL_OUT_OF_ORDER') return 'done' as const;
      throw error;
    },
  );
  // Another backup does no harm, and is made where the first has ended.
  expect(sent(step) - before).toBeLessThanOrEqual(name === 'backup' ? 2 : 1);
  expect(phaseOf(second, name)).toBe(outcome === 'done' ? 'succeeded' : 'unknown');
  return outcome;
}

describe('a run that ends anywhere', () => {
  it.each(names)('%s', async (name) => {
    const outcomes: string[] = [];
    for (let moment = 0; moment < 40; moment += 1) {
      if (moment > 0) recovery = await prepareRecovery(room);
      const outcome = await killAndResume(name, moment);
      if (outcome === 'untouched') break;
      outcomes.push(outcome);
    }
    expect(outcomes.length).toBeGreaterThanOrEqual(6);
    // Between the intent and the answer on disk nobody can tell whether the call was sent; asked, the service knows those it took.
    expect(outcomes.filter((outcome) => outcome === 'unknown').length).toBe(steps[name].canAsk ? 1 : 2);
  });
});

const instead = (status: number, text: string, headers: Record<string, string> = {}): FaultDeed => ({
  kind: 'answer',
  answer: { status, headers: { 'content-type': 'application/json', ...headers }, text },
});
const words = '{"error":{"code":"Odd","message":"odd things happen"}}';
const changed = (headers: Record<string, string | null>): FaultDeed => ({ kind: 'change', headers });
const rewritten = (text: (text: string) => string): FaultDeed => ({ kind: 'change', text });

/** Faults of the call itself: what the first run says, the verdict after it, and how often it may have been sent. */
const callFaults: readonly (readonly [string, FaultDeed, code: string, phase: string, sends: number])[] = [
  ['too many requests', instead(429, words, { 'retry-after': '3' }), 'done', 'succeeded', 2],
  ['unavailable', instead(503, words, { 'retry-after': '3' }), 'done', 'succeeded', 2],
  ['bad request', instead(400, words), 'SERVICE_REFUSED', 'failed', 1],
  ['forbidden', instead(403, words), 'SERVICE_FORBIDDEN', 'failed', 1],
  ['conflict', instead(409, words), 'SERVICE_CONFLICT', 'failed', 1],
  ['HTML', instead(200, '<html>', { 'content-type': 'text/html' }), 'SERVICE_NOT_JSON', 'unknown', 1],
  ['cut JSON', rewritten((text) => text.slice(0, 12)), 'SERVICE_JSON_BROKEN', 'unknown', 1],
  ['redirect', instead(307, '', { location: 'https://evil.example/' }), 'SERVICE_REDIRECTED', 'unknown', 1],
  ['no status address', changed({ 'azure-asyncoperation': null }), 'SERVICE_OPERATION_HEADER_MISSING', 'unknown', 1],
  [
    'foreign status address',
    changed({ 'azure-asyncoperation': 'https://evil.example/x' }),
    'SERVICE_OPERATION_FOREIGN',
    'unknown',
    1,
  ],
];

describe.each(names)('a fault of the call: %s', (name) => {
  const step = steps[name];
  it.each(callFaults)('%s', async (_, deed, code, phase, sends) => {
    const machine = await recovery.open('operator-1');
    await step.prepare(machine);
    const before = sent(step);
    recovery.cloud.playFaults([{ method: step.method, path: step.path, deed }]);
    const outcome = await step.run(machine).then(
      () => 'done',
      (error: unknown) => (error instanceof Refusal ? error.fault.code : Promise.reject(error as Error)),
    );
    expect(outcome).toBe(code);
    expect(phaseOf(machine, name)).toBe(phase);
    expect(sent(step) - before).toBe(sends);
    if (phase !== 'unknown') return;
    // The next run asks where it can be asked; it never sends again.
    await step
      .run(machine)
      .catch((error: unknown) => (error instanceof Refusal ? undefined : Promise.reject(error as Error)));
    expect(sent(step) - before).toBe(1);
  });
});

/** Faults while waiting: the code of the first run, and the phase that the call is left in. */
const statusFaults: readonly (readonly [string, FaultDeed, code: string, phase: string])[] = [
  ['reset', { kind: 'reset', when: 'before' }, 'done', 'succeeded'],
  ['too many requests', instead(429, words, { 'retry-after': '60' }), 'done', 'succeeded'],
  ['unavailable', instead(503, words), 'done', 'succeeded'],
  ['gateway', instead(502, words), 'done', 'succeeded'],
  ['HTML', instead(200, '<html>', { 'content-type': 'text/html' }), 'SERVICE_NOT_JSON', 'answered'],
  ['cut JSON', rewritten((text) => text.slice(0, 12)), 'SERVICE_JSON_BROKEN', 'answered'],
  [
    'wrong types',
    rewritten((text) => text.replace(/"status":"\w+"/, '"status":7')),
    'SERVICE_ANSWER_UNEXPECTED',
    'answered',
  ],
  ['an unknown word', rewritten((text) => text.replace('InProgress', 'Weird')), 'SERVICE_STATUS_UNKNOWN', 'answered'],
  ['failed', rewritten((text) => text.replace('InProgress', 'Failed')), 'SERVICE_OPERATION_FAILED', 'failed'],
  ['redirect', instead(307, '', { location: 'https://evil.example/' }), 'SERVICE_REDIRECTED', 'answered'],
  ['sign-in over', instead(401, ''), 'SERVICE_CHALLENGE_MISSING', 'answered'],
  ['forbidden', instead(403, words), 'SERVICE_FORBIDDEN', 'answered'],
  ['unknown job', instead(404, words), 'STEP_OUTCOME_UNKNOWN', 'unknown'],
];

describe.each(names)('a fault while waiting: %s', (name) => {
  const step = steps[name];
  it.each(statusFaults)('%s', async (_, deed, code, phase) => {
    const machine = await recovery.open('operator-1');
    await step.prepare(machine);
    const before = sent(step);
    // The check before a backup or restore has a status of the same form; its two queries pass.
    const after = name === 'upload' ? 0 : 2;
    recovery.cloud.playFaults([{ method: 'GET', path: step.status, after, deed }]);
    const outcome = await step.run(machine).then(
      () => 'done',
      (error: unknown) => (error instanceof Refusal ? error.fault.code : Promise.reject(error as Error)),
    );
    expect(outcome).toBe(code);
    expect(phaseOf(machine, name)).toBe(phase);
    if (phase === 'answered') {
      await step.run(machine);
      expect(phaseOf(machine, name)).toBe('succeeded');
    }
    expect(sent(step) - before).toBe(1);
  });
});

describe('an outcome that only people can find out', () => {
  it('is settled by two of them, and then the step can be made anew', async () => {
    const machine = await recovery.open('operator-1');
    await steps.backup.prepare(machine);
    recovery.cloud.playFaults([{ method: 'POST', path: '/backup', deed: { kind: 'reset', when: 'before' } }]);
    expect(await faultOfPromise(backUp(machine, byIdentity))).toMatchObject({ code: 'SERVICE_OUTCOME_UNKNOWN' });
    expect(await faultOfPromise(backUp(machine, byIdentity))).toEqual({ code: 'STEP_OUTCOME_UNKNOWN', call: 'backup' });
    const decision = { call: 'backup', verdict: 'failed', by: ['Ada', 'Grace'], reason: 'no new folder' } as const;
    expect(await faultOfPromise(decide(machine, { ...decision, by: ['Ada', 'ada'] }))).toEqual({
      code: 'CONFIRMATION_ONE_PERSON',
    });
    expect(await decide(machine, decision)).toBe('backup-1');
    await backUp(machine, byIdentity);
    expect(phaseOf(machine, 'backup')).toBe('succeeded');
    expect(await faultOfPromise(decide(machine, decision))).toMatchObject({ code: 'JOURNAL_OUT_OF_ORDER' });
  });
});
