// Faults of the network, the service and the world around it, each on every step that it touches: the right end, the right words,
// and no call that was sent twice. `npm test` plays each fault on one step, and each step with several faults.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instead, tokenOver } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { onStepsInTurn } from '#e2e/support/in-turn.ts';
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
import type { FaultAction, FaultScript } from '#simulator/fault-scripts.ts';
import { type FailureScenarioName, failureScenarios } from '#simulator/failure-scenarios.ts';
import { initRecovery } from './exchange-key.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
});
afterEach(() => recovery.close());
const steps = playedSteps(workspace, () => recovery);

const words = '{"error":{"code":"Odd","message":"odd things happen"}}';
const html = instead(200, '<html>', { 'content-type': 'text/html' });
const redirect = instead(307, '', { location: 'https://evil.example/' });
const changed = (headers: Record<string, string | null>): FaultAction => ({ kind: 'change', headers });
const rewritten = (text: (text: string) => string): FaultAction => ({ kind: 'change', text });
/** The token is refused however often it is shown. */
const tokenRefused = { ...tokenOver, unauthenticated: false } as FaultAction;
const claims: FaultAction = { kind: 'claims', claims: '{"access_token":{"nbf":{"essential":true,"value":"1"}}}' };

interface Expected {
  /** What the first run says. */
  readonly code: string;
  readonly phase: 'succeeded' | 'failed' | 'unknown' | 'answered' | 'intended';
  /** How often the call was sent; once unless told. */
  readonly sends?: number;
}

const data: readonly StepName[] = ['download', 'upload', 'backup', 'restore'];
const all: readonly StepName[] = ['create', ...data];
const passes: Expected = { code: 'done', phase: 'succeeded' };
const refused = (code: string): Expected => ({ code, phase: 'failed' });
const open = (code: string): Expected => ({ code, phase: 'answered' });
/** It stays open, and is sent by the next run. */
const notTaken = (code: string): Expected => ({ code, phase: 'intended' });
const unknown = (code: string): Expected => ({ code, phase: 'unknown' });

interface Script {
  readonly name: string;
  readonly action: FaultAction;
  /** How many requests it hits; 1 unless told. */
  readonly times?: number;
  readonly on: readonly StepName[];
  readonly expected: Expected;
}

/** Faults of the call itself. */
const callScripts: readonly Script[] = [
  {
    name: '429 with Retry-After',
    action: instead(429, words, { 'retry-after': '3' }),
    on: all,
    expected: { ...passes, sends: 2 },
  },
  {
    name: '503 with Retry-After',
    action: instead(503, words, { 'retry-after': '3' }),
    on: all,
    expected: { ...passes, sends: 2 },
  },
  { name: 'bad request', action: instead(400, words), on: all, expected: refused('SERVICE_REFUSED') },
  {
    name: 'a role that is not in force yet',
    action: instead(403, words),
    times: 2,
    on: all,
    expected: { ...passes, sends: 3 },
  },
  {
    name: 'a role that nobody has given',
    action: instead(403, words),
    times: 5,
    on: ['create', 'download', 'backup', 'restore'],
    expected: { ...refused('SERVICE_FORBIDDEN'), sends: 5 },
  },
  {
    name: 'a role that nobody has given for the upload',
    action: instead(403, words),
    times: 5,
    on: ['upload'],
    expected: { ...notTaken('SERVICE_FORBIDDEN'), sends: 5 },
  },
  { name: 'conflicting operation', action: instead(409, words), on: ['create'], expected: refused('SERVICE_CONFLICT') },
  { name: 'another job that ends', action: instead(409, words), times: 3, on: data, expected: { ...passes, sends: 4 } },
  { name: 'HTML page', action: html, on: data, expected: unknown('SERVICE_NOT_JSON') },
  {
    name: 'truncated JSON',
    action: rewritten((text) => text.slice(0, 12)),
    on: data,
    expected: unknown('SERVICE_JSON_BROKEN'),
  },
  { name: 'redirect', action: redirect, on: data, expected: unknown('SERVICE_REDIRECTED') },
  {
    name: 'no status address',
    action: changed({ 'azure-asyncoperation': null }),
    on: ['download', 'upload'],
    expected: unknown('SERVICE_OPERATION_HEADER_MISSING'),
  },
  {
    name: 'foreign Azure-AsyncOperation',
    action: changed({ 'azure-asyncoperation': 'https://evil.example/x' }),
    on: ['download', 'upload'],
    expected: unknown('SERVICE_OPERATION_FOREIGN'),
  },
  {
    name: 'a job that is named in the body alone',
    action: changed({ 'azure-asyncoperation': null }),
    on: ['backup', 'restore'],
    expected: passes,
  },
  {
    name: 'a job under another address, which nobody follows',
    action: changed({ 'azure-asyncoperation': 'https://evil.example/x' }),
    on: ['backup', 'restore'],
    expected: passes,
  },
  {
    name: 'another job under the address than in the body',
    action: changed({ 'azure-asyncoperation': `https://evil.example/restore/${'0'.repeat(32)}/pending` }),
    on: ['backup', 'restore'],
    expected: unknown('SERVICE_OPERATION_FOREIGN'),
  },
  {
    name: 'sign-in without a challenge',
    action: instead(401, ''),
    on: data,
    expected: refused('SERVICE_CHALLENGE_MISSING'),
  },
  {
    name: 'gateway that lost the answer',
    action: instead(502, words),
    on: ['backup', 'restore'],
    expected: unknown('SERVICE_OUTCOME_UNKNOWN'),
  },
  { name: 'token that is over at the call', action: tokenOver, on: data, expected: { ...passes, sends: 2 } },
  { name: 'claims challenge at the call', action: claims, on: data, expected: { ...passes, sends: 2 } },
];

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

