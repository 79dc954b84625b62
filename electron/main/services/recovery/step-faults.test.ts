// Faults of the network, the service and the world around it, each on every step that it touches: the right end, the right words,
// and no call that was sent twice. `npm test` plays each fault on one step, and each step with several faults.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instead, tokenOver } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { onStepsInTurn } from '#e2e/support/in-turn.ts';
import {
  callFailures,
  changed,
  data,
  rewritten,
  type ServiceFailure,
  statusFailures,
  tokenRefused,
  wayOf,
  words,
} from '#e2e/support/service-failures.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { confirmed, prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import {
  outcomeOf,
  phaseOf,
  type PlayedStep,
  playedSteps,
  sentCalls,
  type StepName,
} from '#e2e/support/recovery-steps.ts';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import type { StepContext } from './step-context.ts';
import type { FaultScript } from '#simulator/fault-scripts.ts';
import { type FailureScenarioName, failureScenarios } from '#simulator/failure-scenarios.ts';
import { decide } from './decide.ts';
import { initRecovery } from './exchange-key.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
});
afterEach(() => recovery.close());
const steps = playedSteps(workspace, () => recovery);

async function prepare(stepName: StepName): Promise<Recovery> {
  const from = recovery;
  await steps[stepName].prepare(await from.open('operator-1'));
  await from.close();
  await from.cloud.close();
  prepared.set(stepName, from);
  return from;
}

/** What people read; where the service gave a reason, it is in it. */
function assertWords(fault: Fault): void {
  const { happened, safe, todo } = adviceFor(englishAdvice, fault);
  for (const sentence of [happened, safe, todo]) expect(sentence).toMatch(/^\S.{15,}/su);
  if ('serviceCode' in fault && fault.serviceCode === 'Odd') expect(happened).toContain('odd things happen');
}

/** Runs a step, and says what came of it. */
const ended = (attempt: Promise<unknown>): Promise<string> =>
  outcomeOf(
    attempt.catch((error: unknown) => {
      if (error instanceof Refusal) assertWords(error.fault);
      throw error;
    }),
  );

/** Recoveries with a blob that has come: to get there takes longer than the steps that follow, so it is done once, and gone on with in copies. */
const prepared = new Map<StepName, Recovery>();

/** A step that can begin, and how often its call is sent from here on. */
async function ready(stepName: StepName) {
  const step = steps[stepName];
  const isAlone = stepName === 'create' || stepName === 'download';
  if (!isAlone)
    recovery = await prepareRecovery(workspace, { from: prepared.get(stepName) ?? (await prepare(stepName)) });
  const machine = await recovery.open('operator-1');
  if (isAlone) await step.prepare(machine);
  const before = sentCalls(workspace, step);
  return { step, machine, sent: () => sentCalls(workspace, step) - before };
}

/**
 * Plays one fault on a step, whose first run must end as expected.
 * @param at of which request of the step
 */
async function meets(
  stepName: StepName,
  { action, times = 1, expected }: Pick<ServiceFailure, 'action' | 'times' | 'expected'>,
  at: (step: PlayedStep) => Omit<FaultScript, 'action'>,
) {
  const prepared = await ready(stepName);
  const { step, machine } = prepared;
  recovery.cloud.playFaults([{ ...at(step), action, times }]);
  expect(await ended(step.run(machine))).toBe(expected.code);
  expect(phaseOf(machine, stepName)).toBe(expected.phase);
  return prepared;
}

/** The step as the table says: run again it finishes, or only after two people have decided. */
async function goesOn(
  failure: ServiceFailure,
  stepName: StepName,
  { step, machine }: Awaited<ReturnType<typeof meets>>,
) {
  const way = wayOf(failure, stepName);
  if (way === 'borne') return;
  if (failure.expected.phase === 'intended') expect(machine.journal.state.failures).toEqual([]);
  if (way === 'decide') {
    expect(await outcomeOf(step.run(machine))).not.toBe('done');
    await decided(stepName, machine);
    // The words of a failure were put into the mouth of an HSM that has taken the upload, and takes no other.
    if (failure.name === 'Failed') {
      expect(machine.journal.state.failures).toEqual([]);
      return;
    }
  }
  expect(await outcomeOf(step.run(machine))).toBe('done');
  expect(phaseOf(machine, stepName)).toBe('succeeded');
}

