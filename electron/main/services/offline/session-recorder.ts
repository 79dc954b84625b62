// Keeps the journal of a running drill or making of keys, and offers those that ended without a finish. Nothing in it is secret.
import { randomBytes } from 'node:crypto';
import type { CreatedKey } from '#shared/contract/offline/new-key-view.ts';
import type { EarlierSession } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { refuse, whyOf } from '#shared/faults/fault.ts';
import type { JournalState } from '#shared/journal/state.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { type OpenSession, openSessions, SessionJournal } from '../journal/session-journal.ts';
import { applyFact, type CeremonyFacts, noFacts } from './ceremony/facts.ts';
import { sessionEvents } from './session-events.ts';

/** What outlived the program of a session that was not finished. */
export interface SessionFacts extends Pick<CeremonyFacts, 'clock' | 'exceptions' | 'written'> {
  readonly session: NonNullable<JournalState['session']>;
  readonly createdKeys: readonly CreatedKey[];
}

export class SessionRecorder {
  readonly #folder: string;
  readonly #app: AppVersion;
  readonly #now: () => Date;
  readonly #offered = new Map<string, OpenSession>();
  #journal: SessionJournal | undefined;
  #finished: string | undefined;
  #stopped: string | undefined;

  /** @param folder where the journals lie; made with the first session */
  constructor(folder: string, app: AppVersion, now: () => Date) {
    this.#folder = folder;
    this.#app = app;
    this.#now = now;
  }

  /** Sessions that were not finished, the latest first. */
  earlier(): EarlierSession[] {
    this.#offered.clear();
    return openSessions(this.#folder).map((open) => {
      const token = randomBytes(16).toString('base64url');
      this.#offered.set(token, open);
      return describe(token, open);
    });
  }

  /**
   * Writes down what happened between two states. When this returns, it is on the disk.
   * @throws JOURNAL_EVENT_FORM, SECRET_IN_OUTPUT, the system's errors: then nothing more of this session is written
   */
  note(before: View, after: View): void {
    try {
      for (const event of sessionEvents(before, after, this.#app)) {
        if (event.kind === 'session-opened') this.#begin(SessionJournal.begin(this.#folder, event.ceremony, this.#now));
        this.#journal?.append(event);
        if (event.kind === 'session-finished') this.#finish();
      }
    } catch (error) {
      this.#journal = undefined;
      this.#stopped = whyOf(error);
      throw error;
    }
  }

  /**
   * Where the journal of the session lies that was finished last; nothing is added to it any more.
   * @throws SESSION_LOG_INCOMPLETE, CALL_OUT_OF_ORDER
   */
  finishedLog(): string {
    if (this.#stopped !== undefined) refuse({ code: 'SESSION_LOG_INCOMPLETE', why: this.#stopped });
    return (
      this.#finished ?? refuse({ code: 'CALL_OUT_OF_ORDER', call: 'session.exportLog', needs: 'a finished ceremony' })
    );
  }

  #begin(journal: SessionJournal): void {
    this.#journal = journal;
    this.#finished = undefined;
    this.#stopped = undefined;
  }

  #finish(): void {
    this.#finished = this.#journal?.path;
    this.#journal = undefined;
  }

  /** What was noted of an offered session. @throws SESSION_UNKNOWN */
  look(token: string): SessionFacts {
    return factsOf(this.#offered.get(token) ?? refuse({ code: 'SESSION_UNKNOWN' }));
  }

  /**
   * Goes on writing the journal of an offered session.
   * @throws SESSION_UNKNOWN, JOURNAL_OUT_OF_ORDER, JOURNAL_TOO_LARGE, the system's errors
   */
  resume(token: string): void {
    const { folder } = this.#offered.get(token) ?? refuse({ code: 'SESSION_UNKNOWN' });
    const journal = SessionJournal.resume(folder.journal, this.#now);
    journal.append({ kind: 'session-resumed', app: this.#app });
    this.#begin(journal);
    this.#offered.clear();
  }
}

function factsOf({ journal: { entries, head } }: OpenSession): SessionFacts {
  const { session } = head.state;
  /* v8 ignore if -- @preserve Only journals that begin as a session's are offered. */
  if (session === undefined) return refuse({ code: 'SESSION_UNKNOWN' });
  const { clock, exceptions, written } = entries.reduce((facts, { at, event }) => applyFact(facts, at, event), noFacts);
  const createdKeys = entries.flatMap(({ event }) => (event.kind === 'key-made' ? [event.key] : []));
  return { session, clock, exceptions, written, createdKeys };
}

function describe(log: string, open: OpenSession): EarlierSession {
  const { session, clock, exceptions, written } = factsOf(open);
  const { ceremony, purpose, practice } = session;
  const { entries, head, damage } = open.journal;
  const proofs = entries.filter(({ event }) => event.kind === 'custodian-proven');
  return {
    log,
    id: ceremony,
    purpose,
    practice,
    lastUtc: entries.at(-1)?.at ?? '',
    isDamaged: damage !== undefined,
    shares: head.state.shares.length,
    // A quorum drill holds its shares, and proves copies by them.
    proven: purpose === 'share-check' ? proofs.length : 0,
    exceptions: exceptions.length,
    written: [...written],
    wallUtc: clock.phase === 'set' ? clock.wallUtc : null,
  };
}
