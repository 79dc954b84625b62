// Faults of the network and of the service, played by the practice cloud: each ends in its own fault or in none, and nothing that
// changes an HSM is ever sent twice.
import { cp } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { challengeInstead, instead, tokenOver } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { onStepsInTurn } from '#e2e/support/in-turn.ts';
import { collect, managedIdentity, usePracticeWorkspace, withoutWaiting } from '#e2e/support/practice-workspace.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { germanAdvice } from '#shared/messages/de/faults/index.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import type { FaultAction, FaultScript } from '#simulator/fault-scripts.ts';
import { openManagedHsm, type ManagedHsm } from './managed-hsm.ts';
import type { PollProgress } from './polling.ts';
import type { PracticeCloud } from '#simulator/practice-cloud.ts';
import { takeInventory } from './take-inventory.ts';

const workspace = usePracticeWorkspace();

const reset = (when: 'before' | 'after'): FaultAction => ({ kind: 'reset', when });
const html = instead(200, '<html><title>Welcome to our hotel</title></html>', { 'content-type': 'text/html' });
const error = (status: number, headers: Record<string, string> = {}): FaultAction =>
  instead(status, '{"error":{"code":"Odd","message":"odd things happen"}}', headers);
const text = (change: (text: string) => string): FaultAction => ({ kind: 'change', text: change });
const changedHeaders = (headers: Record<string, string | null>): FaultAction & { kind: 'change' } => ({
  kind: 'change',
  headers,
});

/** An HSM and the steps of a recovery, each ready to be made once. */
interface Stage {
  readonly cloud: PracticeCloud;
  readonly hsm: ManagedHsm;
  readonly folderUri: string;
  readonly blob: Buffer;
  readonly other: ManagedHsm;
}

/** A cloud's directory, set up once and copied for each test: making keys takes longer than everything else here. */
let prepared: { readonly directory: string; readonly folderUri: string; readonly blob: Buffer };
const uriOf = (name: string): string => `https://${name}.managedhsm.practice.invalid`;

