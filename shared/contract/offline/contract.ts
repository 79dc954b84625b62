// The contract of Lifeboat Offline: every deed a screen may ask for. Deeds, not powers: no call takes a path.
import { z } from 'zod';
import { call, event, type Bridge, type Handlers } from '../define.ts';
import { maxPassphraseBytes } from '../passphrase-limit.ts';
import { ceremonyId } from '../../schemas/atoms.ts';
import { deskContract } from '../desk.ts';
import { fileToken } from '../files.ts';
import { exceptionNote, listedFile, machineSheet, purpose, sessionToken, view, volumeId, volumeRole } from './view.ts';

const nothing = z.null();
const file = z.strictObject({ file: fileToken });
const volume = z.strictObject({ volume: volumeId });
/** One of the 32 words that stand for a fingerprint. */
const spokenWord = z.string().max(40);

export const offlineContract = {
  session: {
    view: call(nothing, view),
    start: call(z.strictObject({ purpose, practice: z.boolean(), id: ceremonyId }), view),
    /** Goes on with a session that ended without a finish. Shares, files and judgements must be brought anew. */
    resume: call(z.strictObject({ log: sessionToken }), view),
    /** What the clock on the wall says, in UTC, to the minute. */
    setWallClock: call(z.strictObject({ wallUtc: z.iso.datetime({ precision: -1 }) }), view),
    noteException: call(exceptionNote.extend({ step: z.string().max(200) }), view),
    closeAlarm: call(nothing, view),
    /** Forgets everything: workers end, shares are gone. What was written stays listed. */
    finish: call(nothing, view),
    /** Back to the start after a session was finished. */
    leave: call(nothing, view),
    changed: event(view),
  },
  volumes: {
    /** Lets a person name a folder that stands for a medium; main asks with the system's own dialog. */
    addFolder: call(nothing, view),
    /** Practice only: makes a set of practice sticks in a folder that a person names. */
    makePracticeSet: call(nothing, view),
    assign: call(z.strictObject({ volume: volumeId, role: volumeRole }), view),
    files: call(volume, z.strictObject({ files: z.array(listedFile), more: z.boolean() })),
  },
  securityDomain: {
    load: call(file, view),
  },
  exchangeKey: {
    /** `host` is typed from the paper plan, never read from the medium. */
    load: call(z.strictObject({ file: fileToken, host: z.string().max(253) }), view),
    confirmWords: call(z.strictObject({ words: z.array(spokenWord).max(8) }), view),
  },
  custodians: {
    begin: call(nothing, view),
    /** Opens the passphrase window; the turn goes on when it has closed. */
    open: call(file, view),
    /** The accessible way without a second window: the passphrase passes through this screen once. */
    openHere: call(
      z.strictObject({
        file: fileToken,
        passphrase: z.instanceof(Uint8Array).refine((bytes) => bytes.length <= maxPassphraseBytes),
      }),
      view,
    ),
    /** Somebody is at the keyboard. */
    stay: call(nothing, view),
    /** Ends the turn: the stick is out, or the custodian gives up. */
    end: call(nothing, view),
    /** Drops every share, to begin again with the first custodian. */
    restart: call(nothing, view),
  },
  blob: {
    build: call(nothing, view),
    /** Writes it to the stick with the role OUT and reads it back. */
    export: call(nothing, view),
  },
  keys: {
    /** Makes a custodian's key pair on the stick with the role custodian; asks for the passphrase in its own window. */
    create: call(
      z.strictObject({ label: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,39}$/), bits: z.literal([3072, 4096]) }),
      view,
    ),
  },
  machine: {
    sheet: call(nothing, machineSheet),
  },
  ...deskContract,
};
export type OfflineBridge = Bridge<typeof offlineContract>;
export type OfflineHandlers = Handlers<typeof offlineContract>;
