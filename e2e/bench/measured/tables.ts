// The tables of the page of figures: every row is made from `measured.json`, so nobody types a figure.
import type { Bench, Measured, Proofs, Recorded, StickFigures } from './figures.ts';

export interface Table {
  /** Its first cell identifies the table on the page. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const count = (value: number): string => value.toLocaleString('en');
const seconds = (ms: number, digits = 1): string => `${(ms / 1000).toFixed(digits)} s`;

type Covered = { readonly [Command in keyof Proofs]: (figures: Proofs[Command]) => string };

const stick = (format: string, { kills, failures, pulled }: StickFigures): string =>
  `${format} ${count(kills)} kills, ${count(failures)} failures, ${count(pulled)} pulled out`;

/** What each proof covered. A run with a finding isn't recorded. */
const covered: Covered = {
  'test:memory': ({ cli, app }) =>
    [
      `Command line: searched processes ${count(cli.scans)} times at ${count(cli.pauses)} pauses (${count(cli.mebibytes)} MiB),`,
      `and ${count(cli.written)} files and streams, for ${count(cli.secrets)} secrets.`,
      `App: searched processes ${count(app.scans)} times (${count(app.mebibytes)} MiB), ${count(app.messages)} messages,`,
      `${count(app.looks)} views of windows and fields, every console line, ${count(app.files)} files.`,
    ].join(' '),
  'test:airgap': (f) =>
    [
      `${count(f.builtFiles)} built files without a way to a network; ${count(f.commands)} commands in an empty network namespace;`,
      `${count(f.screens)} screens and a PDF in a namespace with a way out: ${count(f.packets)} packets left.`,
      `The controls sent ${count(f.controlOfBrowser)} packets from a page without a policy, and ${count(f.control)} from a program.`,
    ].join(' '),
  'test:crash': (f) =>
    [
      `Disk: ${count(f.kills)} kills before, during and after a step, ${count(f.failures)} failures,`,
      `${count(f.powerCuts)} disks as a power cut may leave them, ${count(f.changes)} files changed while read,`,
      `${count(f.kernelKills)} kills at system calls. Sticks through FUSE: ${stick('FAT', f.sticks.FAT)}; ${stick('exFAT', f.sticks.exFAT)}.`,
      `Not proven at ${count(f.sticks.FAT.byDriver + f.sticks.exFAT.byDriver)} of these points, where the FUSE driver differs from the systems' own.`,
    ].join(' '),
  fuzz: (f) =>
    `${count(f.inputs)} altered inputs. The slowest took ${count(f.slowestMs)} ms; the largest process had ${count(f.peakMegabytes)} MB.`,
  'test:mutation': (f) =>
    [
      `${count(f.mutants)} mutants in ${count(f.guards)} files of guards: a test failed for ${count(f.killed)},`,
      `tests didn't end for ${count(f.timedOut)}, and ${count(f.equivalent)} change nothing (reasons given).`,
    ].join(' '),
  ledger: (f) =>
    `${count(f.refusals)} refusals, each replaced by another one: a unit test failed for ${count(f.held)}.`,
  coverage: (f) =>
    [
      `${count(f.branches)} branches of core and of the order of a ceremony: tests take ${count(f.taken)}`,
      `(${((100 * f.taken) / f.branches).toFixed(2)} %); no input reaches the other ${count(f.unreachable)} (reasons given).`,
    ].join(' '),
};

function proofRow<Command extends keyof Proofs>(
  command: Command,
  recorded: Recorded<Proofs[Command]> | undefined,
): string[] {
  const name = `\`npm run ${command}\``;
  return recorded === undefined
    ? [name, '', 'not run whole yet']
    : [name, recorded.date, covered[command](recorded.figures)];
}

const proofRows = (proofs: Measured['proofs']): string[][] =>
  (Object.keys(covered) as (keyof Proofs)[]).map((command) => proofRow(command, proofs[command]));

const largest = (values: readonly number[]): number => Math.max(...values);

function restoreBlobRows({ cases }: Bench['restore-blob']): string[][] {
  const program = ({
    wallMs,
    largestProcessMB,
  }: {
    readonly wallMs: number;
    readonly largestProcessMB: number;
  }): string => `${count(wallMs)} ms, ${largestProcessMB} MB`;
  return cases.map((each) => [each.case, program(each.lifeboat), program(each.az), String(each.wallTimeOfAz)]);
}

function onlineRows({ recovery, inventory: { cases, listing } }: Bench['online']): string[][] {
  const last = cases.at(-1);
  if (last === undefined) throw new Error('no inventory was measured');
  const readAndCompared = `${seconds(last.readMs, 2)} each, ${seconds(last.compareMs, 2)}`;
  return [
    [
      'recover, from exchange key to verified HSM',
      `${seconds(recovery.totalMs)} of our own`,
      count(recovery.requests),
      '',
    ],
    [
      'list 10,000 keys × 5 versions',
      seconds(listing.totalMs),
      `${count(listing.requests)}, eight at a time`,
      `${listing.peakMiB} MiB`,
    ],
    ['read and compare two such inventories', readAndCompared, 'none', `${last.peakMiB} MiB`],
  ];
}

const consumerRows = ({ cases }: Bench['consumers']): string[][] =>
  cases.map(({ consumers, findMs, readMs, listMs, peakMiB }) => [
    count(consumers),
    ...[findMs, readMs, listMs].map((ms) => seconds(ms)),
    `${count(peakMiB)} MiB`,
  ]);

/** A quarter of the greatest size, and the greatest: work that grows in a straight line takes four times as long. */
function growthRows({ load: { journal, inventory, stick } }: Bench): string[][] {
  const both = (what: string, unit: string, rows: Bench['load']['journal']): string[][] => {
    const most = largest(rows.map(({ size }) => size));
    return rows
      .filter(({ size }) => size === most || size === most / 4)
      .map(({ size, ms, residentMB }) => [what, `${count(size)} ${unit}`, seconds(ms, 2), `${count(residentMB)} MB`]);
  };
  return [
    ...both('verify a journal', 'events', journal),
    ...both('read and compare two inventories', 'keys', inventory),
    ...both('list a stick', 'files', stick.listed),
    ...both('find bundles on a stick', 'files', stick.bundles),
  ];
}

const kibibytes = (bytes: number): string => `${count(Math.round(bytes / 1024))} KiB`;

function programRows({ programs }: Bench): string[][] {
  return (['offline', 'online'] as const).map((id) => [
    `Lifeboat ${id === 'offline' ? 'Offline' : 'Online'}`,
    count(programs[id].files),
    kibibytes(programs[id].bytes),
  ]);
}

function otherRows({ core, 'exchange-key': exchangeKey, screens, startup, trust, paper }: Bench): string[][] {
  const { floorMs, wholeMs, timesFloor } = core.quorum10Rsa4096;
  return [
    ['ten RSA-4096 private operations: the floor', `${floorMs} ms`],
    ['all work for ten RSA-4096 keys, without processes', `${wholeMs} ms, ${timesFloor} times the floor`],
    ['check an exchange key, attestation included', `${exchangeKey.verdictMs.median} ms`],
    ['check a bundle', `${trust.bundleVerifyMs} ms`],
    ['append an event to a journal and flush it', `${trust.journalAppendWithFlushMs.median} ms`],
    ['`lifeboat --help`, of the processor', `${startup.help.cpuMs} ms, ${startup.help.peakMB} MB with Node`],
    ['refuse a mistyped command, of the processor', `${startup.mistyped.cpuMs} ms, ${startup.mistyped.peakMB} MB`],
    ['check the evidence of a drill', `${trust.drillEvidence.verifyMs} ms, ${count(trust.drillEvidence.files)} files`],
    ['print the script of ten custodians as PDF', seconds(paper.scriptOfTenCustodians.pdfMs)],
    ['start to the first screen, on the test double', seconds(screens.start.medianMs)],
    ['press to the next frame, 95 of 100', `${Math.round(screens.pressToPictureMs.p95)} ms`],
  ];
}

/** Minutes and seconds of a whole `npm test`, with its counts. */
function testRows({ tests }: Bench): string[][] {
  if (tests === undefined) return [['not recorded yet', '', '', '']];
  const { seconds: all, passed, failed, skipped } = tests;
  const time = `${Math.floor(all / 60)} min ${Math.round(all % 60)} s`;
  return [[time, ...[passed, failed, skipped].map(count)]];
}

export const tables = ({ proofs, bench }: Measured): readonly Table[] => [
  {
    head: ['machine', 'cores', 'memory', 'Node'],
    rows: [
      [
        bench.machine.processor,
        count(bench.machine.cores),
        `${bench.machine.memoryGiB} GiB`,
        bench.machine.node.slice(1),
      ],
    ],
  },
  {
    head: ['`restore-blob`', 'Lifeboat', `\`az\` ${bench['restore-blob'].azVersion}`, 'wall time, as part of `az`'],
    rows: restoreBlobRows(bench['restore-blob']),
  },
  { head: ['online', 'time', 'requests', 'memory'], rows: onlineRows(bench.online) },
  { head: ['consumers', 'found', 'read', 'listed', 'memory'], rows: consumerRows(bench.consumers) },
  { head: ['growth', 'size', 'processor time', 'memory'], rows: growthRows(bench) },
  { head: ['program', 'files', 'size'], rows: programRows(bench) },
  { head: ['one operation', 'time'], rows: otherRows(bench) },
  { head: ['`npm test`', 'passed', 'failed', 'skipped'], rows: testRows(bench) },
  { head: ['proof', 'date', 'covered'], rows: proofRows(proofs) },
];

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** The lines of the table on the page, from its head to after its last row. */
function placeOf(lines: readonly string[], { head: [first] }: Table): { readonly from: number; readonly to: number } {
  const heads = lines.flatMap((line, at) => (line.startsWith('|') && cellsOf(line)[0] === first ? [at] : []));
  const [from] = heads;
  if (from === undefined || heads.length > 1) throw new Error(`the page has ${heads.length} tables "${first ?? ''}"`);
  const length = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  return { from, to: length < 0 ? lines.length : from + length };
}

/** The head and the rows of a table, as the page has them. */
export function tableIn(text: string, table: Table): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const { from, to } = placeOf(lines, table);
  const [head = '', , ...rows] = lines.slice(from, to);
  return [head, ...rows].map(cellsOf);
}

/** The page with the table as it should be. Prettier aligns its columns. */
export function withTable(text: string, table: Table): string {
  const lines = text.split('\n');
  const { from, to } = placeOf(lines, table);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const drawn = [line(table.head), line(table.head.map(() => '---')), ...table.rows.map(line)];
  return [...lines.slice(0, from), ...drawn, ...lines.slice(to)].join('\n');
}
