// One transition at a time: whatever a page calls, in whatever order and at once, the app is in no state that people did not walk to.
import { mkdirSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, expect, it } from 'vitest';
import { type OperatorMachine, type PreparedOperators, prepareOperators } from '#e2e/support/prepared-operators.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { openAccess } from '#services/recovery/access.ts';

const workspace = usePracticeWorkspace();
let prepared: PreparedOperators;
beforeEach(async () => {
  prepared = await prepareOperators(workspace);
});

const practiceWay = { way: 'practice', place: null, principal: null } as const;

/** A machine that counts what it has open. */
class Watched {
  readonly machine: OperatorMachine;
  readonly #own = workspace.newDirectory();
  accesses = 0;
  places = 0;

  constructor() {
    mkdirSync(this.#own, { recursive: true });
    const { port, caCertificatePem } = prepared.recovery.cloud;
    this.machine = prepared.start('operator-1', {
      ownFolders: { ceremonies: this.#own, practice: this.#own },
      openAccess: (...asked) => {
        const access = openAccess(...asked);
        this.accesses += 1;
        let isOpen = true;
        const close = (): void => {
          if (isOpen) this.accesses -= 1;
          isOpen = false;
          access.close();
        };
        return { ...access, close };
      },
      openPracticePlace: () => {
        this.places += 1;
        const close = (): Promise<void> => {
          this.places -= 1;
          return Promise.resolve();
        };
        return Promise.resolve({ phase: 'joined', folder: 'practice', port, caCertificatePem, close });
      },
    });
  }

  get locks(): number {
    return readdirSync(this.#own, { recursive: true }).filter((name) => String(name).endsWith('.jsonl.lock')).length;
  }

  open(name = 'recovered-hsm') {
    const address = `https://${name}.managedhsm.practice.invalid`;
    this.machine.answers = { address, tenant: '', first: 'Ada Lovelace', second: 'Grace Hopper' };
    return this.machine.calls.emergency.open({ start: 'exchange-key' });
  }
}

const acts: readonly ((watched: Watched) => unknown)[] = [
  (watched) => watched.open(),
  (watched) => watched.open('another-hsm'),
  ({ machine: { calls } }) => calls.account.signIn(practiceWay),
  ({ machine: { calls } }) => calls.account.cancel(null),
  ({ machine: { calls } }) => calls.account.signOut(null),
  ({ machine: { calls } }) => calls.account.refresh(null),
  ({ machine: { calls } }) => calls.session.leave(null),
  ({ machine: { calls } }) => calls.session.finish(null),
  ({ machine: { calls, appState } }) =>
    calls.session.resume({ folder: appState.view.earlier[0]?.folder ?? 'none-that-is-there' }),
  ({ machine: { calls } }) => calls.steps.initRecovery(null),
  ({ machine: { calls } }) => calls.steps.stopWaiting(null),
];

it('ends five sign-ins at once in one', async () => {
  const watched = new Watched();
  await watched.open();
  await Promise.allSettled(Array.from({ length: 5 }, async () => watched.machine.calls.account.signIn(practiceWay)));
  expect(watched.machine.appState.view.account).toMatchObject({ phase: 'signed-in' });
  expect([watched.accesses, watched.places]).toEqual([1, 1]);
  await watched.machine.appState.leaveCeremony();
});

const overlapping = fc.array(fc.record({ act: fc.nat(acts.length - 1), after: fc.nat(6) }), {
  minLength: 1,
  maxLength: 6,
});

it('is in no state that people did not walk to, in random orders at once', { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(overlapping, { minLength: 1, maxLength: 5 }), async (batches) => {
      const watched = new Watched();
      const { appState } = watched.machine;
      for (const batch of batches) {
        await Promise.allSettled(
          batch.map(async ({ act, after }) => {
            for (let turn = 0; turn < after; turn += 1) await new Promise(setImmediate);
            await acts[act]?.(watched);
          }),
        );
        await expect.poll(() => appState.running, { timeout: 20_000 }).toBe(undefined);
        const { view, work, isSignedIn } = appState;
        // What is open has its lock, and nothing else has one.
        expect(watched.locks).toBe(work === undefined ? 0 : 1);
        const phase = work?.journal.state.closed === true ? 'closed' : 'open';
        expect(view.emergency.phase).toBe(work === undefined ? 'none' : phase);
        expect(view.account.phase === 'signed-in').toBe(isSignedIn);
        // Nobody is signed in to what is not open; each way that was opened is closed, but the one that is used.
        if (work === undefined) expect(isSignedIn).toBe(false);
        expect([watched.accesses, watched.places]).toEqual(isSignedIn ? [1, 1] : [0, 0]);
        const made = work?.journal.state.calls ?? {};
        expect(Object.values(made).filter(({ call }) => call === 'init-recovery').length).toBeLessThanOrEqual(1);
      }
      await appState.leaveCeremony();
      expect([watched.locks, watched.accesses, watched.places]).toEqual([0, 0, 0]);
    }),
    { numRuns: 20 },
  );
});
