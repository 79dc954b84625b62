// What a plan fills in on the emergency card, where the plan does not say everything.
import { expect, it } from 'vitest';
import { asNewKeys, recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { knownOf, lostHsmOf } from './standing-card.ts';

it('is for the new HSM where the plan names no old one', () => {
  expect(lostHsmOf(recoveryPlan)).toBe(recoveryPlan.source?.uri);
  expect(lostHsmOf(asNewKeys(recoveryPlan, 'activation'))).toBe(recoveryPlan.target.uri);
});

it('names the site of a custodian where the plan has one', () => {
  const custodians = recoveryPlan.custodians.map((each, at) => ({ ...each, site: at === 0 ? 'Vault 1' : null }));
  const [, [called]] = knownOf('emergency-offline', { ...recoveryPlan, custodians });
  expect(called).toMatch(/^2\/3: [^;(]+ \(Vault 1\); [^;(]+; [^;(]+$/u);
});

it('leaves room for a backup that the plan does not name', () => {
  const ofBackup = (backup: typeof recoveryPlan.backup) => {
    const [short, long] = knownOf('emergency-online', { ...recoveryPlan, backup });
    return [short.at(-1), ...long.slice(3)];
  };
  const { container, folder, identity } = recoveryPlan.backup ?? expect.fail();
  expect(ofBackup(recoveryPlan.backup)).toEqual([
    container,
    'backups.blob.core.windows.net',
    identity,
    folder,
    undefined,
  ]);
  expect(ofBackup(null)).toEqual([undefined, undefined, undefined, undefined, undefined]);
});