/** Two people look, and enter what they found; a refused upload is left by an exception. */
async function decided(call: StepName, machine: StepContext): Promise<void> {
  const { by } = confirmed(recovery.plan);
  if (phaseOf(machine, call) === 'unknown') {
    await decide(machine, { call, verdict: 'failed', by, reason: 'Nothing is there.' });
  }
  if (call !== 'upload') return;
  await machine.journal.append({
    ...{ kind: 'exception', number: 1, check: 'upload-refused', ...sheet, step: 'C15' },
    decidedBy: [...by],
  });
}

describe.each(callFailures.map((failure, row) => ({ ...failure, row })))('at the call: $name', (failure) => {
  onStepsInTurn(failure.row, failure.on, '%s', async (stepName) => {
    const met = await meets(stepName, failure, ({ method, path }) => ({ method, path }));
    expect(met.sent()).toBe(failure.expected.sends ?? 1);
    await goesOn(failure, stepName, met);
  });
});

describe.each(statusFailures.map((failure, row) => ({ ...failure, row })))('while waiting: $name', (failure) => {
  onStepsInTurn(failure.row, failure.on, '%s', async (stepName) => {
    const met = await meets(stepName, failure, ({ status }) => ({
      method: 'GET',
      path: status.path,
      after: status.before,
    }));
    expect(met.sent()).toBe(1);
    await goesOn(failure, stepName, met);
  });
});

/** As two kinds of front end say it. */
const versionRefusals = [
  instead(400, '{"error":{"code":"UnsupportedApiVersion","message":"The API version 7.6 is not supported."}}'),
  instead(400, '{"error":{"code":"BadParameter","message":"The specified version (7.6) is not recognized."}}'),
];

describe('a service that does not know the version of a call', () => {
  it.each(versionRefusals)(
    'has no checks before backup and restore, and both are made all the same',
    async (action) => {
      for (const [stepName, path] of [
        ['backup', '/prebackup'],
        ['restore', '/prerestore'],
      ] as const) {
        const { step, machine } = await ready(stepName);
        recovery.cloud.playFaults([{ method: path === '/prebackup' ? 'POST' : 'PUT', path, times: 100, action }]);
        await step.run(machine);
        expect(phaseOf(machine, stepName)).toBe('succeeded');
        await recovery.close();
        recovery = await prepareRecovery(workspace);
      }
    },
  );

  it.each(versionRefusals)('is asked in the version before it', async (action) => {
    const { step, machine, sent } = await ready('backup');
    recovery.cloud.playFaults([{ method: step.method, path: step.path, action }]);
    await step.run(machine);
    expect(phaseOf(machine, 'backup')).toBe('succeeded');
    expect(sent()).toBe(2);
  });

  it('has refused the call where another 400 comes', async () => {
    const { step, machine } = await ready('backup');
    recovery.cloud.playFaults([{ method: 'POST', path: '/prebackup', action: instead(400, words) }]);
    expect(await faultOfPromise(step.run(machine))).toMatchObject({ code: 'SERVICE_REFUSED', serviceCode: 'Odd' });
  });
});

describe('a restore that takes the roles of whoever watches it', () => {
  it.each([
    ['403', instead(403, words)],
    ['401', tokenRefused],
  ])(
    'is no failure: after many times %s it says what it knows, and the next run waits for the same job',
    async (_, action) => {
      const { step, machine, sent } = await ready('restore');
      const { path, before: after } = step.status;
      recovery.cloud.playFaults([{ method: 'GET', path, after, times: 100, action }]);
      const fault = await faultOfPromise(step.run(machine));
      const job = Object.values(machine.journal.state.calls).find(({ call }) => call === 'restore')?.job;
      expect(fault).toEqual({ code: 'SERVICE_WATCH_LOST', operation: 'restore', jobId: job });
      expect(phaseOf(machine, 'restore')).toBe('answered');
      expect(adviceFor(englishAdvice, fault).safe).toContain('not a failure of the restore');
      recovery.cloud.playFaults([]);
      await step.run(machine);
      expect(phaseOf(machine, 'restore')).toBe('succeeded');
      expect(sent()).toBe(1);
    },
  );

  it('has ended where the account may no longer read back what came, and the journal notes it', async () => {
    const { step, machine } = await ready('restore');
    const path = '/providers/Microsoft.Authorization/roleAssignments';
    recovery.cloud.playFaults([{ method: 'GET', path, times: 100, action: instead(403, words) }]);
    await step.run(machine);
    expect(phaseOf(machine, 'restore')).toBe('succeeded');
    const journal = await readFile(join(recovery.folder, 'operator-1', 'journal.jsonl'), 'utf8');
    expect(journal).toContain('this account may not read back what it holds: SERVICE_FORBIDDEN');
  });
});

