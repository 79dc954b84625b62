// A draft that is written: every change reaches its file, the last one always, and what was refused stays on the page.
import { expect, it } from 'vitest';
import type { Result } from '#shared/faults/fault.ts';
import { useTools } from './tools-store.ts';
import { createDraftStore } from './draft-store.ts';

interface View {
  readonly text: string;
  readonly sha256: number;
}

/** A file that takes what it is given when it is told to. */
function slowFile() {
  const written: string[] = [];
  const waiting: (() => void)[] = [];
  let refusal: Result<View> | undefined;
  const store = createDraftStore<View, string>({
    contentOf: ({ text }) => text,
    withContent: (view, text) => ({ ...view, text }),
    keep: ({ text, sha256 }) =>
      new Promise((answer) => {
        waiting.push(() => {
          if (refusal === undefined) written.push(text);
          answer(refusal ?? { ok: true, value: { text, sha256: sha256 + 1 } });
        });
      }),
  });
  store.getState().open({ text: '', sha256: 0 });
  return {
    store,
    written,
    refuse: (): void => {
      refusal = { ok: false, fault: { code: 'DRAFT_CHANGED', name: 'draft' } };
    },
    /** Lets one write happen, and what follows from it. */
    write: async (): Promise<void> => {
      waiting.shift()?.();
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
  };
}

it('has the last change in the file, each upon the version before it', async () => {
  const { store, written, write } = slowFile();
  for (const text of ['a', 'ab', 'abc']) store.getState().edit(text);
  expect(store.getState()).toMatchObject({ view: { text: 'abc' }, isKept: false });
  await write();
  expect(store.getState()).toMatchObject({ view: { text: 'abc', sha256: 1 }, isKept: false });
  await write();
  expect(written).toEqual(['a', 'abc']);
  expect(store.getState()).toMatchObject({ view: { text: 'abc', sha256: 2 }, isKept: true });
});

it('is settled when the file has it', async () => {
  const { store, write } = slowFile();
  store.getState().edit('a');
  const settled = store.getState().settled();
  await write();
  expect(await settled).toEqual({ text: 'a', sha256: 1 });
});

it('loses nothing where the file is refused: it is said, stays on the page, and the next change tries again', async () => {
  const { store, written, refuse, write } = slowFile();
  refuse();
  store.getState().edit('a');
  const settled = store.getState().settled();
  await write();
  expect(await settled).toBeUndefined();
  expect(useTools.getState().refusal).toEqual({ code: 'DRAFT_CHANGED', name: 'draft' });
  expect(store.getState()).toMatchObject({ view: { text: 'a', sha256: 0 }, isKept: false });
  store.getState().edit('ab');
  await write();
  expect(written).toEqual([]);
  expect(store.getState().view).toEqual({ text: 'ab', sha256: 0 });
});

it('comes back to nobody who has put it aside', async () => {
  const { store, write } = slowFile();
  store.getState().edit('a');
  store.getState().open(undefined);
  await write();
  expect(store.getState().view).toBeUndefined();
});

it('never reaches the draft that was opened after it', async () => {
  const { store, written, write } = slowFile();
  store.getState().edit('a');
  store.getState().open({ text: 'other', sha256: 7 });
  store.getState().edit('others');
  await write();
  expect(store.getState().view).toEqual({ text: 'others', sha256: 7 });
  await write();
  expect([written, store.getState().view]).toEqual([['a', 'others'], { text: 'others', sha256: 8 }]);
});
