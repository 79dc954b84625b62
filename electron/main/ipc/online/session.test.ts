// The session of a rehearsal, opened by what its workspace knows: for an operator, for the other one, and over no other ceremony.
import { afterEach, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { type OperatorMachine, prepareOperators } from '#e2e/support/prepared-operators.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import type { WorkspaceSession } from '#services/app/open-rehearsal.ts';
import { enterRehearsal } from './session.ts';

const workspace = usePracticeWorkspace();
const machines: OperatorMachine[] = [];
afterEach(async () => {
  for (const { appState } of machines.splice(0)) await appState.leaveCeremony();
});

it('opens for an operator without a question, goes on where it is open, and changes hands', async () => {
  const prepared = await prepareOperators(workspace);
  const machine = prepared.start('operator-1');
  machines.push(machine);
  const { appState, token } = machine;
  const session = (role: 'operator-1' | 'operator-2', ceremony = prepared.plan.ceremony): WorkspaceSession => ({
    ceremony,
    plan: token(prepared.planFile, 'plan'),
    planSha256: prepared.planSha256,
    identity: token(prepared.identityFile(role), 'identity'),
    sticks: { own: '', in: '', out: '' },
  });
  await enterRehearsal(appState, session('operator-1'));
  expect(appState.view.ceremony).toMatchObject({ phase: 'open', role: 'operator-1', planSha256: prepared.planSha256 });
  const { work } = appState;
  await enterRehearsal(appState, session('operator-1'));
  expect(appState.work).toBe(work);
  await enterRehearsal(appState, session('operator-2'));
  expect(appState.view.ceremony).toMatchObject({ phase: 'open', role: 'operator-2' });
  // Of another ceremony nothing is opened, and this one stays.
  const fault = await faultOfPromise(enterRehearsal(appState, session('operator-1', 'PRACTICE-OTHER')));
  expect(fault).toMatchObject({ code: 'CALL_OUT_OF_ORDER', call: 'session.open' });
  expect(appState.view.ceremony).toMatchObject({ phase: 'open', role: 'operator-2' });
});
