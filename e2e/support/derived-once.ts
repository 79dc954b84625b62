// Set up before every test file, every spec and every app that a spec starts: a key is derived once of each passphrase and salt in a run of the
// tests. The answer depends on nothing else, and takes nearly half a second of a processor; tests open the same identity and the same key file
// again and again.
import crypto, { type BinaryLike, createHash, randomUUID, type ScryptOptions } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { folderOfRun } from './in-memory.ts';

const { pbkdf2Sync, scryptSync } = crypto;
const known = new Map<string, Buffer>();

const digest = (bytes: BinaryLike): string => createHash('sha256').update(bytes).digest('hex');

function scryptOnce(passphrase: BinaryLike, salt: BinaryLike, bytes: number, options?: ScryptOptions): Buffer {
  const asked = digest([digest(passphrase), digest(salt), bytes, JSON.stringify(options)].join(' '));
  return answerOf(asked, () => scryptSync(passphrase, salt, bytes, options));
}

/** Key files of other programs have few rounds, and are asked by the thousand: those are no work. */
const fewRounds = 50_000;

function pbkdf2Once(passphrase: BinaryLike, salt: BinaryLike, rounds: number, bytes: number, hash: string): Buffer {
  const derive = (): Buffer => pbkdf2Sync(passphrase, salt, rounds, bytes, hash);
  if (rounds < fewRounds) return derive();
  return answerOf(digest([digest(passphrase), digest(salt), rounds, bytes, hash].join(' ')), derive);
}

/** The caller wipes its copy. */
function answerOf(asked: string, ask: () => Buffer): Buffer {
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
  Object.assign(crypto, { pbkdf2Sync: pbkdf2Once, scryptSync: scryptOnce });
  syncBuiltinESMExports();
}
