// Reads the memory of running processes as Linux shows it.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { PatternSearch } from './pattern-search.ts';

const chunkBytes = 8 * 1024 * 1024;
/** A pattern may lie across two chunks. */
const overlapBytes = 256;
const pageBytes = 4096;
const pageMapBytes = 8;

export interface MemoryScan {
  readonly found: ReadonlySet<string>;
  /** Bytes that were looked at. */
  readonly bytes: number;
}

/** Looks through every readable region of a process that is its own; a process that has ended has none. */
export function scanProcess(pid: number, search: PatternSearch): MemoryScan {
  const found = new Set<string>();
  let bytes = 0;
  for (const piece of memoryOf(pid)) {
    bytes += piece.length;
    for (const name of search.in(piece)) found.add(name);
  }
  return { found, bytes };
}

/** A copy of the memory, to be searched later for what is not known yet. */
export function copyMemory(pid: number): Buffer[] {
  return [...memoryOf(pid)].map((piece) => Buffer.from(piece));
}

/** Pieces of memory, in one buffer that is used again. */
function* memoryOf(pid: number): Generator<Buffer> {
  const chunk = Buffer.allocUnsafeSlow(chunkBytes);
  let memory: number;
  try {
    memory = openSync(`/proc/${pid}/mem`, 'r');
  } catch (error) {
    if (isGone(error)) return;
    throw error;
  }
  try {
    for (const { start, end } of presentParts(pid)) {
      for (let at = start; at < end; at += chunkBytes - overlapBytes) {
        const length = readAt(memory, chunk, at, Math.min(chunkBytes, end - at));
        if (length > 0) yield chunk.subarray(0, length);
      }
    }
  } finally {
    closeSync(memory);
  }
}

interface Region {
  readonly start: number;
  readonly end: number;
}

/** The parts of the regions that are in memory or in swap: most of what a JavaScript engine reserves it never touches. */
function presentParts(pid: number): Region[] {
  const pageMap = openSync(`/proc/${pid}/pagemap`, 'r');
  try {
    return regionsOf(pid).flatMap(({ start, end }) => {
      const entries = Buffer.alloc(((end - start) / pageBytes) * pageMapBytes);
      const length = readAt(pageMap, entries, (start / pageBytes) * pageMapBytes, entries.length);
      const parts: { start: number; end: number }[] = [];
      for (let i = 0; i < length / pageMapBytes; i += 1) {
        // Bit 63: the page is in memory; bit 62: it is in swap (Linux, admin-guide/mm/pagemap).
        if (((entries[i * pageMapBytes + 7] ?? 0) & 0xc0) === 0) continue;
        const at = start + i * pageBytes;
        const last = parts.at(-1);
        if (last?.end === at) last.end += pageBytes;
        else parts.push({ start: at, end: at + pageBytes });
      }
      return parts;
    });
  } finally {
    closeSync(pageMap);
  }
}

function readAt(memory: number, chunk: Buffer, at: number, length: number): number {
  try {
    return readSync(memory, chunk, 0, length, at);
  } catch {
    // Guard pages and devices cannot be read; neither can a region that has just been given back.
    return 0;
  }
}

/** Readable regions that are not the unchanged text of a program file. */
function regionsOf(pid: number): Region[] {
  let maps: string;
  try {
    maps = readFileSync(`/proc/${pid}/maps`, 'latin1');
  } catch {
    return [];
  }
  return maps.split('\n').flatMap((line) => {
    const [range = '', rights = '', , , , name = ''] = line.split(/\s+/);
    const unchangedFile = name.startsWith('/') && rights[1] !== 'w';
    if (!rights.startsWith('r') || unchangedFile || ['[vvar]', '[vdso]', '[vsyscall]'].includes(name)) return [];
    const [start = 0, end = 0] = range.split('-').map((address) => Number.parseInt(address, 16));
    return [{ start, end }];
  });
}

/** Whether a process still has memory: one that has ended and that nobody has asked about has none. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');
