// What is said to grow too fast, by clocks that the test moves on: also on a machine that is busy with something else.
import { expect, it } from 'vitest';
import { long } from '#e2e/support/long.ts';
import { hasBoth } from '#core/evidence/testdata/both-checkers.ts';
import { pythonProblems, smallEvidenceProblems } from './evidence-growth.ts';
import { type Clocks, growthProblem, memoryProblem } from './growth-ratio.ts';

/** A reader that costs so many milliseconds for each 32 KiB, and a machine on which each read may have to wait. */
function measured(costMs: (sizes: number) => number, waitMs: (read: number) => number = () => 0): string | undefined {
  let [wallMs, processorMs, reads] = [0, 0, 0];
  const clocks: Clocks = {
    wall: () => wallMs,
    // In ticks, as the system counts.
    processor: () => Math.floor(processorMs / 4) * 4,
  };
  const read = (bytes: Buffer): void => {
    const cost = costMs(bytes.length / (32 << 10));
    reads += 1;
    processorMs += cost;
    wallMs += cost + waitMs(reads);
    throw new Error('refused');
  };
  return growthProblem({ name: 'reader', make: (size) => Buffer.alloc(size), read }, clocks);
}

it.each<[string, (sizes: number) => number]>([
  ['straight', (sizes) => 3 * sizes],
  ['straight with a start of its own', (sizes) => 5 + sizes],
  ['with a logarithm', (sizes) => 0.2 * sizes * Math.log2((32 << 10) * sizes)],
  ['squared, and over before it tells anything', (sizes) => 0.1 * sizes ** 2],
])('%s is no problem, on a busy machine either', (_name, costMs) => {
  expect(measured(costMs)).toBeUndefined();
  expect(measured(costMs, (read) => (read % 3) * 400)).toBeUndefined();
});

it.each<[string, (sizes: number) => number]>([
  ['squared', (sizes) => 0.5 * sizes ** 2],
  ['squared beside a part that is straight', (sizes) => sizes + 2 * sizes ** 2],
  ['cubed', (sizes) => 0.5 * sizes ** 3],
])('%s is found, on a busy machine too', (_name, costMs) => {
  expect(measured(costMs)).toMatch(/^8 times as large took \d+\.\d times as long/u);
  expect(measured(costMs, (read) => (read % 3) * 400)).toMatch(/^8 times as large took /u);
});

it('a single look that was disturbed is looked at again', () => {
  let reads = 0;
  // As when all memory is collected in the middle of the first look.
  const disturbed = (sizes: number): number => ((reads += 1) < 40 && sizes > 1 ? 400 : 2 * sizes);
  expect(measured(disturbed)).toBeUndefined();
});

it.runIf(process.platform === 'linux')('what holds too much is found, and what holds little is not', () => {
  const holding = (copies: number) => (bytes: Buffer) =>
    Array.from({ length: copies }, () => Buffer.alloc(bytes.length, 1));
  const make = (size: number): Buffer => Buffer.alloc(size, 1);
  const probe = { name: 'reader', make, small: 1 << 20, mostHeld: (bytes: number) => 8 * bytes };
  expect(memoryProblem({ ...probe, read: holding(60) })).toMatch(/^\d+ MiB were held for 8 MiB$/u);
  expect(memoryProblem({ ...probe, read: holding(1) })).toBeUndefined();
});

// The whole is `npm run fuzz`: sixty MiB and a million objects.
it('a small package of evidence costs both checkers little', long, () => {
  expect(smallEvidenceProblems(32)).toEqual([]);
});

it.runIf(hasBoth)('neither does it cost the independent checker more', long, () => {
  expect(pythonProblems(64)).toEqual([]);
});
