// Session logs on this machine's disk: one file for each session, only ever added to, and flushed before the screen says done.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { SessionEvent } from '#shared/session-log/events.ts';
import type { SessionLogState } from '#shared/session-log/state.ts';
import {
  emptySessionLogHead,
  maxSessionLogBytes,
  nextSessionLine,
  readSessionLog,
  type SessionLogHead,
} from '#core/journal/session-log.ts';
import { diskNow } from '#platform/disk.ts';
import { makeFolderNow, replaceFlushedNow, translatedNow, writeFlushedNow } from '#platform/files-now.ts';

/** Logs that have begun and have no finish; more than these few are not offered. */
const offered = 5;

/** A log whose session was not finished. */
export interface OpenLog {
  readonly path: string;
  readonly state: SessionLogState;
  /** When the last good event was, by the machine's clock. */
  readonly lastUtc: string;
  /** Whether the end of the file is not what was written: most often half a line at a power cut. */
  readonly isDamaged: boolean;
}

/** One log that is being written. One instance of the app runs at a time, so nobody else writes. */
export class SessionLogFile {
  readonly path: string;
  readonly #now: () => Date;
  #head: SessionLogHead;

  private constructor(path: string, head: SessionLogHead, now: () => Date) {
    this.path = path;
    this.#head = head;
    this.#now = now;
  }

  /** Begins a log in a folder, which is made if it is missing. @throws the file and medium faults */
  static begin(folder: string, id: string, now: () => Date): SessionLogFile {
    const time = now()
      .toISOString()
      .replace(/[-:]|\.\d+/g, '');
    const path = join(folder, `${time}-${id}-${randomBytes(3).toString('hex')}.jsonl`);
    translatedNow(visibleText(path), () => {
      makeFolderNow(folder);
      // It gets its name before anything is told to be in it.
      writeFlushedNow(path, 'wx', Buffer.alloc(0));
    });
    return new SessionLogFile(path, emptySessionLogHead, now);
  }

  /**
   * Takes a log up again. Where its end is damaged, the file is kept beside it as it was, and the good lines go on.
   * @throws JOURNAL_OUT_OF_ORDER, JOURNAL_TOO_LARGE, the file and medium faults
   */
  static resume(path: string, now: () => Date): SessionLogFile {
    return translatedNow(visibleText(path), () => SessionLogFile.#resume(path, now));
  }

  static #resume(path: string, now: () => Date): SessionLogFile {
    const bytes = diskNow.readFileSync(path);
    const { head, goodBytes, damage } = readSessionLog(bytes);
    if (damage !== undefined) {
      const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      // The name holds the hash: where an attempt was broken off after it, the file is there and is the one.
      replaceFlushedNow(`${path}.damaged-${hash}`, bytes);
      replaceFlushedNow(path, bytes.subarray(0, goodBytes));
    }
    return new SessionLogFile(path, head, now);
  }

  get state(): SessionLogState {
    return this.#head.state;
  }

  /** Writes one event. When this returns, it is on the disk. @throws JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT, the file and medium faults */
  append(event: SessionEvent): void {
    const { line, head } = nextSessionLine(this.#head, this.#now().toISOString(), event);
    translatedNow(visibleText(this.path), () => {
      writeFlushedNow(this.path, 'a', line);
    });
    this.#head = head;
  }
}

/** The logs in a folder that have no finish, the latest first. What is no log is left alone. */
export function openLogs(folder: string): readonly OpenLog[] {
  const names = namesIn(folder).filter((name) => name.endsWith('.jsonl'));
  return names
    .sort()
    .reverse()
    .flatMap((name) => readOpenLog(join(folder, name)))
    .slice(0, offered);
}

function namesIn(folder: string): readonly string[] {
  try {
    return diskNow.readdirSync(folder);
  } catch {
    // Nothing was ever begun here.
    return [];
  }
}

function readOpenLog(path: string): readonly OpenLog[] {
  try {
    const status = diskNow.lstatSync(path);
    if (!status.isFile() || status.size > maxSessionLogBytes) return [];
    const { head, entries, damage } = readSessionLog(diskNow.readFileSync(path));
    const last = entries.at(-1);
    if (last === undefined || head.state.isFinished) return [];
    return [{ path, state: head.state, lastUtc: last.at, isDamaged: damage !== undefined }];
  } catch {
    // A file that cannot be read or is in no order is nothing to go on with; it stays where it is for anyone who looks into it.
    return [];
  }
}
