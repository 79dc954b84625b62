// The session of a rehearsal, opened by what its workspace knows: for an operator, for the other one, and over no other ceremony.
import { afterEach, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { type DeskMachine, prepareDesks } from '#e2e/support/online-desk-room.ts';
import { usePracticeRoom } from '#e2e/support/practice-room.ts';
import type { WorkspaceSession } from '#services/app/open-rehearsal.ts';
import { enterRehearsal } from './session.ts';

const room = usePracticeRoom();
const machines: DeskMachine[] = [];
afterEach(async () => {
  for (const { desk } of machines.splice(0)) await desk.leaveCeremony();
});

it('opens for an operator without a question, goes on where it is open, and changes hands', async () => {
  const desks = await prepareDesks(room);
  const machine = desks.start('operator-1');
  machines.push(machine);
  const { desk, token } = machine;
  const session = (role: 'operator-1' | 'operator-2', ceremony = desks.plan.ceremony): WorkspaceSession => ({
    ceremony,
    plan: token(desks.planFile, 'plan'),
    planSha256: desks.planSha256,
    identity: token(desks.identityFile(role), 'identity'),
    sticks: { own: '', in: '', out: '' },
  });
  await enterRehearsal(desk, session('operator-1'));
  expect(desk.view.ceremony).toMatchObject({ phase: 'open', role: 'operator-1', planSha256: desks.planSha256 });
  const { work } = desk;
  await enterRehearsal(desk, session('operator-1'));
  expect(desk.work).toBe(work);
  await enterRehearsal(desk, session('operator-2'));
  expect(desk.view.ceremony).toMatchObject({ phase: 'open', role: 'operator-2' });
  // Of another ceremony nothing is opened, and this one stays.
  const fault = await faultOfPromise(enterRehearsal(desk, session('operator-1', 'PRACTICE-OTHER')));
  expect(fault).toMatchObject({ code: 'CALL_OUT_OF_ORDER', call: 'session.open' });
  expect(desk.view.ceremony).toMatchObject({ phase: 'open', role: 'operator-2' });
});
