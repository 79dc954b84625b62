// The process that reads for one worker: the bytes of a key file, and a passphrase from where it comes. It parses nothing, so that whoever
// made a file takes over at most the worker, which has no way to files, to the terminal or to anybody.
import { maxKeyFileBytes } from '#core/custodian-key/key-sizes.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { readWholeFile } from '#platform/files.ts';
import { takePassphrase } from '#platform/passphrase.ts';
import { type ReaderRequest, readerRequestSchema } from './messages.ts';
import { ownEnd } from './own-end.ts';
import { answerAll } from './serve.ts';

async function handOver(request: ReaderRequest, part: Buffer | undefined): Promise<object> {
  let bytes: Buffer | undefined;
  try {
    bytes =
      request.do === 'read-key-file'
        ? await readWholeFile(request.path, maxKeyFileBytes, request.within)
        : await takePassphrase(request.passphrase, part);
    const is = request.do === 'read-key-file' ? 'key-file' : 'passphrase';
    // A worker that is gone takes nothing; how it ended, its host is told.
    await end.sendOn({ is }, bytes === undefined ? [] : [bytes]).catch(() => undefined);
    return { is: 'handed-over' };
  } finally {
    wipe(bytes, part);
  }
}

const end = ownEnd();
answerAll(end, 'reader', readerRequestSchema, (request, [part]) => handOver(request, part));
