// A journal that somebody has made long: what each event costs must not depend on how many came before it. Counted, not timed.
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JournalEvent } from '#shared/journal/events.ts';
import { brokenRules } from './order/order.ts';
import { apply, applyAt, foldInPlace } from '#shared/journal/fold.ts';
import { emptyJournal, type JournalState } from '#shared/journal/state.ts';
import { readJournal } from './chain.ts';
import { failingCalls, journalOf, onlineBeginning } from './testdata/long-journals.ts';

const at = '2026-10-14T08:00:00.000Z';

/** How often a list or table of a state was made again over a run of events. */
function copiesOver(events: readonly JournalEvent[], fold: typeof applyAt): number {
  let state: JournalState = emptyJournal;
  let copies = 0;
  for (const event of events) {
    const next = fold(state, event, at);
    for (const name of ['calls', 'written', 'accepted', 'decisions', 'copiesChecked', 'proven', 'builtFor'] as const) {
      if (next[name] !== state[name]) copies += 1;
    }
    state = next;
  }
  return copies;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a journal of very many failed calls', () => {
  const events = [...onlineBeginning, ...failingCalls(2_000)];

  it('is folded without a copy of its calls for each of them', () => {
    // The control: the fold that keeps every state copies for each intent, answer and verdict.
    expect(copiesOver(events, applyAt)).toBeGreaterThan(4_000);
    expect(copiesOver(events, foldInPlace())).toBeLessThan(10);
  });

  it('is checked without a search through its calls for each of them', () => {
    const values = vi.spyOn(Object, 'values');
    const fold = foldInPlace();
    let state: JournalState = emptyJournal;
    for (const event of events) {
      expect(brokenRules(state, event)).toEqual([]);
      state = fold(state, event, at);
    }
    expect(values.mock.calls.filter(([table]) => table === state.calls).length).toBeLessThan(5);
  });

  it('comes to the same state either way', () => {
    const fold = foldInPlace();
    const long = [...onlineBeginning, ...failingCalls(50)];
    const one = long.reduce((state: JournalState, event) => fold(state, event, at), emptyJournal);
    const other = long.reduce((state: JournalState, event) => applyAt(state, event, at), emptyJournal);
    expect(one).toEqual(other);
    expect(Object.keys(one.calls)).toHaveLength(50);
  });

  it('reads whole, and its state can be carried on without changing what was read', () => {
    const { head, damage, entries } = readJournal(journalOf(events));
    expect(damage).toBeUndefined();
    expect(entries).toHaveLength(events.length);
    const before = Object.keys(head.state.calls).length;
    const next = failingCalls(1, 2_000).reduce((state, event) => apply(state, event), head.state);
    expect(Object.keys(next.calls)).toHaveLength(before + 1);
    expect(Object.keys(head.state.calls)).toHaveLength(before);
  });
});
