// How times are taken: many runs, the median, and the slowest twentieth where people wait for it.
import { performance } from 'node:perf_hooks';

const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

export function percentile(values: readonly number[], percent: number): number {
  const order = sorted(values);
  return order[Math.min(order.length - 1, Math.floor((order.length * percent) / 100))] ?? Number.NaN;
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Milliseconds of each of `runs` runs, after one that does not count. */
export async function times(runs: number, work: () => unknown): Promise<number[]> {
  await work();
  const measured: number[] = [];
  for (let i = 0; i < runs; i += 1) {
    const start = performance.now();
    await work();
    measured.push(performance.now() - start);
  }
  return measured;
}
