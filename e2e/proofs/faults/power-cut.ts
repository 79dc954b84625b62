// The power is cut after every step: a disk keeps what was flushed, and of the rest as much or as little as it likes. Each act is asked
// what it finds then.
import { createHash } from 'node:crypto';
import { fstatSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Act } from './act-type.ts';
import { prepared } from './acts.ts';
import { aside, begin, end } from './fs-shim.ts';
import type { Outcome } from './kill.ts';
import { type Ended, undisturbedFindings } from './undisturbed.ts';

interface FileNode {
  readonly kind: 'file';
  /** As every program sees it, and as it was when it was flushed last. */
  now: Buffer;
  kept: Buffer;
}

interface FolderNode {
  readonly kind: 'folder';
  now: Map<string, Node>;
  kept: Map<string, Node>;
}

type Node = FileNode | FolderNode;
type State = 'now' | 'kept';
/** Names below a folder. */
type Tree = ReadonlyMap<string, Tree | Buffer>;

/** What a disk may have done by itself when the power goes: nothing; names and no bytes; bytes and no names. Both is a kill. */
const disks: readonly { readonly names: State; readonly bytes: State; readonly what: string }[] = [
  { names: 'kept', bytes: 'kept', what: 'nothing but what was flushed' },
  { names: 'now', bytes: 'kept', what: 'names whose bytes were not flushed' },
  { names: 'kept', bytes: 'now', what: 'bytes whose names were not flushed' },
];

/** A folder, and what of it is on the disk. */
class Disk {
  readonly #folder: string;
  /** Which file or folder has a number of the file system; numbers are given again once their file is gone. */
  #numbered = new Map<number, Node>();
  readonly #root: FolderNode = { kind: 'folder', now: new Map(), kept: new Map() };

  constructor(folder: string) {
    this.#folder = folder;
    this.look();
    for (const node of this.#numbered.values()) keep(node);
  }

  /** Sees what a step has changed. */
  look(): void {
    const seen = new Map<number, Node>([[lstatSync(this.#folder).ino, this.#root]]);
    this.#lookAt(this.#folder, this.#root, seen);
    this.#numbered = seen;
  }

  #lookAt(path: string, folder: FolderNode, seen: Map<number, Node>): void {
    folder.now = new Map(
      readdirSync(path).map((name) => {
        const status = lstatSync(join(path, name));
        const node = seen.get(status.ino) ?? this.#nodeOf(status.ino, status.isDirectory() ? 'folder' : 'file');
        seen.set(status.ino, node);
        if (node.kind === 'folder') this.#lookAt(join(path, name), node, seen);
        else node.now = readFileSync(join(path, name));
        return [name, node];
      }),
    );
  }

  #nodeOf(number: number, kind: Node['kind']): Node {
    const known = this.#numbered.get(number);
    if (known?.kind === kind) return known;
    return kind === 'file'
      ? { kind, now: Buffer.alloc(0), kept: Buffer.alloc(0) }
      : { kind, now: new Map(), kept: new Map() };
  }

  /** An open file or folder was flushed. */
  flushed(descriptor: number): void {
    const node = this.#numbered.get(fstatSync(descriptor).ino);
    if (node) keep(node);
  }

  /** As the folder may be found again. */
  after(names: State, bytes: State): Tree {
    const treeOf = (folder: FolderNode): Tree =>
      new Map([...folder[names]].map(([name, node]) => [name, node.kind === 'file' ? node[bytes] : treeOf(node)]));
    return treeOf(this.#root);
  }
}

function keep(node: Node): void {
  if (node.kind === 'file') node.kept = node.now;
  else node.kept = new Map(node.now);
}

function write(folder: string, tree: Tree): void {
  mkdirSync(folder);
  for (const [name, content] of tree) {
    if (Buffer.isBuffer(content)) writeFileSync(join(folder, name), content);
    else write(join(folder, name), content);
  }
}

interface Cut {
  readonly where: string;
  readonly acks: readonly string[];
  readonly tree: Tree;
}

interface Watched extends Ended {
  readonly cuts: readonly Cut[];
}

/** Runs an act once, and takes down what every disk would have at every moment. */
async function cutsOf(act: Act, folder: string): Promise<Watched> {
  prepared(act, folder);
  const disk = new Disk(folder);
  const cuts: Cut[] = [];
  const acks: string[] = [];
  const note = (moment: string): void => {
    disk.look();
    for (const { names, bytes, what } of disks)
      cuts.push({ where: `power cut after ${moment}, ${what}`, acks: [...acks], tree: disk.after(names, bytes) });
  };
  let refused: string | undefined;
  let count = 0;
  begin({
    folder,
    at: 0,
    taken: (step, descriptor) => {
      disk.look();
      if (step === 'file.sync' && descriptor !== undefined) disk.flushed(descriptor);
      note(`step ${(count += 1)} (${step})`);
    },
  });
  try {
    await act.run(folder, (what) => {
      acks.push(what);
      aside(() => note(`"${what}" was told`));
    });
  } catch (error) {
    refused = String(error);
  } finally {
    end();
  }
  return { cuts, acks, refused };
}

/** What is the same disk after the same words need not be asked twice. */
function different(cuts: readonly Cut[]): readonly Cut[] {
  const first = new Map<string, Cut>();
  for (const cut of cuts) {
    const key = JSON.stringify([cut.acks, [...namesAndBytes(cut.tree)]]);
    if (!first.has(key)) first.set(key, cut);
  }
  return [...first.values()];
}

function* namesAndBytes(tree: Tree): Generator<string> {
  for (const [name, content] of tree) {
    yield name;
    if (Buffer.isBuffer(content)) yield createHash('sha256').update(content).digest('hex');
    else yield* ['(', ...namesAndBytes(content), ')'];
  }
}

/** Needs the shim to be installed in this process. Windows flushes no folders, and is not asked. */
export async function cutEverywhere(scratch: string, of: readonly Act[]): Promise<Outcome> {
  const findings: string[] = [];
  let points = 0;
  for (const act of of) {
    const watched = await cutsOf(act, join(scratch, `run ${act.name}`));
    findings.push(...undisturbedFindings(act, watched));
    const cuts = different(watched.cuts);
    points += cuts.length;
    const found = join(scratch, 'found');
    for (const { where, acks, tree } of cuts) {
      write(found, tree);
      const wrong = await act.check(found, acks);
      findings.push(...wrong.map((problem) => `${act.name}, ${where}: ${problem}`));
      rmSync(found, { recursive: true });
    }
  }
  return { points, findings };
}
