// The online part of a recovery in the app: two operators' programs over one practice cloud, with real bundles through folders, and the
// program killed at every step. The actions are asked for as a screen asks, over the bridge.
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import { expect, test } from '../two-machines.ts';
import { intendedCalls, type OnlineMachine } from '../online-machine.ts';

test.use({ offlineSide: 'scripted' });

test(
  'a recovery goes from the board to the table, though the program is killed at every step',
  { tag: '@long' },
  async ({ prepared, operator }) => {
    test.setTimeout(400_000);
    const first = operator('operator-1');
    const second = operator('operator-2');
    expect((await first.open()).practiceCloud.phase).toBe('serving');
    expect((await second.open()).practiceCloud.phase).toBe('joined');

    const inventory = async (): Promise<string> => (await first.pick(prepared.inventoryFile, 'inventory')).token;
    const looked = await first.action('preFlight', 'look', {
      operators: [practiceAdministrator],
      inventory: await inventory(),
    });
    expect(looked.preFlight).toMatchObject({ phase: 'looked', isClear: true });
    await first.pair(prepared.offline.code, prepared.offline.challenge);

    // The exchange key, seen by both.
    await first.confirmed('steps', 'initRecovery', null);
    await first.until('init-recovery', 'done');
    await second.observe();
    const seen = await second.exportObservation();
    await first.killed();
    const observation = await first.pick(seen, 'observation');
    expect((await first.action('exchange', 'takeObservation', { file: observation.token })).exchange.isSame).toBe(true);

    // Both signatures.
    await first.makeBundle();
    const whole = await second.countersign(first.newest('exchange-key'));
    await second.killed();
    expect((await second.view()).exchange.bundle.phase).toBe('sent');
    await first.killed();
    const taken = await first.pick(whole, 'bundle');
    const { peers, exchange } = await first.action('exchange', 'takeCountersigned', { file: taken.token });
    expect(exchange.bundle.phase).toBe('sent');

    // The blob comes back, and goes up.
    const answer = prepared.answer(peers.issued ?? '', whole);
    await first.action('exchange', 'takeIncoming', { file: (await first.pick(answer.file, 'bundle')).token });
    await first.killed();
    await first.upload(answer.payloadSha256);
    await goOn(first, 'upload');
    await first.action('steps', 'backup', { access: 'identity', createContainer: false });
    await goOn(first, 'backup');
    expect((await first.view()).hold.phase).toBe('running');

    // The hold is shortened by two people, and everything comes back.
    await first.restore(await inventory());
    await goOn(first, 'restore');

    // Proven, handed over, closed.
    const proven = { inventory: await inventory(), publicHalves: true, withTestKey: false };
    expect((await first.action('steps', 'verify', proven)).verification).toMatchObject({ isSame: true });
    await first.killed();
    expect((await first.view()).verification).toMatchObject({ phase: 'compared', isSame: true });
    await first.app.answerFolder(first.stick);
    expect((await first.action('steps', 'handOver', null)).handOver).toMatchObject({ phase: 'written', rowCount: 3 });
    const finished = await first.finishAfterKill();
    expect(finished.ceremony.phase).toBe('closed');
    expect(intendedCalls(finished)).toEqual(['backup-1', 'init-recovery-1', 'restore-1', 'upload-1']);
    expect(await first.app.refusedRequests()).toEqual([]);
  },
);

/** Kills the program while the service is at work; the next run asks for the call and sends nothing again. */
async function goOn(machine: OnlineMachine, step: OnlineStepId): Promise<void> {
  const isAnswered = async (): Promise<boolean> =>
    (await machine.view()).activity.latest.some(
      ({ event }) => event.kind === 'call-answered' && event.id === `${step}-1`,
    );
  await expect.poll(isAnswered, { timeout: 30_000 }).toBe(true);
  const { steps } = await machine.killed();
  expect(steps.find(({ id }) => id === step)?.state.phase).toBe('interrupted');
  await machine.action('steps', 'resume', null);
  await machine.until(step, 'done');
}
