// Questions to the system that may hang: they end for each caller, and never pile up.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { probe } from './probe.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('answers as the system does', async () => {
  expect(
    await probe(
      () => Promise.resolve('there'),
      1000,
      () => 'late',
    )(),
  ).toBe('there');
});

it('answers otherwise where the system fails', async () => {
  expect(
    await probe(
      () => Promise.reject(new Error('EIO')),
      1000,
      () => 'late',
    )(),
  ).toBe('late');
});

it('waits no longer than its limit, asks once at a time, and again once it was answered', async () => {
  let answer: (found: string) => void = () => undefined;
  const ask = vi.fn(
    () =>
      new Promise<string>((done) => {
        answer = done;
      }),
  );
  const asked = probe(ask, 1000, () => 'late');
  const [first, second] = [asked(), asked()];
  await vi.advanceTimersByTimeAsync(1000);
  expect([await first, await second, ask.mock.calls.length, asked.isHanging()]).toEqual(['late', 'late', 1, true]);
  answer('there');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.isHanging()).toBe(false);
  void asked();
  expect(ask).toHaveBeenCalledTimes(2);
});
