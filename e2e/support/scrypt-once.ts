// Set up before every test file: scrypt is asked once for each passphrase and salt. Its answer depends on nothing else, and takes nearly half a
// second of a processor; tests open the same identity again and again.
import crypto, { type BinaryLike, createHash, type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const { scryptSync } = crypto;
const known = new Map<string, Buffer>();

const digest = (bytes: BinaryLike): string => createHash('sha256').update(bytes).digest('hex');

function scryptOnce(passphrase: BinaryLike, salt: BinaryLike, bytes: number, options?: ScryptOptions): Buffer {
  const asked = [digest(passphrase), digest(salt), bytes, JSON.stringify(options)].join(' ');
  const answer = known.get(asked) ?? scryptSync(passphrase, salt, bytes, options);
  known.set(asked, answer);
  // Anyone who asks wipes what he got.
  return Buffer.from(answer);
}

// Files that share a process are each set up, and the first did it for all.
if (scryptSync.name !== scryptOnce.name) {
  Object.assign(crypto, { scryptSync: scryptOnce });
  syncBuiltinESMExports();
}
