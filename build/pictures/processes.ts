// The processes of a recovery, on both machines: what each is built from, and which secret it sees.
import { arrow, box, type Box, paper, picture, sea, soft, text, warn, warnWash, wash } from './svg.ts';

interface Process {
  readonly name: string;
  /** What it is built from; empty for a file of the system. */
  readonly source: string;
  readonly lines: readonly string[];
  readonly place: Box;
  readonly holdsSecrets?: true;
}

/** Every file that the build makes a program or a page of. */
export const processes: readonly Process[] = [
  {
    name: 'Screens',
    source: 'renderer/offline.tsx',
    lines: ['draw what main says'],
    place: { x: 40, y: 96, width: 230, height: 84 },
  },
  {
    name: 'Main',
    source: 'electron/main/offline.ts',
    lines: ['plan, journal, order of deeds;', 'sees no key and no share'],
    place: { x: 40, y: 236, width: 230, height: 104 },
  },
  {
    name: 'Passphrase window',
    source: 'renderer/passphrase.tsx',
    lines: ['one question, then it is gone'],
    place: { x: 330, y: 96, width: 240, height: 84 },
    holdsSecrets: true,
  },
  {
    name: 'Key worker',
    source: 'electron/main/secrets/key-worker.ts',
    lines: ['one for each custodian:', 'key in, share out, gone'],
    place: { x: 330, y: 210, width: 240, height: 104 },
    holdsSecrets: true,
  },
  {
    name: 'Combiner',
    source: 'electron/main/secrets/combiner.ts',
    lines: ['shares, master key, blob;', 'judges the exchange key again'],
    place: { x: 330, y: 344, width: 240, height: 104 },
    holdsSecrets: true,
  },
  {
    name: 'Key maker',
    source: 'electron/main/secrets/key-maker.ts',
    lines: ['makes a custodian’s key, gone'],
    place: { x: 40, y: 364, width: 230, height: 84 },
    holdsSecrets: true,
  },
  {
    name: 'Screens',
    source: 'renderer/online.tsx',
    lines: ['draw what main says'],
    place: { x: 800, y: 96, width: 230, height: 84 },
  },
  {
    name: 'Main',
    source: 'electron/main/online.ts',
    lines: ['plan, journal, every call to Azure', 'has no way to a custodian’s key'],
    place: { x: 800, y: 236, width: 230, height: 104 },
  },
  {
    name: 'Command line',
    source: 'electron/main/cli/lifeboat.ts',
    lines: ['the same services, and the practice HSM'],
    place: { x: 800, y: 364, width: 300, height: 84 },
  },
];

export function drawProcesses(): string {
  const offline = { x: 20, y: 56, width: 580, height: 416 };
  const online = { x: 780, y: 56, width: 340, height: 416 };
  const parts = [
    box(offline, wash, sea),
    text(40, 82, 'Offline laptop: no network', { weight: 700, fill: sea }),
    box(online, paper, soft),
    text(800, 82, 'Online machine', { weight: 700 }),
    text(20, 34, 'The processes of a recovery', { size: 20, weight: 700 }),
    ...processes.flatMap(drawProcess),
    // What is said between them.
    arrow([
      [155, 180],
      [155, 236],
    ]),
    text(165, 212, 'deeds', { size: 12, fill: soft }),
    arrow([
      [270, 262],
      [330, 262],
    ]),
    arrow([
      [450, 180],
      [450, 210],
    ]),
    text(458, 200, 'bytes, once, through main', { size: 12, fill: soft }),
    arrow([
      [450, 314],
      [450, 344],
    ]),
    text(458, 334, 'share, past main', { size: 12, fill: soft }),
    arrow([
      [330, 392],
      [300, 392],
      [300, 310],
      [270, 310],
    ]),
    text(284, 356, 'blob', { size: 12, fill: soft, anchor: 'end' }),
    arrow([
      [600, 276],
      [780, 276],
    ]),
    text(690, 262, 'restore blob', { size: 12.5, anchor: 'middle' }),
    arrow([
      [780, 306],
      [600, 306],
    ]),
    text(690, 324, 'plan, exchange key, outcome', { size: 12.5, anchor: 'middle' }),
    text(690, 216, 'sticks:', { anchor: 'middle', weight: 700 }),
    text(690, 234, 'signed bundles only', { anchor: 'middle' }),
    arrow([
      [915, 180],
      [915, 236],
    ]),
    text(925, 212, 'deeds', { size: 12, fill: soft }),
    arrow([
      [1030, 288],
      [1180, 288],
    ]),
    box({ x: 1180, y: 236, width: 170, height: 104 }),
    text(1196, 264, 'Azure, or the', { weight: 700 }),
    text(1196, 284, 'practice HSM', { weight: 700 }),
    text(1196, 312, 'HSM, storage, sign-in', { size: 12.5, fill: soft }),
    box({ x: 40, y: 492, width: 16, height: 16 }, warnWash, warn),
    text(64, 505, 'holds secrets, and lives shortly', { size: 12.5 }),
  ];
  return picture(1370, 526, 'The processes of a recovery, on two machines that never touch', parts);
}

function drawProcess({ name, source, lines, place, holdsSecrets }: Process): string[] {
  const fill = holdsSecrets ? warnWash : paper;
  const { x, y } = place;
  return [
    box(place, fill, holdsSecrets ? warn : soft),
    text(x + 14, y + 24, name, { weight: 700 }),
    text(x + 14, y + 42, source.replace(/^electron\/main\//, ''), { size: 11, fill: soft, mono: true }),
    ...lines.map((words, i) => text(x + 14, y + 62 + i * 18, words, { size: 12.5 })),
  ];
}
