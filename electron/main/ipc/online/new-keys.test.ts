// The steps of new keys that no recovery has, through the calls of the screens.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { sendCertificates } from '#e2e/support/both-sides.ts';
import { type OperatorMachine, prepareOperators } from '#e2e/support/prepared-operators.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { onlineView } from '#shared/contract/online/view.ts';
import { asNewKeys } from '#core/plan/testdata/sample-plan.ts';
import { practiceIdentityId } from '#simulator/control-plane/azure-state.ts';
import { offline } from '#core/transfer/testdata/samples.ts';

const workspace = usePracticeWorkspace();
let machine: OperatorMachine;
afterEach(() => machine.appState.leaveCeremony());

it('makes a test key, attaches an identity to a new HSM, and makes no key twice', async () => {
  const identity = practiceIdentityId.replace(/[^/]+$/u, 'another');
  const prepared = await prepareOperators(workspace, offline, (plan) => {
    const { backup, ...others } = asNewKeys(plan, 'activation');
    return { ...others, backup: backup && { ...backup, identity } };
  });
  expect(await prepared.recovery.cloud.azure.addIdentity('another')).toMatchObject({ id: identity });
  machine = await prepared.enter('operator-1');
  const { appState, calls, stick, token } = machine;
  await prepared.pair(machine);
  const { opened } = appState.openWork('test').journal.state;
  const known = { onlineChallenge: appState.view.peers.issued ?? '', operatorKeyId: opened?.keyId ?? '' };
  const { file } = sendCertificates(workspace, prepared, known);
  writeFileSync(join(stick, 'certificates.bundle.json'), file);
  await calls.exchange.takeIncoming({ file: token(join(stick, 'certificates.bundle.json'), 'bundle') });
  await calls.steps.activate(null);
  /** An action answers when its call is on its way. */
  const ended = () => expect.poll(() => appState.running, { timeout: 20_000 }).toBe(undefined);
  await ended();
  const stateOf = (id: string) => appState.view.steps.find((step) => step.id === id)?.state;
  // The key is made, and its answer is lost on the way.
  prepared.recovery.cloud.playFaults([
    { method: 'POST', path: '/keys/*/create', action: { kind: 'reset', when: 'after' } },
  ]);
  await calls.steps.canary(null);
  await ended();
  expect(stateOf('canary')).toMatchObject({ phase: 'unknown' });
  await calls.steps.resume(null);
  await ended();
  expect(stateOf('canary')).toMatchObject({
    phase: 'done',
    facts: expect.arrayContaining([expect.objectContaining({ fact: 'canary-version' })]) as unknown,
  });
  await calls.steps.identity(null);
  await ended();
  expect(stateOf('identity')).toMatchObject({ phase: 'done' });
  const made = Object.values(appState.openWork('test').journal.state.calls).map(({ id, phase }) => `${id} ${phase}`);
  expect(made).toEqual(['download-1', 'canary-1', 'identity-1'].map((id) => `${id} succeeded`));
  expect(workspace.seen().filter(({ path, hasToken }) => hasToken && path.endsWith('/create'))).toHaveLength(1);
  for (const view of machine.told) expect(onlineView.safeParse(view).error).toBeUndefined();
});