describe('Success and Succeeded', () => {
  it.each(data.flatMap((name) => ['Success', 'Succeeded'].map((word) => [name, word] as const)))(
    'end the %s: %s',
    async (stepName, word) => {
      const { step, machine } = await ready(stepName);
      const action = rewritten((text) => text.replace(/"status":"(?:Success|Succeeded)"/, `"status":"${word}"`));
      recovery.cloud.playFaults([{ method: 'GET', path: step.status.path, times: 9, action }]);
      await step.run(machine);
      expect(phaseOf(machine, stepName)).toBe('succeeded');
    },
  );
});

const jobFailed = (why: string) => ({
  code: 'SERVICE_OPERATION_FAILED',
  serviceMessage: expect.stringContaining(why) as string,
});
const noRole = jobFailed('the identity of the HSM has no role on the storage container');
const firewall = jobFailed('the firewall of the storage account does not let trusted services pass');
const policy = jobFailed('the storage container has an immutability policy or a legal hold');

/** What is wrong with the world around the HSM, and by which words the step ends; a check before it leaves no call behind. */
const worldScripts: readonly (readonly [
  FailureScenarioName,
  StepName,
  Partial<Record<string, unknown>>,
  ('failed' | 'intended')?,
])[] = [
  ['container-missing', 'backup', { code: 'STEP_PREFLIGHT' }],
  ['storage-role-missing', 'backup', noRole],
  ['storage-role-missing', 'restore', noRole],
  ['storage-firewall-closed', 'backup', firewall],
  ['storage-firewall-closed', 'restore', firewall],
  ['immutability-policy', 'backup', policy],
  ['legal-hold', 'backup', policy],
  ['container-missing', 'restore', jobFailed('the storage container does not exist')],
  ['operation-of-another', 'backup', { code: 'SERVICE_CONFLICT' }],
  ['operation-of-another', 'restore', { code: 'SERVICE_CONFLICT' }],
  ['operation-of-another', 'upload', { code: 'SERVICE_CONFLICT' }, 'intended'],
  [
    'provider-unregistered',
    'create',
    { code: 'SERVICE_CONFLICT', serviceCode: 'MissingSubscriptionRegistration' },
    'failed',
  ],
  ['name-soft-deleted', 'create', { code: 'STEP_PREFLIGHT' }],
  ['name-taken', 'create', { code: 'STEP_PREFLIGHT' }],
  ['quota-used-up', 'create', { code: 'SERVICE_CONFLICT', serviceCode: 'QuotaExceeded' }, 'failed'],
  ['no-capacity', 'create', { code: 'SERVICE_OPERATION_FAILED' }, 'failed'],
];

describe('the world around', () => {
  const rows = worldScripts.map(([scenario, stepName, fault, phase]) => ({ scenario, stepName, fault, phase }));
  it.each(rows)('$scenario: $stepName', async ({ scenario, stepName, fault, phase }) => {
    const { step, machine, sent } = await ready(stepName);
    const { containerUri } = recovery.cloud;
    await failureScenarios[scenario](recovery.cloud, { hsmName: 'recovered-hsm', containerUri });
    expect(await faultOfPromise(step.run(machine))).toMatchObject(fault);
    expect(phaseOf(machine, stepName)).toBe(phase);
    expect(sent()).toBe(phase === undefined ? 0 : phase === 'intended' ? 16 : 1);
  });
});

