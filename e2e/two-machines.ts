// The fixture of specs in which both apps play one ceremony: operators' machines over one practice cloud, an offline machine beside them,
// and files that are carried from one to the other.
import { copyFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type PreparedOperators, prepareOperators } from './support/prepared-operators.ts';
import { asNewKeys, withTarget } from '#core/plan/testdata/sample-plan.ts';
import { readPublicIdentity } from '#core/transfer/identity.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { expect, test as base } from './fixture.ts';
import { OnlineMachine } from './online-machine.ts';
import { offlineIdentity } from './other-side.ts';
import type { OfflinePages } from './pages/offline-pages.ts';
import type { Workspace } from './offline-workspace.ts';

type CeremonyKind = 'recovery' | 'activation' | 're-wrap';

interface Fixtures {
  /** What the plan is for; a recovery unless a spec says otherwise. */
  readonly ceremony: CeremonyKind;
  /** Whether the new HSM of a recovery is there already, or still to be made. */
  readonly target: 'there' | 'new';
  /** Who the operators are paired with: the offline app, or its part as `answer` plays it. */
  readonly offlineSide: 'app' | 'scripted';
  /** Plan, identities and a practice cloud that nobody serves yet: the first app that signs in does. */
  readonly prepared: PreparedOperators;
  /** An operator's machine; every one is closed at the end, and has asked nothing of the outside. */
  readonly operator: (role: 'operator-1' | 'operator-2') => OnlineMachine;
}

export const test = base.extend<Fixtures>({
  ceremony: ['recovery', { option: true }],
  target: ['there', { option: true }],
  offlineSide: ['app', { option: true }],
  prepared: [
    async ({ keys, ceremony, target, offlineSide }, use) => {
      const offline = offlineSide === 'app' ? readPublicIdentity(offlineIdentity()) : undefined;
      const prepared = await prepareOperators(keys.workspace, offline, (plan) =>
        planFor[ceremony](target === 'new' ? withTarget(plan, 'new-hsm') : plan),
      );
      // From here on the app serves the cloud.
      await prepared.recovery.cloud.close();
      await use(prepared);
      await keys.closeOpened();
    },
    { timeout: 120_000 },
  ],
  operator: async ({ prepared, workspace }, use) => {
    const machines: OnlineMachine[] = [];
    await use((role) => {
      const machine = new OnlineMachine(role, workspace.folder, prepared);
      machines.push(machine);
      return machine;
    });
    for (const machine of machines) {
      expect(await machine.app.refusedRequests()).toEqual([]);
      await machine.close();
    }
  },
});
export { expect } from './fixture.ts';

const planFor: Readonly<Record<CeremonyKind, (recovery: Plan) => Plan>> = {
  recovery: (plan) => plan,
  // An HSM that nobody has made yet.
  activation: (plan) => asNewKeys(withTarget(plan, 'first-hsm'), 'activation'),
  // The one that the cloud has in service, for people who have no keys of it yet.
  're-wrap': (plan) => asNewKeys(withTarget(plan, plan.source?.name ?? 'none'), 're-wrap'),
};

/** @returns the copy */
export function carry(file: string, folder: string): string {
  const copy = join(folder, basename(file));
  copyFileSync(file, copy);
  return copy;
}

/** The offline app, open and paired with the first operator's machine. @returns the number that it gave out */
export async function openOffline(
  pages: OfflinePages,
  purpose: RegExp,
  {
    workspace,
    prepared,
    first,
  }: { readonly workspace: Workspace; readonly prepared: PreparedOperators; readonly first: OnlineMachine },
): Promise<string> {
  carry(prepared.planFile, workspace.stick('OWN'));
  writeFileSync(join(workspace.stick('OWN'), 'offline.identity.json'), offlineIdentity());
  await pages.begin(purpose, 'Practice', prepared.plan.ceremony);
  await pages.enterClock();
  const { peers } = await first.view();
  const told = {
    planSha256: prepared.planSha256,
    pairingCode: prepared.offline.code,
    number: peers.issued ?? 'none',
  };
  return pages.openCeremony(workspace, told);
}

/** The operator's half of the pairing. */
export async function pairOnline(
  first: OnlineMachine,
  { offline }: PreparedOperators,
  challenge: string,
): Promise<void> {
  await first.pair(offline.code, challenge);
}
