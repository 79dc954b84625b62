// One transition at a time: whatever a page calls, in whatever order and at once, the app is in no state that people did not walk to.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { OfflineMachine } from '#e2e/support/offline-machine.ts';
import { checkGap } from '#services/offline/gap-watch.ts';
import type { Typed } from '#services/app/confirmation.ts';
import { Turns } from '../turns.ts';

const cable = [{ kind: 'interface', name: 'eth0' }] as const;
const by: [string, string] = ['Anna Beispiel', 'Bert Muster'];

class Machine extends OfflineMachine {
  override answers: Typed = { first: by[0], second: by[1], label: 'C1' };
  readonly typing = Promise.withResolvers<string>();
  readonly isAsked = Promise.withResolvers<true>();

  protected override passphraseFor(): Promise<string> {
    this.isAsked.resolve(true);
    return this.typing.promise;
  }
  override async end(): Promise<void> {
    await super.end();
    await this.appState.journal?.close().catch(() => undefined);
  }
  /** People who are asked next press this. */
  saying(mode: 'practice' | 'production', id = ''): this['calls'] {
    this.pressed = mode;
    this.answers = { ...this.answers, id };
    return this.calls;
  }
  get locks(): number {
    return readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.jsonl.lock')).length;
  }
}

let folder: string;
let machine: Machine;
const begin = (): void => {
  folder = mkdtempSync(join(tmpdir(), 'lifeboat-turns-'));
  mkdirSync(join(folder, 'set'));
  machine = new Machine(folder);
};
beforeEach(begin);
afterEach(async () => {
  await machine.end();
  rmSync(folder, { recursive: true });
});

/** A key is being made, and its passphrase asked for. */
async function untilAsked(): Promise<{ readonly making: Promise<unknown> }> {
  await machine.beginSession({ purpose: 'custodian-keys', practice: true, id: 'PRACTICE-1' });
  await machine.calls.volumes.addFolder(null);
  const making = Promise.resolve(machine.calls.keys.create({ bits: 3072 }));
  // A refusal of it fails the test here, and not as a test that waits forever.
  await Promise.race([making, machine.isAsked.promise]);
  return { making };
}

it('gives two begins at once one journal, and the session is what it says', async () => {
  const begun = await Promise.allSettled([1, 2].map(async () => machine.calls.emergency.begin({ isTrial: false })));
  expect(begun.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(machine.locks).toBe(1);
  expect(machine.view.ceremony).toMatchObject({ practice: true });
});

it('refuses more calls at once than people can mean', async () => {
  const begun = await Promise.allSettled(
    Array.from({ length: 40 }, async () => machine.calls.emergency.begin({ isTrial: false })),
  );
  const codes = begun.map((each) =>
    each.status === 'rejected' ? (each.reason as { fault: { code: string } }).fault.code : 'begun',
  );
  expect(codes.filter((code) => code === 'begun')).toHaveLength(1);
  expect(codes.filter((code) => code === 'CALLS_TOO_MANY')).toHaveLength(8);
});

it('refuses what would change while a passphrase is typed, and goes on looking', async () => {
  const { making } = await untilAsked();
  expect(await faultOfPromise(() => machine.role('set', 'out'))).toMatchObject({ code: 'CALL_WHILE_ASKING' });
  await expect(machine.calls.session.view(null)).resolves.toMatchObject({ ceremony: { phase: 'running' } });
  machine.typing.resolve('correct horse battery staple');
  await making;
});

it('turns away whoever is asked when people leave, and uses no passphrase that comes later', async () => {
  const { making } = await untilAsked();
  const finished = machine.calls.session.finish(null);
  machine.typing.resolve('correct horse battery staple');
  expect(await faultOfPromise(() => making)).toMatchObject({ code: 'CONFIRMATION_NOT_GIVEN' });
  await expect(finished).resolves.toMatchObject({ ceremony: { phase: 'finished' }, createdKeys: [] });
});

it('asks people nothing more once somebody leaves, and does nothing with what they typed', async () => {
  const turns = new Turns(() => undefined);
  const typed = Promise.withResolvers<string>();
  const confirm = turns.askingPeople(() => typed.promise as never);
  const built = turns.run('emergency.build', 'takes', () => confirm({} as never));
  const left = turns.run('session.leave', 'ends', () => 'left');
  typed.resolve('two names');
  expect(await faultOfPromise(() => built)).toEqual({ code: 'CONFIRMATION_NOT_GIVEN' });
  expect(await left).toBe('left');
});

const acts: readonly ((machine: Machine) => unknown)[] = [
  (each) => each.saying('practice').emergency.begin({ isTrial: false }),
  (each) => each.saying('production').emergency.begin({ isTrial: false }),
  ({ calls }) => calls.emergency.finish(null),
  ({ calls }) => calls.session.leave(null),
  (each) => each.saying('practice', 'PRACTICE-1').session.start({ purpose: 'quorum-drill', isTrial: false }),
  (each) => each.saying('production', 'DRILL-1').session.start({ purpose: 'quorum-drill', isTrial: false }),
  ({ calls }) => calls.session.finish(null),
  ({ calls, view }) => calls.ceremony.resume({ journal: view.earlierCeremonies[0]?.journal ?? '' }),
  ({ calls }) => calls.custodians.begin({ custodian: null, copy: null }),
  (each) => {
    each.waysOut = each.waysOut.length === 0 ? [...cable] : [];
    return checkGap(each.appState);
  },
];
const overlapping = fc.array(fc.record({ act: fc.nat(acts.length - 1), after: fc.nat(4) }), {
  minLength: 1,
  maxLength: 6,
});

it('is in no state that people did not walk to, in random orders at once', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(overlapping, { minLength: 1, maxLength: 5 }), async (batches) => {
      await machine.end();
      rmSync(folder, { recursive: true });
      begin();
      for (const batch of batches) {
        await Promise.allSettled(
          batch.map(async ({ act, after }) => {
            for (let turn = 0; turn < after; turn += 1) await new Promise(setImmediate);
            await acts[act]?.(machine);
          }),
        );
        const { session, emergency } = machine.appState.state;
        expect(emergency !== undefined).toBe(session.phase !== 'none' && session.purpose === 'emergency');
        if (emergency !== undefined && session.phase !== 'none') {
          expect([session.id, session.practice]).toEqual([emergency.id, emergency.practice]);
          // A production journal that is open never says that its machine is cut off while a cable is in.
          const isRunning = session.phase === 'running';
          if (isRunning && !emergency.practice && machine.waysOut.length > 0)
            expect(emergency.state.airGapClosed).toBe(false);
        }
        // Every session has one journal or log, and lets go of it.
        expect(machine.locks).toBeLessThanOrEqual(session.phase === 'none' ? 0 : 1);
      }
    }),
    { numRuns: 20 },
  );
});