describe('an upload whose answer is lost', () => {
  const call = { method: 'POST', path: '/securitydomain/upload' } as const;
  const question = { method: 'GET', path: '/securitydomain/upload/pending' } as const;
  const lost = { ...call, action: { kind: 'reset', when: 'after' } } as const;

  it.each([400, 401, 403, 409])('stays unknown where the question about it is answered with %i', async (status) => {
    const { step, machine, sent } = await ready('upload');
    const action = status === 401 ? tokenRefused : instead(status, words);
    recovery.cloud.playFaults([lost, { ...question, times: status === 401 ? 2 : 1, action }]);
    expect(await ended(step.run(machine))).toBe('SERVICE_OUTCOME_UNKNOWN');
    expect(phaseOf(machine, 'upload')).toBe('unknown');
    expect(machine.journal.state.failures).toEqual([]);
    await step.run(machine);
    expect([phaseOf(machine, 'upload'), sent()]).toEqual(['succeeded', 1]);
  });

  it('stays unknown where the service may speak of the one before it', async () => {
    const { step, machine } = await ready('upload');
    recovery.cloud.playFaults([{ ...call, action: instead(400, words) }]);
    await ended(step.run(machine));
    await machine.journal.append({
      ...{ kind: 'exception', number: 1, check: 'upload-refused', ...sheet, step: 'C15' },
      decidedBy: ['Person operator-1', 'Person witness'],
    });
    const failed = rewritten((text) => text.replace(/"status":"\w+"/, '"status":"Failed"'));
    recovery.cloud.playFaults([lost, { ...question, times: 9, action: failed }]);
    expect(await ended(step.run(machine))).toBe('STEP_OUTCOME_UNKNOWN');
    expect(phaseOf(machine, 'upload')).toBe('unknown');
    recovery.cloud.playFaults([]);
    await step.run(machine);
    expect(phaseOf(machine, 'upload')).toBe('succeeded');
  });
});

