// The log of a drill or a making of keys, as its screens show it; and those that ended without a finish. Nothing in it is secret.
import { randomBytes } from 'node:crypto';
import type { EarlierSession } from '#shared/contract/offline/session-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { EventOf } from '#shared/journal/events.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { type OpenSession, openSessions, SessionJournal, type SessionWriting } from '../journal/session-journal.ts';
import { clockOf, KeptJournal, type KeptJournalParts } from './ceremony/kept-journal.ts';
import { writtenFiles } from './ceremony/written-files.ts';

type Opened = Omit<EventOf<'session-opened'>, 'kind'>;

/** How the program that runs writes logs. */
export interface LogWriting extends Pick<SessionWriting, 'stopped'> {
  readonly app: AppVersion;
  readonly now: () => Date;
}

/** What cannot be written of it stops nobody, as it would stop a ceremony. */
export class SessionLog extends KeptJournal<SessionJournal> {
  readonly opened: Opened;

  private constructor({ opened, ...parts }: KeptJournalParts<SessionJournal> & { readonly opened: Opened }) {
    super(parts);
    this.opened = opened;
  }

  /** @param folder where logs lie; made with the first */
  static async begin(
    folder: string,
    session: Pick<Opened, 'ceremony' | 'practice' | 'purpose'>,
    { app, now, stopped }: LogWriting,
  ): Promise<SessionLog> {
    const opened = { ...session, machine: 'offline', app } as const;
    const journal = await SessionJournal.begin(folder, session.ceremony, { clock: clockOf(now), stopped });
    const log = new SessionLog({ opened, journal, app, now });
    await log.append({ kind: 'session-opened', ...opened });
    return log;
  }

  /** Goes on with a log. Shares that were in memory are gone. @throws as `SessionJournal.resume` */
  static async resume(open: OpenSession, { app, now, stopped }: LogWriting): Promise<SessionLog> {
    const journal = await SessionJournal.resume(open.folder.journal, { clock: clockOf(now), stopped });
    const log = new SessionLog({ opened: openedIn(open), journal, app, now });
    await log.append({ kind: 'session-resumed', app });
    return log;
  }

  get practice(): boolean {
    return this.opened.practice;
  }
}

/** Sessions that were not finished, offered by token; a screen never learns where they lie. */
export class EarlierSessions {
  /** Where their logs lie. */
  readonly folder: string;
  readonly #offered = new Map<string, OpenSession>();

  constructor(folder: string) {
    this.folder = folder;
  }

  /** The latest first. */
  list(): EarlierSession[] {
    this.#offered.clear();
    return openSessions(this.folder).map((open) => {
      const token = randomBytes(16).toString('base64url');
      this.#offered.set(token, open);
      return describe(token, open);
    });
  }

  /** @throws SESSION_UNKNOWN */
  offered(token: string): OpenSession {
    return this.#offered.get(token) ?? refuse({ code: 'SESSION_UNKNOWN' });
  }
}

/* v8 ignore next -- @preserve Only journals that begin as a session's are offered. */
export const openedIn = ({ journal }: OpenSession): Opened =>
  journal.head.state.session ?? refuse({ code: 'SESSION_UNKNOWN' });

function describe(log: string, open: OpenSession): EarlierSession {
  const { ceremony: id, purpose, practice } = openedIn(open);
  const { entries, head, damage } = open.journal;
  const { state } = head;
  const proofs = entries.filter(({ event }) => event.kind === 'custodian-proven');
  return {
    log,
    id,
    purpose,
    practice,
    lastUtc: entries.at(-1)?.at ?? '',
    isDamaged: damage !== undefined,
    shares: state.shares.length,
    // A quorum drill holds its shares, and proves copies by them.
    proven: purpose === 'share-check' ? proofs.length : 0,
    exceptions: state.decisions.length,
    written: writtenFiles(state),
    wallUtc: state.wallClock?.wall ?? null,
  };
}
