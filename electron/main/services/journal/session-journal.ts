// The journal of a drill or a making of keys on this machine's disk: one file for each session, only ever added to, and flushed before the
// screen says done. Between two states of a screen nothing else may happen, so it is written without waiting.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { emptyHead, type JournalHead, nextLine, readJournal } from '#core/journal/chain.ts';
import { diskNow } from '#platform/disk.ts';
import { makeFolderNow, replaceFlushedNow, translatedNow, writeFlushedNow } from '#platform/files-now.ts';
import { type Unfinished, unfinishedBelow } from './unfinished.ts';

/** The file of a session. */
interface SessionFile {
  readonly journal: string;
}
export type OpenSession = Unfinished<SessionFile>;

/** A session's journal that is being written. One instance of the app runs at a time, so nobody else writes. */
export class SessionJournal {
  readonly path: string;
  readonly #now: () => Date;
  #head: JournalHead;

  private constructor(path: string, head: JournalHead, now: () => Date) {
    this.path = path;
    this.#head = head;
    this.#now = now;
  }

  /** Begins one in a folder, which is made if it is missing. @throws the file and medium faults */
  static begin(folder: string, id: string, now: () => Date): SessionJournal {
    const time = now()
      .toISOString()
      .replace(/[-:]|\.\d+/g, '');
    const path = join(folder, `${time}-${id}-${randomBytes(3).toString('hex')}.jsonl`);
    translatedNow(visibleText(path), () => {
      makeFolderNow(folder);
      // It gets its name before anything is told to be in it.
      writeFlushedNow(path, 'wx', Buffer.alloc(0));
    });
    return new SessionJournal(path, emptyHead, now);
  }

  /**
   * Takes one up again. Where its end is damaged, the file is kept beside it as it was, and the good lines go on.
   * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_VERSION, JOURNAL_TOO_LARGE, the file and medium faults
   */
  static resume(path: string, now: () => Date): SessionJournal {
    return translatedNow(visibleText(path), () => {
      const bytes = diskNow.readFileSync(path);
      const { head, goodBytes, damage } = readJournal(bytes);
      if (damage !== undefined) {
        // The name holds the hash: where an attempt was broken off after it, the file is there and is the one.
        replaceFlushedNow(`${path}.damaged-${sha256(bytes).toString('hex').slice(0, 16)}`, bytes);
        replaceFlushedNow(path, bytes.subarray(0, goodBytes));
      }
      return new SessionJournal(path, head, now);
    });
  }

  /** Writes one event. When this returns, it is on the disk. @throws what `nextLine` throws, the file and medium faults */
  append(event: JournalEvent): void {
    const { line, head } = nextLine(this.#head, this.#now().toISOString(), event);
    translatedNow(visibleText(this.path), () => writeFlushedNow(this.path, 'a', line));
    this.#head = head;
  }
}

/** The sessions in a folder that have no finish, the latest first. What is no journal of one is left alone. */
export const openSessions = (folder: string): readonly OpenSession[] =>
  unfinishedBelow(
    folder,
    (journal) => (journal.endsWith('.jsonl') ? { journal } : undefined),
    ({ session }) => session !== undefined,
  );