describe('a call that is repeated because it was not taken on', () => {
  const words503 = instead(503, words);

  it('ends after ten minutes, with few answers in the folder, each named in the journal', async () => {
    const { step, machine, sent } = await ready('backup');
    recovery.cloud.playFaults([{ method: 'POST', path: '/backup', times: 1000, action: words503 }]);
    let waitedMs = 0;
    const wait = (ms: number): Promise<void> => {
      waitedMs += ms;
      return Promise.resolve();
    };
    const troubles: unknown[] = [];
    const polling = { onProgress: ({ trouble }: { readonly trouble?: unknown }) => void troubles.push(trouble) };
    expect(await outcomeOf(step.run({ ...machine, waiting: { ...machine.waiting, wait }, polling }))).toBe(
      'SERVICE_UNAVAILABLE',
    );
    expect(waitedMs).toBeGreaterThanOrEqual(10 * 60_000);
    expect(waitedMs).toBeLessThan(15 * 60_000);
    expect(sent()).toBeLessThan(20);
    expect(troubles).toContainEqual(expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' }));
  });

  it('is sent again by the next run only where the journal says that it was not taken on', async () => {
    const { step, machine, sent } = await ready('upload');
    recovery.cloud.playFaults([
      { method: 'POST', path: '/securitydomain/upload', times: 5, action: instead(403, words) },
    ]);
    expect(await ended(step.run(machine))).toBe('SERVICE_FORBIDDEN');
    // The program ends between the line that says so and the answer.
    await machine.journal.append({ kind: 'call-queried', id: 'upload-1', status: 'sent-again', detail: null });
    expect(await ended(step.run(machine))).toBe('STEP_OUTCOME_UNKNOWN');
    expect(sent()).toBe(5);
  });

  it('waits for a role for as long as it may take', async () => {
    const { step, machine, sent } = await ready('backup');
    const id = '00000000-0000-4000-8000-000000000001';
    await machine.journal.append({
      ...{ kind: 'role-changed', change: 'assigned', scope: '/', role: 'Managed HSM Backup User' },
      ...{ principalId: id, principalType: null, assignment: id },
    });
    recovery.cloud.playFaults([{ method: 'POST', path: '/backup', times: 12, action: instead(403, words) }]);
    await step.run(machine);
    expect(sent()).toBe(13);
  });
});

describe('silence of minutes', () => {
  beforeEach(async () => {
    await recovery.close();
    recovery = await prepareRecovery(workspace, { requestTimeoutMs: 700 });
  });

  it('after the call leaves a backup unknown, and an upload is found by asking', async () => {
    const machine = await recovery.open('operator-1');
    await steps.upload.prepare(machine);
    const silence = (path: string) => ({ method: 'POST', path, action: { kind: 'silence' } as const });
    recovery.cloud.playFaults([silence('/securitydomain/upload'), silence('/backup')]);
    await steps.upload.run(machine);
    expect(phaseOf(machine, 'upload')).toBe('succeeded');
    expect(await outcomeOf(steps.backup.run(machine))).toBe('SERVICE_OUTCOME_UNKNOWN');
    expect(phaseOf(machine, 'backup')).toBe('unknown');
    expect(sentCalls(workspace, steps.backup)).toBe(1);
  });

  it('while waiting is said, and waited through', async () => {
    const machine = await recovery.open('operator-1');
    await steps.upload.prepare(machine);
    recovery.cloud.playFaults([{ method: 'GET', path: '/securitydomain/upload/pending', action: { kind: 'silence' } }]);
    const troubles: unknown[] = [];
    const polling = {
      onProgress: ({ trouble }: { readonly trouble?: unknown }) => trouble !== undefined && troubles.push(trouble),
    };
    await steps.upload.run({ ...machine, polling: { onProgress: (progress) => void polling.onProgress(progress) } });
    expect(troubles).toMatchObject([{ code: 'SERVICE_UNREACHABLE', reason: 'timeout' }]);
  });
});

describe('a laptop that slept', () => {
  it('finds its call done, its token over and the hold past, and goes on', async () => {
    const machine = await recovery.open('operator-1');
    await steps.backup.prepare(machine);
    let slept = 0;
    // Between two questions eight hours go by; the token has ended meanwhile, and every kept connection is gone.
    const onProgress = (): void => {
      if (slept++ > 0) return;
      recovery.clock.advance(8 * 3_600_000);
      recovery.cloud.playFaults([
        { method: 'GET', path: '/backup/*/pending', action: tokenOver },
        { method: 'GET', path: '/backup/*/pending', after: 1, action: { kind: 'reset', when: 'before' } },
      ]);
    };
    await steps.backup.run({ ...machine, polling: { onProgress } });
    expect(phaseOf(machine, 'backup')).toBe('succeeded');
    expect(sentCalls(workspace, steps.backup)).toBe(1);
  });
});

describe('a clock that is off by days', () => {
  it('of the service is seen in the record of the key where the service says its time, and stops nothing', async () => {
    const machine = await recovery.open('operator-1');
    const date = 'Wed, 01 Jan 2020 00:00:00 GMT';
    recovery.cloud.playFaults([{ method: 'GET', path: '/securitydomain/upload', times: 9, action: changed({ date }) }]);
    const { observation, verdict } = await initRecovery(machine, confirmed(recovery.plan));
    expect(observation.serverDate).toBe(date);
    expect(verdict.checks.find(({ id }) => id === 'connection-path')).toMatchObject({
      outcome: 'note',
      value: expect.stringContaining(`operator-1: ${observation.fetchedAt}, Date: ${date}`) as string,
    });
  });

  it('of this machine is refused where certificates are out of time by it', async () => {
    const machine = await recovery.open('operator-1');
    recovery.clock.advance(400 * 24 * 3_600_000);
    const fault = await faultOfPromise(initRecovery(machine, confirmed(recovery.plan)));
    expect(fault).toMatchObject({
      code: 'EXCHANGE_KEY_REFUSED',
      failed: expect.arrayContaining(['connection-path']) as string[],
    });
  });

  it('of this machine does not shorten a hold that was begun before it was put right', async () => {
    const machine = await recovery.open('operator-1');
    await steps.backup.prepare(machine);
    await steps.backup.run(machine);
    recovery.clock.advance(-3 * 3_600_000);
    expect(await outcomeOf(steps.restore.run(machine))).toBe('HOLD_RUNNING');
  });
});

describe('the scripts', () => {
  it('are thirty and more, each under its own name', () => {
    const names = [...callFailures, ...statusFailures].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const decidedAt = [...callFailures, ...statusFailures].filter((each) => each.decidedAt !== undefined);
    // A blob that the service has refused, and answers that are lost with the only name of a job.
    expect(decidedAt.map(({ name }) => name)).toEqual([
      ...['bad request', 'HTML page', 'gateway that lost the answer', 'Failed'],
    ]);
    const scenariosHere = new Set(worldScripts.map(([scenario]) => scenario));
    expect(names.length + scenariosHere.size).toBeGreaterThanOrEqual(30);
  });
});