/** A step that can begin, and how often its call is sent from here on. */
async function ready(stepName: StepName) {
  const step = steps[stepName];
  const machine = await recovery.open('operator-1');
  await step.prepare(machine);
  const before = sentCalls(workspace, step);
  return { step, machine, sent: () => sentCalls(workspace, step) - before };
}

/**
 * Plays one fault on a step, whose first run must end as expected.
 * @param at of which request of the step
 */
async function meets(
  stepName: StepName,
  { action, times = 1, expected }: Pick<Script, 'action' | 'times' | 'expected'>,
  at: (step: PlayedStep) => Omit<FaultScript, 'action'>,
) {
  const prepared = await ready(stepName);
  const { step, machine } = prepared;
  recovery.cloud.playFaults([{ ...at(step), action, times }]);
  expect(await ended(step.run(machine))).toBe(expected.code);
  expect(phaseOf(machine, stepName)).toBe(expected.phase);
  return prepared;
}

describe.each(callScripts.map((script, row) => ({ ...script, row })))(
  'at the call: $name',
  ({ action, times = 1, on, expected, row }) => {
    onStepsInTurn(row, on, '%s', async (stepName) => {
      const { step, machine, sent } = await meets(stepName, { action, times, expected }, ({ method, path }) => ({
        method,
        path,
      }));
      expect(sent()).toBe(expected.sends ?? 1);
      if (expected.phase === 'intended') {
        expect(machine.journal.state.failures).toEqual([]);
        await step.run(machine);
        expect(phaseOf(machine, stepName)).toBe('succeeded');
        expect(sent()).toBe((expected.sends ?? 1) + 1);
      }
      if (expected.phase !== 'unknown') return;
      // The next run asks where it can be asked; it never sends again.
      await outcomeOf(step.run(machine));
      expect(sent()).toBe(1);
    });
  },
);

/** Faults while waiting; what does not end the call leaves it open, and the next run finishes it. */
const statusScripts: readonly Script[] = [
  { name: 'reset while waiting', action: { kind: 'reset', when: 'before' }, on: all, expected: passes },
  { name: 'half an answer while waiting', action: { kind: 'half' }, on: all, expected: passes },
  { name: '429 while waiting', action: instead(429, words, { 'retry-after': '60' }), on: all, expected: passes },
  { name: '503 while waiting', action: instead(503, words), on: all, expected: passes },
  { name: 'gateway while waiting', action: instead(502, words), on: all, expected: passes },
  { name: 'token that is over while waiting', action: tokenOver, on: data, expected: passes },
  { name: 'claims challenge while waiting', action: claims, on: all, expected: passes },
  { name: 'HTML while waiting', action: html, on: data, expected: open('SERVICE_NOT_JSON') },
  {
    name: 'truncated JSON while waiting',
    action: rewritten((text) => text.slice(0, 12)),
    on: data,
    expected: open('SERVICE_JSON_BROKEN'),
  },
  {
    name: 'wrong types',
    action: rewritten((text) => text.replace(/"status":"\w+"/, '"status":7')),
    on: data,
    expected: open('SERVICE_ANSWER_UNEXPECTED'),
  },
  {
    name: 'an unknown status',
    action: rewritten((text) => text.replace('InProgress', 'Weird')),
    on: data,
    expected: open('SERVICE_STATUS_UNKNOWN'),
  },
  {
    name: 'Failed with an inner error',
    action: rewritten((text) =>
      JSON.stringify({
        ...(JSON.parse(text) as object),
        status: 'Failed',
        endTime: 1,
        error: { code: 'Outer', message: 'outer', innererror: { code: 'Inner', message: 'the innermost reason' } },
      }),
    ),
    on: ['backup', 'restore'],
    expected: refused('SERVICE_OPERATION_FAILED'),
  },
  {
    name: 'Failed',
    action: rewritten((text) => text.replace('InProgress', 'Failed')),
    on: ['download', 'upload'],
    expected: refused('SERVICE_OPERATION_FAILED'),
  },
  { name: 'redirect while waiting', action: redirect, on: data, expected: open('SERVICE_REDIRECTED') },
  {
    name: 'forbidden while waiting',
    action: instead(403, words),
    on: ['create', 'download', 'upload', 'backup'],
    expected: open('SERVICE_FORBIDDEN'),
  },
  {
    name: 'a right that is missing for a moment while the restore replaces the roles',
    action: instead(403, words),
    on: ['restore'],
    expected: passes,
  },
  { name: 'a job that nobody knows', action: instead(404, words), on: data, expected: unknown('STEP_OUTCOME_UNKNOWN') },
];

describe.each(statusScripts.map((script, row) => ({ ...script, row })))(
  'while waiting: $name',
  ({ action, on, expected, row }) => {
    onStepsInTurn(row, on, '%s', async (stepName) => {
      const { step, machine, sent } = await meets(stepName, { action, expected }, ({ status }) => ({
        method: 'GET',
        path: status.path,
        after: status.before,
      }));
      if (expected.phase === 'answered') {
        await step.run(machine);
        expect(phaseOf(machine, stepName)).toBe('succeeded');
      }
      expect(sent()).toBe(1);
    });
  },
);

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
    const names = [...callScripts, ...statusScripts].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const scenariosHere = new Set(worldScripts.map(([scenario]) => scenario));
    expect(names.length + scenariosHere.size).toBeGreaterThanOrEqual(30);
  });
});
