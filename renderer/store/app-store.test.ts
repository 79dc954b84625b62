// What the store of the screens keeps true while main is asked: main shows the new state before it answers.
import { expect, it } from 'vitest';
import type { Fault } from '../../shared/faults/fault.ts';
import { createAppStore } from './app-store.ts';

type View = 'before' | 'after';
const refused: Fault = { code: 'WORDS_WRONG', triesLeft: 1 };

it('stays at a step whose deed is done, until somebody goes on', async () => {
  const store = createAppStore<View, 'plan' | 'pairing'>();
  expect(await store.getState().deed(() => Promise.resolve({ ok: true, value: 'after' }), 'plan')).toBe(true);
  expect(store.getState()).toMatchObject({ view: 'after', lookingAt: 'plan', isWaiting: false });
});

it('brings nobody back who has gone on before the answer came', async () => {
  const store = createAppStore<View, 'plan' | 'pairing'>();
  await store.getState().deed(() => {
    store.getState().showView('after');
    store.getState().look(undefined);
    return Promise.resolve({ ok: true, value: 'after' });
  }, 'plan');
  expect(store.getState().lookingAt).toBeUndefined();
});

it('shows what was refused, and stays at no step for it', async () => {
  const store = createAppStore<View, 'plan' | 'pairing'>();
  store.getState().showView('before');
  expect(await store.getState().deed(() => Promise.resolve({ ok: false, fault: refused }), 'plan')).toBe(false);
  expect(store.getState()).toMatchObject({
    view: 'before',
    lookingAt: undefined,
    refusal: refused,
    isWaiting: false,
  });
});
