// The test key of a new HSM: made once, used at once, and in time for the first backup.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorInstead } from '#e2e/support/fault-actions.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { sendCertificates } from '#e2e/support/both-sides.ts';
import { confirmed, prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { sheet } from '#core/journal/testdata/recovery.ts';
import { publicSha256 } from '#azure/public-half.ts';
import { takeInventory } from '#azure/take-inventory.ts';
import { activate } from './activate.ts';
import { backUp } from './back-up.ts';
import { decide } from './decide.ts';
import { assertCanaryListed, canaryName, makeCanary } from './make-canary.ts';
import type { StepContext } from './step-context.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
let machine: StepContext;

async function begin(kind: 'activation' | 're-wrap'): Promise<void> {
  recovery = await prepareRecovery(workspace, { kind });
  machine = await recovery.open('operator-1');
}
async function activated(): Promise<void> {
  const { file, payloadSha256 } = sendCertificates(workspace, recovery);
  await activate(machine, { bundle: file, readBackSha256: payloadSha256, confirmation: confirmed(recovery.plan) });
}
beforeEach(() => begin('activation'));
afterEach(() => recovery.close());

const create = { method: 'POST', path: '/keys/*/create' } as const;
const sentCreates = (): number =>
  workspace.seen().filter(({ method, path, hasToken }) => method === 'POST' && hasToken && path.endsWith('/create'))
    .length;
const phaseOf = (call: string) =>
  Object.values(machine.journal.state.calls).findLast((each) => each.call === call)?.phase;
const back = () => backUp(machine, managedIdentity);
const outOfOrder = (...rules: string[]) => ({ code: 'JOURNAL_OUT_OF_ORDER', rules });
const exception = (number: number, changed: object = {}): JournalEvent => ({
  ...{ kind: 'exception', number, check: null, ...sheet, step: 'A26' },
  decidedBy: ['Person administrator', 'Person witness'],
  ...changed,
});

describe('the test key', () => {
  it('is made and used before the first backup, is in the list, and is made once', async () => {
    await activated();
    const before = sentCreates();
    const made = await makeCanary(machine);
    const key = canaryName(recovery.plan);
    const found = await machine.hsm.keys.getKey(key);
    expect(made).toEqual({
      ...{ kind: 'canary-proven', key, version: found.key.kid.split('/').at(-1) },
      ...{ publicSha256: publicSha256(found), uses: ['sign', 'unwrap'] },
    });
    expect(found.key.kty).toBe('RSA-HSM');
    // In another order in each answer.
    expect([...found.key.key_ops].sort()).toEqual(['sign', 'unwrapKey', 'verify', 'wrapKey']);
    const { n } = machine.journal.head;
    expect(await makeCanary(machine)).toEqual(made);
    expect(machine.journal.head.n).toBe(n);
    expect(sentCreates() - before).toBe(1);
    await back();
    assertCanaryListed(machine.journal.state, await takeInventory(machine.hsm, { now: 0 }));
  });

  it('waits for the security domain', async () => {
    await workspace.activate(machine.hsm);
    const before = sentCreates();
    expect(await faultOfPromise(makeCanary(machine))).toMatchObject(outOfOrder('canary-after-download'));
    expect(sentCreates()).toBe(before);
  });

  it('is not made into a key of its name that is there', async () => {
    await activated();
    const key = canaryName(recovery.plan);
    await machine.hsm.keys.createKey(key, { kty: 'RSA-HSM', key_size: 2048 });
    const before = sentCreates();
    expect(await faultOfPromise(makeCanary(machine))).toEqual({ code: 'CANARY_EXISTS', key });
    expect(sentCreates()).toBe(before);
    expect(phaseOf('canary')).toBe(undefined);
  });

  it('needs a role that may make and read keys', async () => {
    await activated();
    const forbidden = errorInstead(403, 'Forbidden');
    recovery.cloud.playFaults([{ method: 'GET', path: '/keys/*', action: forbidden }]);
    expect(await faultOfPromise(makeCanary(machine))).toMatchObject({ code: 'SERVICE_FORBIDDEN' });
    expect(phaseOf('canary')).toBe(undefined);
    recovery.cloud.playFaults([{ ...create, action: forbidden, times: 5 }]);
    expect(await faultOfPromise(makeCanary(machine))).toMatchObject({ code: 'SERVICE_FORBIDDEN' });
    expect(phaseOf('canary')).toBe('failed');
    await makeCanary(machine);
    expect(phaseOf('canary')).toBe('succeeded');
  });

  it('whose answer is lost is looked for, and not made again', async () => {
    await activated();
    const before = sentCreates();
    recovery.cloud.playFaults([{ ...create, action: { kind: 'reset', when: 'after' } }]);
    expect(await faultOfPromise(makeCanary(machine))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    expect(phaseOf('canary')).toBe('unknown');
    expect(await makeCanary(machine)).toMatchObject({ uses: ['sign', 'unwrap'] });
    expect(sentCreates() - before).toBe(1);
  });

  it('that never came to the HSM is of unknown outcome, until two people say that it failed', async () => {
    await activated();
    recovery.cloud.playFaults([{ ...create, action: { kind: 'reset', when: 'before' } }]);
    expect(await faultOfPromise(makeCanary(machine))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    expect(await faultOfPromise(makeCanary(machine))).toEqual({ code: 'STEP_OUTCOME_UNKNOWN', call: 'canary' });
    const by = confirmed(recovery.plan).by;
    await decide(machine, { call: 'canary', verdict: 'failed', by, reason: 'The list of keys does not have it' });
    await makeCanary(machine);
    expect(machine.journal.state.calls['canary-2']?.phase).toBe('succeeded');
  });

  it('that was made and not used is used by the next run', async () => {
    await activated();
    recovery.cloud.playFaults([{ method: 'POST', path: '/keys/*/*/sign', action: { kind: 'reset', when: 'before' } }]);
    expect(await faultOfPromise(makeCanary(machine))).toMatchObject({ code: 'SERVICE_ANSWER_LOST' });
    expect(machine.journal.state.canary).toBe(undefined);
    // A key that nobody has used proves nothing yet.
    expect(await faultOfPromise(back())).toEqual({ code: 'CANARY_MISSING' });
    const before = sentCreates();
    await makeCanary(machine);
    expect(sentCreates()).toBe(before);
    await back();
  });

  it('that the HSM does not list any more belongs to no inventory', async () => {
    await activated();
    const { key, version } = await makeCanary(machine);
    const fault = { code: 'CANARY_NOT_LISTED', key, version };
    const listed = async () => {
      assertCanaryListed(machine.journal.state, await takeInventory(machine.hsm, { now: 0 }));
    };
    await listed();
    await machine.hsm.keys.deleteKey(key);
    expect(await faultOfPromise(listed())).toEqual(fault);
    const other = { name: key, versions: [] };
    const inventory = { ...recovery.inventory, keys: [other] };
    expect(
      await faultOfPromise(Promise.resolve().then(() => assertCanaryListed(machine.journal.state, inventory))),
    ).toEqual(fault);
  });
});

describe('the first backup of a new HSM', () => {
  beforeEach(activated);

  it('is not made without the test key, and nothing is sent or written for it', async () => {
    const { n } = machine.journal.head;
    expect(await faultOfPromise(back())).toEqual({ code: 'CANARY_MISSING' });
    expect(machine.journal.head.n).toBe(n);
    expect(workspace.seen().filter(({ path }) => path.endsWith('backup'))).toEqual([]);
  });

  it('leaves it out by an exception of two people at its step, which then stands for later backups too', async () => {
    const withException = (canaryException: number) => backUp(machine, managedIdentity, { canaryException });
    expect(await faultOfPromise(withException(1))).toEqual({
      ...{ code: 'EXCEPTION_UNFIT', number: 1, step: 'A26', problem: 'unknown' },
    });
    await machine.journal.append(exception(1, { step: 'A25' }));
    await machine.journal.append(exception(2, { decidedBy: ['Person witness', 'PERSON WITNESS'] }));
    expect(await faultOfPromise(withException(1))).toMatchObject({ problem: 'other-step' });
    expect(await faultOfPromise(withException(2))).toMatchObject({ problem: 'one-person' });
    await machine.journal.append(exception(3));
    await withException(3);
    await back();
    expect(phaseOf('backup')).toBe('succeeded');
    // In a backup that is made it would not be.
    expect(await faultOfPromise(makeCanary(machine))).toMatchObject(outOfOrder('canary-before-the-backup'));
  });
});

describe('a re-wrap', () => {
  it('is backed up without a test key: its HSM was in service before', async () => {
    await recovery.close();
    await begin('re-wrap');
    await workspace.activate(machine.hsm);
    await activated();
    await back();
    expect(machine.journal.state.canary).toBe(undefined);
  });
});
