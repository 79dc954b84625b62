// What the store of the screens keeps true while main is asked: main shows the new state before it answers.
import { expect, it } from 'vitest';
import type { Fault } from '#shared/faults/fault.ts';
import { createAppStore } from './app-store.ts';

type View = 'before' | 'after';
const refused: Fault = { code: 'WORDS_WRONG', triesLeft: 1 };

it('stays at a step whose action is done, until somebody goes on', async () => {
  const store = createAppStore<View, 'plan' | 'pairing'>();
  store.getState().arrive('plan');
  expect(await store.getState().action(() => Promise.resolve({ ok: true, value: 'after' }))).toBe(true);
  expect(store.getState()).toMatchObject({ view: 'after', lookingAt: 'plan', isWaiting: false });
  store.getState().look(undefined);
  expect(store.getState().lookingAt).toBeUndefined();
});

it('stays at a step also where main tells by itself what became of it', () => {
  const store = createAppStore<View, 'plan' | 'pairing'>();
  store.getState().arrive('plan');
  store.getState().showView('after');
  expect(store.getState()).toMatchObject({ view: 'after', lookingAt: 'plan' });
});

it('brings nobody back who has gone on before the answer came', async () => {
  const store = createAppStore<View, 'plan' | 'pairing'>();
  store.getState().arrive('plan');
  await store.getState().action(() => {
    store.getState().showView('after');
    store.getState().look(undefined);
    return Promise.resolve({ ok: true, value: 'after' });
  });
  expect(store.getState().lookingAt).toBeUndefined();
});

it('shows what was refused, at the step where it was asked for', async () => {
  const store = createAppStore<View, 'plan' | 'pairing'>();
  store.getState().showView('before');
  store.getState().arrive('plan');
  expect(await store.getState().action(() => Promise.resolve({ ok: false, fault: refused }))).toBe(false);
  expect(store.getState()).toMatchObject({ view: 'before', lookingAt: 'plan', refusal: refused, isWaiting: false });
  // What has come onto the screen by itself leaves the refusal to be read.
  store.getState().arrive('pairing');
  expect(store.getState().refusal).toEqual(refused);
});
