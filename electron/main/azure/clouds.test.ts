// A whole recovery under the host names of each cloud: HSM, sign-in and storage belong together in each (REQ-04).
import { describe, expect, it } from 'vitest';
import { challengeInstead } from '#e2e/support/fault-actions.ts';
import { receiveBlobOf } from '#e2e/support/both-sides.ts';
import { long } from '#e2e/support/long.ts';
import { managedIdentity, usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { confirmed, prepareRecovery } from '#e2e/support/recovery-setup.ts';
import { outcomeOf } from '#e2e/support/recovery-steps.ts';
import { troublesOf } from '#e2e/support/service-troubles.ts';
import { clouds } from '#core/azure/clouds.ts';
import { backUp } from '#services/recovery/back-up.ts';
import { restore } from '#services/recovery/restore.ts';
import { delegatedAccess } from '#services/recovery/sas.ts';
import { byIdentity, plannedContainer } from '#services/recovery/step-context.ts';
import { upload } from '#services/recovery/upload.ts';
import { verifyRecovered } from '#services/recovery/verify.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import type { ManagedHsm } from './managed-hsm.ts';

const workspace = usePracticeWorkspace();

describe.each(clouds)('in the $name cloud', ({ name: own, hsmSuffix, blobSuffix, loginHost }) => {
  it('a lost HSM is built again, and every host that was asked is of that cloud', { timeout: 60_000 }, async () => {
    const cloud = await workspace.startCloud();
    const make = async (name: string): Promise<ManagedHsm> => {
      const { hsmUri } = await cloud.createHsm(name, { managedIdentity: true, cloud: own });
      return workspace.open(cloud, hsmUri);
    };
    const container = `https://recovery.${blobSuffix}/backups`;
    await cloud.createContainer(container);

    const lost = await make('lost-hsm');
    const securityDomain = await workspace.activate(lost);
    const { key } = await lost.keys.createKey('disk', { kty: 'RSA-HSM', key_size: 2048 });
    const { folderUri } = await (await lost.backups.beginBackup(container, managedIdentity)).pollUntilDone();
    expect(folderUri.startsWith(`${container}/mhsm-lost-hsm-`)).toBe(true);

    const built = await make('built-hsm');
    const blob = await workspace.blobFor(built, securityDomain);
    await (await built.securityDomain.beginUpload(blob)).pollUntilDone();
    await (await built.backups.beginBackup(container, managedIdentity)).pollUntilDone();
    await (await built.backups.beginRestore(folderUri, managedIdentity)).pollUntilDone();
    expect((await built.keys.getKey('disk')).key.n).toBe(key.n);

    const hosts = new Set(workspace.seen().map(({ host }) => host));
    expect(hosts).toEqual(new Set([`lost-hsm.${hsmSuffix}`, `built-hsm.${hsmSuffix}`, loginHost]));
  });
});

describe.each(clouds.filter(({ name }) => name !== 'practice'))(
  'in the $name cloud',
  ({ name, hsmSuffix, blobSuffix, loginHost, hsmResource }) => {
    const challenge = challengeInstead(`Bearer authorization="https://${loginHost}/t", resource="${hsmResource}"`);

    const ways = [
      ['the identity', byIdentity],
      ['a SAS token', undefined],
    ] as const;
    const recovers = async (_: string, access: (typeof ways)[number][1]): Promise<void> => {
      const recovery = await prepareRecovery(workspace, { cloudName: name });
      // A token that begins half an hour ahead of the service's clock would not be valid yet.
      const machine = { ...(await recovery.open('operator-1')), holdMinuteMs: 1000 };
      try {
        expect(machine.plan.target.uri).toBe(`https://recovered-hsm.${hsmSuffix}`);
        expect(plannedContainer(machine.plan)).toBe(`https://recovery.${blobSuffix}/backups`);
        recovery.cloud.playFaults(troublesOf(challenge));
        // People take a step again where it did not finish.
        const finished = async (step: () => Promise<unknown>): Promise<void> => {
          for (let times = 1; ; times += 1) {
            const code = await outcomeOf(step());
            if (code === 'done') return;
            expect(code).toMatch(/^SERVICE_/);
            expect(times).toBeLessThan(4);
          }
        };
        const blob = await receiveBlobOf(workspace, recovery, machine);
        await finished(() => upload(machine, blob));
        await finished(async () => backUp(machine, access ?? (await delegatedAccess(machine, 'backup'))));
        recovery.clock.advance(30_000);
        const confirmation = confirmed(recovery.plan);
        const order = { confirmation, operators: [practiceAdministrator], inventory: recovery.inventory };
        const restoring = async (keyName?: string): Promise<unknown> =>
          restore(machine, {
            ...order,
            access: access ?? (await delegatedAccess(machine, 'restore')),
            ...(keyName === undefined ? {} : { keyName }),
          });
        await finished(() => restoring('disk'));
        await finished(() => restoring());
        const { differences } = await verifyRecovered(machine, recovery.inventory, { publicHalves: true });
        expect(differences).toEqual([]);
        expect(recovery.cloud.unplayedFaults()).toEqual([]);
        expect(Object.values(machine.journal.state.calls).map(({ phase }) => phase)).not.toContain('failed');
      } finally {
        await recovery.close();
      }
    };
    // One of two in each cloud, and each of both.
    const isAsked = ([way]: (typeof ways)[number]): boolean => (way === 'the identity') === (name === 'public');
    const title = 'the steps of a recovery by %s go through every trouble of the service once';
    it.each(ways.filter(isAsked))(title, recovers);
    it.each(ways.filter((way) => !isAsked(way)))(title, long, recovers);
  },
);
