// Set up before every test file, every spec and every app that a spec starts: a key is derived once of each passphrase and salt in a run of the
// tests. The answer depends on nothing else, and takes nearly half a second of a processor; tests open the same identity and the same key file
// again and again.
import crypto, { type BinaryLike, createHash, hkdfSync, randomUUID, type ScryptOptions } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { isInFull } from './derived-in-full.ts';
import { folderOfRun } from './in-memory.ts';

const { pbkdf2Sync, randomBytes, scryptSync } = crypto;
const known = new Map<string, Buffer>();

const digest = (bytes: BinaryLike): string => createHash('sha256').update(bytes).digest('hex');

function scryptOnce(passphrase: BinaryLike, salt: BinaryLike, bytes: number, options?: ScryptOptions): Buffer {
  const derive = (): Buffer => scryptSync(passphrase, salt, bytes, options);
  return answerOf(salt, [digest(passphrase), bytes, JSON.stringify(options)], bytes, derive);
}

/** Key files of other programs have few rounds, and are asked by the thousand: those are no work. */
const fewRounds = 50_000;

function pbkdf2Once(passphrase: BinaryLike, salt: BinaryLike, rounds: number, bytes: number, hash: string): Buffer {
  const derive = (): Buffer => pbkdf2Sync(passphrase, salt, rounds, bytes, hash);
  return rounds < fewRounds ? derive() : answerOf(salt, [digest(passphrase), rounds, bytes, hash], bytes, derive);
}

/** Bytes that a test's process has drawn itself. */
const drawn = new WeakSet<object>();
function randomBytesSeen(...given: readonly unknown[]): unknown {
  const bytes: unknown = Reflect.apply(randomBytes, crypto, given);
  if (Buffer.isBuffer(bytes)) drawn.add(bytes);
  return bytes;
}

/**
 * Whether a test of this run has made what has this salt: whoever opens that takes the short way, too. What is kept for other runs, and what
 * the built programs make or open in processes of their own, is derived in full.
 */
function isBorn(salt: BinaryLike): boolean {
  const folder = process.env['VITEST'] === undefined ? undefined : folderOfRun();
  if (folder === undefined) return false;
  const note = join(folder, 'derived', `born-${digest(salt)}`);
  if (typeof salt === 'object' && drawn.has(salt) && !isInFull()) {
    mkdirSync(join(folder, 'derived'), { recursive: true });
    writeFileSync(note, '');
  }
  return existsSync(note);
}

/** The caller wipes its copy. */
function answerOf(salt: BinaryLike, of: readonly unknown[], bytes: number, ask: () => Buffer): Buffer {
  const asked = digest([digest(salt), ...of].join(' '));
  if (isBorn(salt)) return Buffer.from(hkdfSync('sha256', asked, '', 'made by a test', bytes));
  const answer = known.get(asked) ?? answerOfRun(asked, ask);
  known.set(asked, answer);
  return Buffer.from(answer);
}

/** What another process of this run has asked, too. They are passphrases of tests, and their answers go with the run. */
function answerOfRun(asked: string, ask: () => Buffer): Buffer {
  const folder = folderOfRun();
  if (folder === undefined) return ask();
  const answers = join(folder, 'derived');
  const file = join(answers, asked);
  try {
    return readFileSync(file);
  } catch {
    const answer = ask();
    mkdirSync(answers, { recursive: true });
    const temporary = `${file}.${randomUUID()}`;
    writeFileSync(temporary, answer);
    renameSync(temporary, file);
    return answer;
  }
}

// Files that share a process are each set up, and the first did it for all.
if (crypto.scryptSync.name !== scryptOnce.name) {
  Object.assign(crypto, { pbkdf2Sync: pbkdf2Once, randomBytes: randomBytesSeen, scryptSync: scryptOnce });
  syncBuiltinESMExports();
}
