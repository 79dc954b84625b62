// Keeps what a whole run has measured, and puts it into the page of figures.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatted } from '#build/format.ts';
import { root } from '#build/root.ts';
import type { Measured, Proofs } from './figures.ts';
import { tables, withTable } from './tables.ts';

const file = join(root, 'e2e/bench/measured/measured.json');

/** The page of figures: the only document that quotes what was measured. */
export const page = join(root, 'assets/docs/figures.md');

export const readMeasured = (): Measured => JSON.parse(readFileSync(file, 'utf8')) as Measured;

/** Takes the figures of a proof that ran whole, found nothing and left nothing out. */
export async function recordProof<Command extends keyof Proofs>(
  command: Command,
  figures: Proofs[Command],
): Promise<void> {
  const measured = readMeasured();
  const date = new Date().toISOString().slice(0, 10);
  await record({ ...measured, proofs: { ...measured.proofs, [command]: { date, figures } } });
}

/** Takes what the suites that ran have measured; the others keep their figures. */
export async function recordBench(results: Readonly<Record<string, object>>): Promise<void> {
  const measured = readMeasured();
  await record({ ...measured, bench: { ...measured.bench, ...results } });
}

async function record(measured: Measured): Promise<void> {
  // Figures that make no table are found before anything is written.
  const drawn = tables(measured);
  await write(file, `${JSON.stringify(measured)}\n`);
  await write(page, drawn.reduce(withTable, readFileSync(page, 'utf8')));
  console.error(
    'Recorded in e2e/bench/measured/measured.json and assets/docs/figures.md: `git diff` shows what changed.',
  );
}

async function write(path: string, text: string): Promise<void> {
  writeFileSync(path, await formatted(path, text));
}
