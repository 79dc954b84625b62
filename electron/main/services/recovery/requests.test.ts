// How many requests each step makes, and which: what is not needed is not asked, and what is asked once is not asked twice.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { confirmed, prepareRecovery, type Recovery } from '#e2e/support/recovery-setup.ts';
import { playedSteps, type StepName, stepNames } from '#e2e/support/recovery-steps.ts';
import { initRecovery } from './exchange-key.ts';
import { takeInventory } from '#azure/take-inventory.ts';

const workspace = usePracticeWorkspace();
let recovery: Recovery;
beforeEach(async () => {
  recovery = await prepareRecovery(workspace);
});
afterEach(() => recovery.close());
const steps = playedSteps(workspace, () => recovery);

/** The requests of some work, without the hosts: `401` marks a client's first one, which goes without a token. */
async function requestsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = workspace.seen().length;
  await work();
  return workspace
    .seen()
    .slice(before)
    .map(({ method, path, status }) => `${method} ${plain(path)}${status === 401 ? ' 401' : ''}`);
}

const plain = (path: string): string =>
  path
    .replace(/^\/subscriptions\/[^/]+/, '')
    .replace(/^\/resourceGroups\/[^/]+/i, '')
    .replace('/providers/Microsoft.KeyVault', '')
    .replace(/[0-9a-f]{32}/, 'JOB');

const signIn = 'POST /common/oauth2/v2.0/token';
/** The practice HSM ends an operation at the second question, and a check at the first. */
const asked = (path: string): string[] => [`GET ${path}`, `GET ${path}`];

const expected: Readonly<Record<StepName, readonly string[]>> = {
  create: [
    signIn,
    // Three questions before: whether it is there, soft-deleted, or somebody else's.
    'GET /managedHSMs/recovered-hsm',
    'GET /deletedManagedHSMs',
    'POST /checkMhsmNameAvailability',
    'PUT /managedHSMs/recovered-hsm',
    ...asked('/managedHSMs/recovered-hsm'),
  ],
  download: ['POST /securitydomain/download', ...asked('/securitydomain/download/pending')],
  upload: [
    // The key is fetched once more, just before.
    'GET /securitydomain/upload',
    'POST /securitydomain/upload',
    ...asked('/securitydomain/upload/pending'),
    signIn,
    'GET /managedHSMs/recovered-hsm',
  ],
  backup: [
    signIn,
    'GET /backups',
    'POST /prebackup',
    'GET /backup/JOB/pending',
    'POST /backup',
    ...asked('/backup/JOB/pending'),
    'GET /backups',
  ],
  restore: [
    'PUT /prerestore',
    'GET /restore/JOB/pending',
    'PUT /restore',
    // Once more after the work is done, with the roles of the backup.
    ...asked('/restore/JOB/pending'),
    'GET /restore/JOB/pending',
    'GET /providers/Microsoft.Authorization/roleAssignments',
  ],
};

describe('the requests of a step', () => {
  it.each(stepNames)('%s', async (name) => {
    const machine = await recovery.open('operator-1');
    await steps[name].prepare(machine);
    expect(await requestsOf(() => steps[name].run(machine))).toEqual(expected[name]);
  });

  it('init-recovery is one call; a step that was done is none', async () => {
    const machine = await recovery.open('operator-1');
    const begin = () => initRecovery(machine, confirmed(recovery.plan));
    const token = 'POST /00000000-0000-4000-8000-000000000001/oauth2/v2.0/token';
    const fetched = 'GET /securitydomain/upload';
    expect(await requestsOf(begin)).toEqual([`${fetched} 401`, token, fetched]);
    expect(await requestsOf(begin)).toEqual([]);
  });

  it('an inventory asks for each key once, and for public halves only where they are wanted', async () => {
    const source = workspace.open(recovery.cloud, recovery.plan.source?.uri ?? '');
    await source.roles.listAssignments();
    const lists = ['GET /keys', 'GET /keys/disk/versions', 'GET /keys/data/versions'];
    const others = ['/settings', '/ekm', '/deletedkeys', '/keys/disk/rotationpolicy', '/keys/data/rotationpolicy'].map(
      (path) => `GET ${path}`,
    );
    const roles = ['roleAssignments', 'roleDefinitions'].map(
      (list) => `GET /providers/Microsoft.Authorization/${list}`,
    );
    const take = (publicHalves: boolean) => requestsOf(() => takeInventory(source, { now: Date.now(), publicHalves }));
    expect((await take(false)).toSorted()).toEqual([...lists, ...roles, ...others].toSorted());
    expect((await take(true)).length).toBe(lists.length + roles.length + others.length + 3);
  });
});
