// What a hostile package of evidence may make its readers do: large files of every folder, without a line break or of a million objects. Eight
// times the size costs eight times the work in both checkers, and no more memory than a few copies of it.
import { emergencyFiles, fetchPath, keyPath, onlineJournal } from '#core/evidence/testdata/sample-emergency.ts';
import { listEmergency, verifyEmergencyEvidence } from '#core/evidence/emergency.ts';
import { inMemory } from '#core/evidence/package.ts';
import { askChecker } from '../../support/evidence-checker.ts';
import { growthProblem, memoryProblem, mostTimes, type Probe, times } from './growth-ratio.ts';

const mebibyte = 2 ** 20;
const filled = (size: number, part: string): string => part.repeat(Math.ceil(size / part.length));
const listOf = (size: number, each: string): string =>
  `{"format":"lifeboat-inventory","x":[${filled(size, `${each},`)}0]}`;

/** A file of a package: where it is, what it is made of, and the size of the larger one in MiB. */
export interface LargeFile {
  readonly name: string;
  readonly path: string;
  readonly make: (size: number) => string;
  readonly mebibytes: number;
}
export const largeFiles: readonly LargeFile[] = [
  {
    name: 'a paper of base64 without a line break',
    path: 'documents/photo.html',
    make: (size) => filled(size, 'QUJD'),
    mebibytes: 60,
  },
  {
    name: 'a paper of hex without a line break',
    path: 'documents/photo.html',
    make: (size) => filled(size, '4a'),
    mebibytes: 60,
  },
  { name: 'a paper of line breaks', path: 'documents/record.txt', make: (size) => filled(size, '\n'), mebibytes: 60 },
  {
    name: 'a paper of escapes',
    path: 'documents/record.txt',
    make: (size) => filled(size, 'AAAAAAAAAAAAAAAA\\n'),
    mebibytes: 60,
  },
  {
    name: 'a paper of members of keys',
    path: 'documents/record.txt',
    make: (size) => filled(size, '"d":'),
    mebibytes: 60,
  },
  {
    name: 'a list of a million objects',
    path: 'lists/list.json',
    make: (size) => listOf(size, '{"a":1}'),
    mebibytes: 8,
  },
  { name: 'a list of lists', path: 'lists/list.json', make: (size) => listOf(size, '[[]]'), mebibytes: 8 },
  {
    name: 'a list of many members',
    path: 'lists/list.json',
    make: (size) => `{${filled(size, '"a":{},')}"b":0}`,
    mebibytes: 8,
  },
  {
    name: 'a verdict of a million objects',
    path: 'verdicts/more.json',
    make: (size) => listOf(size, '{}'),
    mebibytes: 8,
  },
  {
    name: 'an answer with a long body',
    path: fetchPath,
    make: (size) => `{"format":"lifeboat-answer","body":"${filled(size, 'QUJD')}"}`,
    mebibytes: 16,
  },
  {
    name: 'an exchange key of many blocks',
    path: keyPath,
    make: (size) => filled(size, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'),
    mebibytes: 8,
  },
  { name: 'a journal that is one line', path: onlineJournal, make: (size) => filled(size, '{"v":4,'), mebibytes: 8 },
];

/** The sample emergency with this file in it, as ours reads it. */
export const readWith =
  ({ path }: LargeFile) =>
  (bytes: Buffer): unknown =>
    verifyEmergencyEvidence(inMemory(listEmergency(new Map([...emergencyFiles(), [path, bytes]]))));

export const evidenceProbes: readonly Probe[] = largeFiles.map((file) => ({
  name: `evidence, ${file.name}`,
  make: (size) => Buffer.from(file.make(size)),
  read: readWith(file),
  small: (file.mebibytes * mebibyte) / times,
}));

/** Bytes for each byte of a file that a reader may hold at once, beside what every reader does. */
const copiesHeld = 24;
const heldAnyway = 96 * mebibyte;
/** Python's objects of what it is sent take far more than the bytes, however few they are. */
const heldByPython = 256 * mebibyte;

/**
 * What the independent checker's readers of any file take: seconds of processor time for both sizes, and the peak of memory in KiB. The peak
 * that getrusage tells is that of the process which started it, too (proc(5), VmHWM, is not).
 */
const inPython = `[(lambda parts, reads: (lambda timed: [timed(parts[0], reads), timed(parts[1], reads),
    int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0])])(
  lambda part, reads: (lambda data, start: ([reads(data), __import__('time').process_time() - start])[1])(
    part, __import__('time').process_time())))(
  [each.encode() for each in given], lambda data: (checker.holds_key(data), checker.members(data), checker.certificates_in(data)))]`;

/** @returns what is wrong with how the independent checker reads these files, by their names; each in a process of its own */
export function pythonProblems(share = 1): readonly (readonly [string, string])[] {
  return largeFiles.flatMap(({ name, make, mebibytes }) => {
    const much = (mebibytes * mebibyte) / share;
    const [[before = 0, after = 0, peak = 0] = []] = askChecker<number[][]>(inPython, [make(much / times), make(much)]);
    const held = peak * 1024 - heldByPython;
    const isSlow = after > 0.2 && after > before * mostTimes;
    return [
      ...(isSlow ? [[`check-evidence.py, ${name}`, `${(after / before).toFixed(1)} times as long`] as const] : []),
      ...(held > copiesHeld * much
        ? [[`check-evidence.py, ${name}`, `held ${Math.round(held / mebibyte)} MiB`] as const]
        : []),
    ];
  });
}

/** @returns what is wrong with the time or the memory of ours */
export const evidenceProblems = (): readonly (readonly [string, string])[] => problemsOf(evidenceProbes, growthProblem);

/** The same of the memory for files so many times as small. */
export const smallEvidenceProblems = (share: number): readonly (readonly [string, string])[] =>
  problemsOf(
    evidenceProbes.map((probe) => ({ ...probe, small: Math.ceil((probe.small ?? 0) / share) })),
    memoryProblem,
  );

const problemsOf = (probes: readonly Probe[], problemOf: (probe: Probe) => string | undefined) =>
  probes.flatMap((probe) => {
    const problem = problemOf({ ...probe, mostHeld: (bytes) => copiesHeld * bytes + heldAnyway });
    return problem === undefined ? [] : [[probe.name, problem] as const];
  });
