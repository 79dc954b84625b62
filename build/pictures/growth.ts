// `npm run plot`: measures on this machine how the work grows, and draws it into assets/docs/growth.svg.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureDatumSizes, measureQuorums } from '#e2e/bench/core.ts';
import { measureInventories } from '#e2e/bench/online.ts';
import { measureJournals } from '#e2e/bench/trust.ts';
import { root } from '../root.ts';
import { type Chart, drawCharts } from './charts.ts';

async function quorums(): Promise<Chart> {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-growth-'));
  try {
    const rows = await measureQuorums(folder);
    const curve = (name: string, of: 'wholeMs' | 'floorMs') => ({
      name,
      points: rows.map((row) => [row.custodians, row[of]] as const),
    });
    return {
      title: 'Restore blob by number of custodians (RSA-2048, no processes)',
      x: 'custodians',
      curves: [curve('whole work', 'wholeMs'), curve('private operations alone', 'floorMs')],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function datumSizes(): Promise<Chart> {
  const points = (await measureDatumSizes()).map(({ kib, buildMs }) => [kib, buildMs] as const);
  return { title: 'Restore blob by size of one datum', x: 'KiB', curves: [{ name: 'open, seal', points }] };
}

async function journals(): Promise<Chart> {
  const points = (await measureJournals()).map(({ events, verifyMs }) => [events / 1000, verifyMs] as const);
  return { title: 'Check of a journal by its length', x: 'thousand events', curves: [{ name: 'verify', points }] };
}

async function inventories(): Promise<Chart> {
  const rows = await measureInventories();
  const curve = (name: string, of: 'compareMs' | 'readMs') => ({
    name,
    points: rows.map((row) => [row.keys / 1000, row[of]] as const),
  });
  return {
    title: 'Inventory by number of keys, 5 versions each',
    x: 'thousand keys',
    curves: [curve('read', 'readMs'), curve('compare', 'compareMs')],
  };
}

// One after the other: two measurements at a time would measure each other.
const charts: Chart[] = [];
for (const measure of [quorums, datumSizes, journals, inventories]) {
  const chart = await measure();
  console.error(`measured: ${chart.title}`);
  charts.push(chart);
}
writeFileSync(join(root, 'assets/docs/growth.svg'), drawCharts('How the work grows', charts));