beforeAll(async () => {
  const directory = workspace.newDirectory();
  const { cloud, hsm, securityDomain } = await workspace.startActiveHsm('source', { directory, pendingPolls: 1 });
  await hsm.keys.createKey('kept', { kty: 'oct-HSM' });
  const { folderUri } = await (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone();
  const blob = await workspace.blobFor(await workspace.newHsm(cloud, 'target'), securityDomain);
  prepared = { directory, folderUri, blob };
});

async function setStage(): Promise<Stage> {
  const directory = workspace.newDirectory();
  await cp(prepared.directory, directory, { recursive: true });
  const cloud = await workspace.startCloud({ directory, pendingPolls: 1 });
  return {
    ...prepared,
    cloud,
    hsm: workspace.open(cloud, uriOf('source')),
    other: workspace.open(cloud, uriOf('target')),
  };
}

interface Step {
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly status: string;
  readonly run: (stage: Stage) => Promise<unknown>;
}

const steps = {
  upload: {
    method: 'POST',
    path: '/securitydomain/upload',
    status: '/securitydomain/upload/pending',
    run: async ({ other, blob }) => (await other.securityDomain.beginUpload(blob)).pollUntilDone(),
  },
  backup: {
    method: 'POST',
    path: '/backup',
    status: '/backup/*/pending',
    run: async ({ hsm, cloud }) => (await hsm.backups.beginBackup(cloud.containerUri, managedIdentity)).pollUntilDone(),
  },
  'pre-backup': {
    method: 'POST',
    path: '/prebackup',
    status: '/backup/*/pending',
    run: async ({ hsm, cloud }) =>
      (await hsm.backups.beginPreBackup(cloud.containerUri, managedIdentity)).pollUntilDone(),
  },
  restore: {
    method: 'PUT',
    path: '/restore',
    status: '/restore/*/pending',
    run: async ({ hsm, folderUri }) => (await hsm.backups.beginRestore(folderUri, managedIdentity)).pollUntilDone(),
  },
  'pre-restore': {
    method: 'PUT',
    path: '/prerestore',
    status: '/restore/*/pending',
    run: async ({ hsm, folderUri }) => (await hsm.backups.beginPreRestore(folderUri, managedIdentity)).pollUntilDone(),
  },
} as const satisfies Record<string, Step>;
type StepName = keyof typeof steps;
const stepNames = Object.keys(steps) as StepName[];
/** Those whose job is named in the body, too. */
const withJob = stepNames.filter((name) => name !== 'upload');

/** How often the call that changes something was sent with a token, that is, in earnest. */
const sentInEarnest = ({ method, path }: Step): number =>
  workspace.seen().filter((one) => one.method === method && one.path === path && one.hasToken).length;

/** Plays one fault on one step. @returns its fault, or `done` */
async function play(
  name: StepName,
  script: Omit<FaultScript, 'method' | 'path'>,
  on: 'call' | 'status',
): Promise<unknown> {
  const stage = await setStage();
  const step: Step = steps[name];
  const before = sentInEarnest(step);
  const where = on === 'call' ? { method: step.method, path: step.path } : { method: 'GET', path: step.status };
  stage.cloud.playFaults([{ ...script, ...where }]);
  const outcome = await step.run(stage).then(
    () => 'done',
    (refused: unknown) => faultOfPromise(Promise.reject(refused as Error)),
  );
  expect(sentInEarnest(step) - before).toBe(1);
  return outcome;
}

describe('a fault of the call itself', () => {
  test.each(withJob)('%s: a lost answer leaves the outcome unknown', async (name) => {
    const fault = { code: 'SERVICE_OUTCOME_UNKNOWN', operation: name };
    expect(await play(name, { action: reset('after') }, 'call')).toEqual(fault);
    expect(await play(name, { action: reset('before') }, 'call')).toEqual(fault);
    expect(await play(name, { action: { kind: 'half' } }, 'call')).toEqual(fault);
  });

  test('upload: a lost answer is followed by a status query, which finds the upload or finds none', async () => {
    expect(await play('upload', { action: reset('after') }, 'call')).toBe('done');
    expect(await play('upload', { action: { kind: 'half' } }, 'call')).toBe('done');
    expect(await play('upload', { action: reset('before') }, 'call')).toEqual({
      code: 'SERVICE_OUTCOME_UNKNOWN',
      operation: 'upload',
    });
  });

  const cases: readonly (readonly [string, FaultAction, Record<string, unknown>])[] = [
    ['429', error(429, { 'retry-after': '7' }), { code: 'SERVICE_THROTTLED', retryAfterSeconds: 7 }],
    ['503', error(503, { 'retry-after': '9' }), { code: 'SERVICE_UNAVAILABLE', status: 503, retryAfterSeconds: 9 }],
    ['500', error(500), { code: 'SERVICE_OUTCOME_UNKNOWN' }],
    ['504 of a gateway', instead(504, '<html>', { 'content-type': 'text/html' }), { code: 'SERVICE_OUTCOME_UNKNOWN' }],
    ['409', error(409), { code: 'SERVICE_CONFLICT', serviceCode: 'Odd', serviceMessage: 'odd things happen' }],
    ['403', error(403), { code: 'SERVICE_FORBIDDEN', serviceCode: 'Odd' }],
    ['404', error(404), { code: 'SERVICE_NOT_FOUND', serviceCode: 'Odd' }],
    ['400', error(400), { code: 'SERVICE_REFUSED', status: 400, serviceCode: 'Odd' }],
    ['an error in another form', instead(400, '"odd"'), { code: 'SERVICE_REFUSED', serviceCode: '' }],
    ['an HTML page', html, { code: 'SERVICE_NOT_JSON', status: 200, contentType: 'text/html' }],
    [
      'a redirect',
      instead(307, '', { location: 'https://evil.example/' }),
      { code: 'SERVICE_REDIRECTED', to: 'https://evil.example/' },
    ],
    ['truncated JSON', text((body) => body.slice(0, -3)), { code: 'SERVICE_JSON_BROKEN' }],
    ['a member twice', text((body) => body.replace('{', '{"status":"InProgress",')), { code: 'SERVICE_JSON_BROKEN' }],
  ];
  const elsewhere = 'https://evil.example/securitydomain/upload/pending';
  const noJob = (action: FaultAction & { kind: 'change' }): FaultAction => ({
    ...action,
    text: (body) => body.replace('"jobId"', '"job"'),
  });
  const addresses: readonly (readonly [string, FaultAction & { kind: 'change' }, Record<string, unknown>])[] = [
    [
      'no status address',
      changedHeaders({ 'azure-asyncoperation': null }),
      { code: 'SERVICE_OPERATION_HEADER_MISSING' },
    ],
    [
      'a status address elsewhere',
      changedHeaders({ 'azure-asyncoperation': elsewhere }),
      { code: 'SERVICE_OPERATION_FOREIGN', found: elsewhere },
    ],
    [
      'a status address that is none',
      changedHeaders({ 'azure-asyncoperation': 'pending' }),
      { code: 'SERVICE_OPERATION_FOREIGN' },
    ],
  ];
  // Nobody follows the address. A job is named in the body, too, and is not lost by it.
  for (const [row, [what, action, fault]] of addresses.entries()) {
    onStepsInTurn(row, stepNames, `%s: ${what}, and no job in the body`, async (name) => {
      expect(await play(name, { action: noJob(action) }, 'call')).toMatchObject(fault);
    });
    onStepsInTurn(row, withJob, `%s: ${what}, and a job in the body`, async (name) => {
      expect(await play(name, { action }, 'call')).toBe('done');
    });
  }
  for (const [row, [what, action, fault]] of cases.entries()) {
    onStepsInTurn(row, stepNames, `%s: ${what}`, async (name) => {
      expect(await play(name, { action }, 'call')).toMatchObject(fault);
    });
  }
});

describe('a fault of a status query', () => {
  const passing: readonly (readonly [string, FaultAction])[] = [
    ['a broken connection', reset('before')],
    ['a lost answer', reset('after')],
    ['half an answer', { kind: 'half' }],
    ['429', error(429, { 'retry-after': '1' })],
    ['503', error(503)],
    ['502 with an HTML page', instead(502, '<html>', { 'content-type': 'text/html' })],
  ];
  for (const [row, [what, action]] of passing.entries()) {
    onStepsInTurn(row, stepNames, `%s: ${what} passes`, async (name) => {
      expect(await play(name, { action, times: 3 }, 'status')).toBe('done');
    });
  }

  const ending: readonly (readonly [string, FaultAction, Record<string, unknown>])[] = [
    ['an HTML page', html, { code: 'SERVICE_NOT_JSON' }],
    [
      'a redirect',
      instead(302, '', { location: '/elsewhere' }),
      { code: 'SERVICE_REDIRECTED', to: '/elsewhere', status: 302 },
    ],
    ['truncated JSON', text((body) => body.slice(0, 10)), { code: 'SERVICE_JSON_BROKEN' }],
    ['an empty answer', instead(200, ''), { code: 'SERVICE_ANSWER_UNEXPECTED' }],
    ['a list instead of an object', instead(200, '[]'), { code: 'SERVICE_ANSWER_UNEXPECTED' }],
    [
      'a status that is a number',
      text((body) => body.replace(/"status":"\w+"/, '"status":1')),
      { code: 'SERVICE_ANSWER_UNEXPECTED', problems: [{ path: 'status', rule: 'TYPE' }] },
    ],
    [
      'an unknown status',
      text((body) => body.replace(/"status":"\w+"/, '"status":"Paused"')),
      { code: 'SERVICE_STATUS_UNKNOWN', status: 'Paused' },
    ],
    [
      'a failure',
      text((body) => body.replace(/"status":"\w+"/, '"status":"Failed"')),
      { code: 'SERVICE_OPERATION_FAILED' },
    ],
    ['404', error(404), { code: 'SERVICE_NOT_FOUND' }],
  ];
  test.each(stepNames.filter((name) => name !== 'restore'))('%s: 403 ends the wait', async (name) => {
    expect(await play(name, { action: error(403) }, 'status')).toMatchObject({ code: 'SERVICE_FORBIDDEN' });
  });

  for (const [row, [what, action, fault]] of ending.entries()) {
    onStepsInTurn(row, stepNames, `%s: ${what} ends the wait`, async (name) => {
      expect(await play(name, { action }, 'status')).toMatchObject({ ...fault });
    });
  }

  test('a failure is told with every sentence of its reason', async () => {
    const action = text((body) =>
      JSON.stringify({
        ...(JSON.parse(body) as object),
        status: 'Failed',
        endTime: 1,
        error: { code: 'Outer', message: 'outer', innererror: { code: 'Inner', message: 'inner\u202e' } },
      }),
    );
    expect(await play('backup', { action }, 'status')).toEqual({
      code: 'SERVICE_OPERATION_FAILED',
      operation: 'backup',
      serviceCode: 'Outer',
      serviceMessage: 'outer | inner\\u{202e}',
    });
  });

  test.each([
    ['Success', 'done'],
    ['Succeeded', 'done'],
  ])('the word %s ends an upload and a backup', async (word, outcome) => {
    const action = text((body) => body.replace(/"status":"(Success|Succeeded)"/, `"status":"${word}"`));
    expect(await play('upload', { action, times: 9 }, 'status')).toBe(outcome);
    expect(await play('backup', { action, times: 9 }, 'status')).toBe(outcome);
  });

  test('a success without an end, or for another job, is none', async () => {
    const unfinished = text((body) => body.replace(/"status":"\w+"/, '"status":"Succeeded"'));
    expect(await play('restore', { action: unfinished }, 'status')).toBe('done');
    const other = text((body) => body.replace(/"jobId":"\w+"/, `"jobId":"${'0'.repeat(32)}"`));
    expect(await play('restore', { action: other }, 'status')).toMatchObject({
      code: 'SERVICE_ANSWER_UNEXPECTED',
      problems: [{ path: 'jobId', rule: 'VALUE' }],
    });
  });

  test('times may be numeric strings', async () => {
    const action = text((body) =>
      body.replace(/"(startTime|endTime)":(\d+)/g, '"$1":"$2"').replace('"endTime":null', '"endTime":""'),
    );
    expect(await play('backup', { action, times: 9 }, 'status')).toBe('done');
  });

  test('a backup that names no folder is not taken for one', async () => {
    const action = text((body) =>
      body.replace(/"azureStorageBlobContainerUri":"[^"]*"/, '"azureStorageBlobContainerUri":null'),
    );
    expect(await play('backup', { action, times: 9 }, 'status')).toMatchObject({
      problems: [{ path: 'azureStorageBlobContainerUri', rule: 'MISSING' }],
    });
  });
});

describe('an activation', () => {
  test('whose first answer is lost has lost its security domain, says so, and the HSM gives another', async () => {
    const { cloud, hsm } = await workspace.startHsm('lost-file');
    await hsm.securityDomain.getTransferKey();
    cloud.playFaults([{ method: 'POST', path: '/securitydomain/download', action: reset('after') }]);
    const fault = await faultOfPromise(workspace.beginActivation(hsm));
    expect(fault).toEqual({ code: 'SERVICE_SECURITY_DOMAIN_LOST' });
    for (const book of [englishAdvice, germanAdvice]) {
      const { safe, todo } = adviceFor(book, fault);
      expect(safe).toMatch(/Do not delete the HSM|Löschen Sie das HSM nicht/);
      expect(todo).toMatch(/re-wrap|Neuverschlüsselung/);
    }
    // The re-wrap path: the same call once more, to an HSM that is active.
    await hsm.securityDomain.resume('download').pollUntilDone();
    expect((await workspace.activate(hsm)).length).toBeGreaterThan(10_000);
  });

  test('that never arrived is unknown, and can be made again by people', async () => {
    const { cloud, hsm } = await workspace.startHsm('never-came');
    await hsm.securityDomain.getTransferKey();
    cloud.playFaults([{ method: 'POST', path: '/securitydomain/download', action: reset('before') }]);
    expect(await faultOfPromise(workspace.beginActivation(hsm))).toMatchObject({ code: 'SERVICE_OUTCOME_UNKNOWN' });
    expect((await workspace.activate(hsm)).length).toBeGreaterThan(10_000);
  });

  test('keeps the file before it asks for the status', async () => {
    const { hsm } = await workspace.startHsm('kept-first');
    const keep = (): Promise<void> => {
      expect(workspace.seen().some(({ path }) => path.endsWith('/pending'))).toBe(false);
      return Promise.reject(new Error('the disk is full'));
    };
    const certificates = workspace.custodians.map(({ certificateDer }) => certificateDer);
    await expect(hsm.securityDomain.beginDownload({ certificates, required: 2, keep })).rejects.toThrow(
      'the disk is full',
    );
  });
});

describe('a list of keys', () => {
  // An inventory that lost it would say nothing of it, and neither would the comparison with the new HSM.
  test('with a tag that the library of forms would leave out without a word is refused', async () => {
    const { cloud, hsm } = await setStage();
    const action = text((body) => body.replace('"kid":', '"tags":{"__proto__":"x"},"kid":'));
    cloud.playFaults([{ method: 'GET', path: '/keys/kept/versions', action }]);
    expect(await faultOfPromise(takeInventory(hsm, { now: Date.now() }))).toEqual({
      code: 'SERVICE_ANSWER_UNEXPECTED',
      operation: 'keys',
      problems: [{ path: 'value[0].tags', rule: 'VALUE' }],
      serviceCode: '',
      serviceMessage: '',
    });
  });
});

describe('the connection', () => {
  type Connection = Parameters<typeof openManagedHsm>[0];
  const opened = (
    hsmUri: string,
    parts: Pick<Connection, 'credential' | 'httpClient'> & Partial<Connection>,
  ): ManagedHsm => openManagedHsm({ hsmUri, mode: 'practice', waiting: withoutWaiting, ...parts });

  test('reports trouble and last contact while it waits, and goes on', async () => {
    const { cloud, hsm } = await setStage();
    const progress: PollProgress[] = [];
    const job = await hsm.backups.beginBackup(cloud.containerUri, managedIdentity);
    cloud.playFaults([{ method: 'GET', path: '/backup/*/pending', after: 1, action: reset('before') }]);
    await job.pollUntilDone({ onProgress: (one) => progress.push(one) });
    expect(progress.map(({ queries, trouble }) => [queries, trouble?.code])).toEqual([
      [1, undefined],
      [2, 'SERVICE_UNREACHABLE'],
      [3, undefined],
    ]);
    expect(progress[1]?.lastContact).toBe(progress[0]?.lastContact);
  });

  test('stops waiting when people say so, and the job goes on', async () => {
    const { cloud, hsm } = await setStage();
    const job = await hsm.backups.beginBackup(cloud.containerUri, managedIdentity);
    const stop = new AbortController();
    const waiting = job.pollUntilDone({
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(waiting).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    await hsm.backups.resumeBackup(job.jobId).pollUntilDone();
  });

  test('tells practice from production, in both directions', async () => {
    const cloud = await workspace.startCloud();
    const { hsmUri } = await cloud.createHsm('mixed-up', { cloud: 'public' });
    const { httpClient, credential } = workspace.connect(cloud);
    const production = opened(hsmUri, { credential, httpClient, mode: 'production' });
    expect(await faultOfPromise(production.securityDomain.getTransferKey())).toMatchObject({
      code: 'SERVICE_IS_PRACTICE',
    });
    const unmarked: typeof httpClient = {
      sendRequest: async (request) => {
        const answer = await httpClient.sendRequest(request);
        answer.headers.delete('x-lifeboat-practice');
        return answer;
      },
    };
    const practice = opened(hsmUri, { credential, httpClient: unmarked });
    expect(await faultOfPromise(practice.securityDomain.getTransferKey())).toMatchObject({
      code: 'SERVICE_NOT_PRACTICE',
    });
  });

  test('names a sign-in that fails and one that is not taken', async () => {
    const cloud = await workspace.startCloud();
    const { hsmUri } = await cloud.createHsm('sign-in');
    const { httpClient } = workspace.connect(cloud);
    const withToken = (getToken: () => Promise<{ token: string; expiresOnTimestamp: number } | null>) =>
      faultOfPromise(opened(hsmUri, { credential: { getToken }, httpClient }).roles.listAssignments());
    expect(await withToken(() => Promise.reject(new Error('no network')))).toEqual({ code: 'SERVICE_SIGN_IN_FAILED' });
    expect(await withToken(() => Promise.resolve(null))).toEqual({ code: 'SERVICE_SIGN_IN_FAILED' });
    const stale = { token: 'practice.e30.AAAA', expiresOnTimestamp: Date.now() + 3_600_000 };
    expect(await withToken(() => Promise.resolve(stale))).toEqual({ code: 'SERVICE_SIGN_IN_REFUSED' });
  });

  test('says why nobody is there', async () => {
    const { cloud, hsm } = await workspace.startHsm('gone');
    await cloud.close();
    expect(await faultOfPromise(workspace.beginActivation(hsm))).toMatchObject({
      code: 'SERVICE_UNREACHABLE',
      reason: 'refused',
    });
    const stranger = await workspace.startCloud();
    const { httpClient, credential } = workspace.connect({ ...stranger, caCertificatePem: cloud.caCertificatePem });
    const { hsmUri } = await stranger.createHsm('stranger');
    const untrusted = opened(hsmUri, { credential, httpClient });
    expect(await faultOfPromise(untrusted.securityDomain.getTransferKey())).toMatchObject({ reason: 'certificate' });
  });

  test('does not wait for ever for one answer', async () => {
    const cloud = await workspace.startCloud();
    const { hsmUri } = await cloud.createHsm('silent');
    const { httpClient, credential } = workspace.connect(cloud);
    const hsm = opened(hsmUri, { credential, httpClient, requestTimeoutMs: 300 });
    cloud.playFaults([
      { method: 'GET', path: '/securitydomain/upload', times: 3, action: { kind: 'silence' } },
      { method: 'POST', path: '/keys/*/create', action: { kind: 'silence' } },
    ]);
    const query = faultOfPromise(hsm.securityDomain.getTransferKey());
    expect(await query).toMatchObject({ code: 'SERVICE_UNREACHABLE', reason: 'timeout' });
    const action = faultOfPromise(hsm.keys.createKey('silent', { kty: 'oct-HSM' }));
    expect(await action).toEqual({ code: 'SERVICE_ANSWER_LOST', operation: 'keys' });
  });

  test('gets a new token where the old one is no longer taken, in the middle of waiting', async () => {
    const { cloud, hsm } = await setStage();
    const job = await hsm.backups.beginBackup(cloud.containerUri, managedIdentity);
    cloud.playFaults([{ method: 'GET', path: '/backup/*/pending', action: tokenOver }]);
    await job.pollUntilDone();
  });

  test('answers a claims challenge with a token for those claims', async () => {
    const cloud = await workspace.startCloud();
    const { hsmUri } = await cloud.createHsm('claims');
    const { httpClient, credential } = workspace.connect(cloud);
    const claims: (string | undefined)[] = [];
    const recording: typeof credential = {
      getToken: (scopes, options) => {
        claims.push(options?.claims);
        return credential.getToken(scopes, options);
      },
    };
    const wanted = '{"access_token":{"nbf":{"essential":true}}}';
    const challenge = `Bearer realm="", authorization_uri="https://login.practice.invalid/common", error="insufficient_claims", claims="${Buffer.from(wanted).toString('base64')}"`;
    const hsm = opened(hsmUri, { credential: recording, httpClient });
    cloud.playFaults([
      { method: 'GET', path: '/securitydomain/upload', after: 1, action: challengeInstead(challenge) },
    ]);
    await hsm.securityDomain.getTransferKey();
    expect(claims).toEqual([undefined, wanted]);
  });

  test('reads no endless answer', async () => {
    const { cloud, hsm } = await workspace.startHsm('endless');
    cloud.playFaults([
      { method: 'GET', path: '/securitydomain/upload', action: text(() => ' '.repeat(9 * 1024 * 1024)) },
    ]);
    expect(await faultOfPromise(hsm.securityDomain.getTransferKey())).toMatchObject({
      code: 'SERVICE_ANSWER_TOO_LARGE',
    });
  });

  test('does not follow a list of keys to another host', async () => {
    const { cloud, hsm } = await setStage();
    const action = text((body) =>
      body.replace('"nextLink":null', '"nextLink":"https://evil.example/keys?api-version=7.5"'),
    );
    cloud.playFaults([{ method: 'GET', path: '/keys', action }]);
    expect(await faultOfPromise(collect(hsm.keys.listKeys()))).toEqual({
      code: 'SERVICE_PAGE_FOREIGN',
      operation: 'keys',
      found: 'https://evil.example/keys?api-version=7.5',
    });
  });

  test('takes the exchange key as an object too', async () => {
    const { cloud, hsm } = await workspace.startHsm('as-object');
    const expected = (await hsm.securityDomain.getTransferKey()).jwk;
    const action = text((body) => {
      const answer = JSON.parse(body) as { transfer_key: string };
      return JSON.stringify({ ...answer, transfer_key: JSON.parse(answer.transfer_key) as unknown });
    });
    cloud.playFaults([{ method: 'GET', path: '/securitydomain/upload', action }]);
    expect(JSON.parse((await hsm.securityDomain.getTransferKey()).jwk.toString())).toEqual(
      JSON.parse(expected.toString()),
    );
  });
});
