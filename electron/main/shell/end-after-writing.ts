// Ends the program once everything that was printed has left the process: a pipe takes what it can, and `app.exit` waits for nothing.
import { app } from 'electron';

export async function endAfterWriting(exitCode: number): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(written));
  app.exit(exitCode);
}

/** Resolves when everything that was written has left this process. */
const written = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((done) => {
    stream.write('', () => done());
  });
