// The tables of figures in the documents: every row says what `measured.json` holds, so nobody types a figure.
import type { Bench, Measured, Proofs, StickFigures } from './figures.ts';

export interface Table {
  /** From the project's folder. */
  readonly document: string;
  /** By the first cell of it the document's table is found. */
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const count = (value: number): string => value.toLocaleString('en');
const seconds = (ms: number, digits = 1): string => `${(ms / 1000).toFixed(digits)} s`;
const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

type Said = { readonly [Command in keyof Proofs]: (figures: Proofs[Command]) => string };

const stick = (format: string, { kills, failures, pulled }: StickFigures): string =>
  `${format} ${count(kills)} kills, ${count(failures)} failures, ${count(pulled)} times pulled out`;

/** What each proof went through: a run with a finding is not recorded, so that nothing was found goes without saying. */
const said: Said = {
  'test:memory': ({ cli, app }) =>
    [
      `Command line: ${count(cli.secrets)} secrets, looked for in processes ${count(cli.scans)} times at ${count(cli.pauses)} pauses`,
      `(${count(cli.mebibytes)} MiB) and in ${count(cli.written)} files and streams.`,
      `App: ${count(app.scans)} looks into processes (${count(app.mebibytes)} MiB), ${count(app.messages)} messages,`,
      `${count(app.looks)} looks at windows and their fields, every line on a console, ${count(app.files)} files.`,
    ].join(' '),
  'test:airgap': (f) =>
    [
      `${count(f.builtFiles)} built files without a way to a network; ${count(f.commands)} runs of commands in an empty network namespace;`,
      `${count(f.screens)} screens and a PDF in a namespace with a way out: ${count(f.packets)} packets left.`,
      `Of the controls, ${count(f.controlOfBrowser)} packets of a page without a policy and ${count(f.control)} of a program were counted.`,
    ].join(' '),
  'test:crash': (f) =>
    [
      `On a disk: ${count(f.kills)} kills before, after and in the middle of a step, ${count(f.failures)} failures,`,
      `${count(f.powerCuts)} disks as a power cut may leave them, ${count(f.changes)} files that change while they are read,`,
      `${count(f.kernelKills)} kills at calls of the kernel. On sticks through FUSE: ${stick('FAT', f.sticks.FAT)}; ${stick('exFAT', f.sticks.exFAT)}.`,
      `Not proven at ${count(f.sticks.FAT.byDriver + f.sticks.exFAT.byDriver)} of these points, where the driver of FUSE differs from those of the systems.`,
    ].join(' '),
  fuzz: (f) =>
    [
      `${count(f.inputs)} altered inputs: the slowest took ${count(f.slowestMs)} ms to compute,`,
      `the largest process ${count(f.peakMegabytes)} MB.`,
    ].join(' '),
  'test:mutation': (f) =>
    [
      `${count(f.mutants)} mutants in ${count(f.guards)} files of guards: ${count(f.killed)} noticed by a test that fails,`,
      `${count(f.timedOut)} whose tests run on without an end;`,
      `of the other ${count(f.equivalent)} it is said why they change nothing.`,
    ].join(' '),
  coverage: (f) =>
    [
      `${count(f.branches)} branches of core and of the order of a ceremony: ${count(f.taken)} taken by tests`,
      `(${((100 * f.taken) / f.branches).toFixed(2)} %); of the other ${count(f.unreachable)} it is said why no input leads there.`,
    ].join(' '),
};

function proofRow<Command extends keyof Proofs>(command: Command, figures: Proofs[Command] | undefined): string[] {
  return [`\`npm run ${command}\``, figures === undefined ? 'not run whole yet' : said[command](figures)];
}

const proofRows = (proofs: Partial<Proofs>): string[][] =>
  (Object.keys(said) as (keyof Proofs)[]).map((command) => proofRow(command, proofs[command]));

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
    ['exchange key to proven HSM', `${seconds(recovery.totalMs)} of our own`, count(recovery.requests), ''],
    [
      'inventory of 10,000 keys × 5 versions',
      seconds(listing.totalMs),
      `${count(listing.requests)}, eight at a time`,
      `${listing.peakMiB} MiB`,
    ],
    ['two such inventories read and compared', readAndCompared, 'none', `${last.peakMiB} MiB`],
  ];
}

function otherRows({ core, 'exchange-key': exchangeKey, screens }: Bench): string[][] {
  const { offline, online } = screens.firstLoadGzipBytes;
  return [
    [
      'the whole work for ten RSA-4096 keys, without processes',
      `${core.quorum10Rsa4096.timesFloor} times their private operations alone`,
    ],
    ['a verdict on an exchange key, attestation included', `${exchangeKey.verdictMs.median} ms`],
    [
      'scripts of the first screen, after gzip',
      `${kilobytes(largest([offline.en, online.en]))} (${kilobytes(largest([offline.de, online.de]))} in German)`,
    ],
    ['start to the first screen, on the test double', seconds(screens.start.medianMs)],
    ['a press to the next picture, 95 of 100', `${Math.round(screens.pressToPictureMs.p95)} ms`],
  ];
}

export const tables = ({ proofs, bench }: Measured): readonly Table[] => [
  { document: 'SECURITY.md', head: ['command', 'measured'], rows: proofRows(proofs) },
  {
    document: 'assets/docs/figures.md',
    head: ['`restore-blob`', 'Lifeboat', `\`az\` ${bench['restore-blob'].azVersion}`, 'wall time of `az`'],
    rows: restoreBlobRows(bench['restore-blob']),
  },
  {
    document: 'assets/docs/figures.md',
    head: ['online part', 'time', 'requests', 'memory'],
    rows: onlineRows(bench.online),
  },
  { document: 'assets/docs/figures.md', head: ['all else', `on ${bench.machine.cores} cores`], rows: otherRows(bench) },
];

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Where the table stands in a document: the lines from its head to its last row. */
function placeOf(
  lines: readonly string[],
  { document, head: [first] }: Table,
): { readonly from: number; readonly to: number } {
  const heads = lines.flatMap((line, at) => (line.startsWith('|') && cellsOf(line)[0] === first ? [at] : []));
  const [from] = heads;
  if (from === undefined || heads.length > 1)
    throw new Error(`${document} has ${heads.length} tables "${first ?? ''}"`);
  const length = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  return { from, to: length < 0 ? lines.length : from + length };
}

/** The head and the rows of a table, as the document has them. */
export function tableIn(text: string, table: Table): readonly (readonly string[])[] {
  const lines = text.split('\n');
  const { from, to } = placeOf(lines, table);
  const [head = '', , ...rows] = lines.slice(from, to);
  return [head, ...rows].map(cellsOf);
}

/** The document with the table as it should be; its columns are for Prettier to align. */
export function withTable(text: string, table: Table): string {
  const lines = text.split('\n');
  const { from, to } = placeOf(lines, table);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const drawn = [line(table.head), line(table.head.map(() => '---')), ...table.rows.map(line)];
  return [...lines.slice(0, from), ...drawn, ...lines.slice(to)].join('\n');
}
