// Keeps the log of a running drill or making of keys, and offers those that ended without a finish. Nothing in a log is secret.
import { randomBytes } from 'node:crypto';
import type { EarlierSession } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { SessionLogState } from '#shared/session-log/state.ts';
import { type OpenLog, openLogs, SessionLogFile } from '../journal/session-logs.ts';
import { sessionEvents } from './session-events.ts';
import { whyOf } from './why-of.ts';

export class SessionRecorder {
  readonly #folder: string;
  readonly #version: string;
  readonly #now: () => Date;
  readonly #offered = new Map<string, OpenLog>();
  #log: SessionLogFile | undefined;
  #finished: string | undefined;
  #stopped: string | undefined;

  /** @param folder where the logs lie; made with the first session */
  constructor(folder: string, version: string, now: () => Date) {
    this.#folder = folder;
    this.#version = version;
    this.#now = now;
  }

  /** Sessions that were not finished, the latest first. */
  earlier(): EarlierSession[] {
    this.#offered.clear();
    return openLogs(this.#folder).flatMap((log) => {
      const token = randomBytes(16).toString('base64url');
      this.#offered.set(token, log);
      return describe(token, log);
    });
  }

  /**
   * Writes down what happened between two states. When this returns, it is on the disk.
   * @throws JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT, the system's errors: then nothing more of this session is written
   */
  note(before: View, after: View): void {
    const events = sessionEvents(before, after);
    try {
      for (const event of events) {
        if (event.kind === 'session-begun') this.#begin(SessionLogFile.begin(this.#folder, event.id, this.#now));
        this.#log?.append(event);
        if (event.kind === 'session-finished') this.#finish();
      }
    } catch (error) {
      this.#log = undefined;
      this.#stopped = whyOf(error);
      throw error;
    }
  }

  /**
   * Where the log of the session lies that was finished last; nothing is added to it any more.
   * @throws SESSION_LOG_INCOMPLETE, CALL_OUT_OF_ORDER
   */
  finishedLog(call: string): string {
    if (this.#stopped !== undefined) refuse({ code: 'SESSION_LOG_INCOMPLETE', why: this.#stopped });
    return this.#finished ?? refuse({ code: 'CALL_OUT_OF_ORDER', call, needs: 'a finished ceremony' });
  }

  #begin(log: SessionLogFile): void {
    this.#log = log;
    this.#finished = undefined;
    this.#stopped = undefined;
  }

  #finish(): void {
    this.#finished = this.#log?.path;
    this.#log = undefined;
  }

  /** What was noted of an offered session. @throws SESSION_UNKNOWN */
  look(token: string): SessionLogState & { readonly begun: NonNullable<SessionLogState['begun']> } {
    const state = this.#offered.get(token)?.state;
    if (state?.begun === undefined) return refuse({ code: 'SESSION_UNKNOWN' });
    return { ...state, begun: state.begun };
  }

  /**
   * Goes on writing the log of an offered session.
   * @throws SESSION_UNKNOWN, JOURNAL_OUT_OF_ORDER, JOURNAL_TOO_LARGE, the system's errors
   */
  resume(token: string): void {
    const { path } = this.#offered.get(token) ?? refuse({ code: 'SESSION_UNKNOWN' });
    const log = SessionLogFile.resume(path, this.#now);
    log.append({ kind: 'session-resumed', version: this.#version });
    this.#begin(log);
    this.#offered.clear();
  }
}

function describe(log: string, { state, lastUtc, isDamaged }: OpenLog): EarlierSession[] {
  const { begun, clock, exceptions, written, shares, proven } = state;
  if (begun === undefined) return [];
  const { id, purpose, practice } = begun;
  return [
    {
      log,
      id,
      purpose,
      practice,
      lastUtc,
      isDamaged,
      shares,
      proven,
      exceptions: exceptions.length,
      written: [...written],
      wallUtc: clock.phase === 'set' ? clock.wallUtc : null,
    },
  ];
}
