// The hash of a file of any size, without reading it whole.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 over a file of any size, hex. @throws the system's errors */
export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
