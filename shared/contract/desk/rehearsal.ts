// Deeds of a guided rehearsal, in both apps: whose turn it is, what the trainer does, the score. Only the room itself is made by one app
// alone, which has the practice cloud.
import { z } from 'zod';
import { rehearsalFaults } from '../../rehearsal/faults.ts';
import { scoreSchema } from '../../rehearsal/files.ts';
import { guideStages } from '../../rehearsal/guide.ts';
import { parts } from '../../rehearsal/team.ts';
import { ceremonyId, personName, sha256Hex, utcTime } from '../../schemas/atoms.ts';
import { call, event } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';

const fault = z.enum(rehearsalFaults);
const room = fileToken;

export const rehearsalView = z.strictObject({
  room,
  /** The folder's own name. */
  name: z.string(),
  ceremony: ceremonyId,
  planSha256: sha256Hex,
  trainer: z.string(),
  sealSha256: sha256Hex,
  /** What the guide is printed from. */
  papers: z.strictObject({ plan: fileToken, seal: fileToken }),
  /** How far the clock on the wall is ahead of the machine's: it may be wrong. */
  wallAheadSeconds: z.int(),
  begun: z.strictObject({ offline: z.boolean(), online: z.boolean() }),
  /** Null when everything is done. */
  stage: z.enum(guideStages).nullable(),
  /** Shares that are held now, and how many are needed. */
  shares: z.strictObject({ have: z.int(), required: z.int() }),
  /** Their codes in the plan, in its order. */
  custodians: z.array(z.string()),
  /** Who plays a role, by its code. */
  people: z.array(z.strictObject({ role: z.string(), name: z.string() })),
});
export type RehearsalView = z.output<typeof rehearsalView>;

/** The sealed list as the trainer sees it. */
export const trainerView = z.strictObject({
  faults: z.array(
    z.strictObject({
      fault,
      injectedAt: utcTime.nullable(),
      /** Whose stick or envelope it was done to, by the code in the plan; null where it is nobody's. */
      custodian: z.string().nullable(),
      putRightAt: utcTime.nullable(),
      /** The program ended in the middle of it: it is undone, or done anew. */
      isBegun: z.boolean(),
    }),
  ),
});
export type TrainerView = z.output<typeof trainerView>;

/** The score; its file lies in the trainer's folder, and the report is printed from it. */
export const rehearsalScore = z.strictObject({ score: scoreSchema, file: writtenFile, data: fileToken });
export type RehearsalScore = z.output<typeof rehearsalScore>;

const trainersDeed = { room, trainer: fileToken, fault };

/** For both apps. `trainer` is the token of the trainer's folder. */
export const rehearsalCalls = {
  /** Opens the room, or looks again: from then on this program keeps the room's ceremony in the room. */
  open: call(z.strictObject({ room }), rehearsalView),
  /** Tells from now on, by `changed`, that something happened in the room; null ends it. */
  follow: call(z.strictObject({ room: room.nullable() }), z.null()),
  /** What it was, whoever hears asks by `open`. */
  changed: event(z.null()),
  list: call(z.strictObject({ room, trainer: fileToken }), trainerView),
  inject: call(z.strictObject({ ...trainersDeed, custodian: z.int().min(1).max(10) }), trainerView),
  putRight: call(z.strictObject(trainersDeed), trainerView),
  /** Opens the envelope, and writes the score into the trainer's folder; a file that was written before stays. */
  score: call(z.strictObject({ room, trainer: fileToken }), rehearsalScore),
};

/** A name for each part that has one. */
export const teamSchema = z.partialRecord(z.enum(parts), personName);

/** For the app that has a practice cloud. Both folders are new or empty, and none lies in the other. */
export const makeRoomCall = call(
  z.strictObject({
    room,
    trainer: fileToken,
    trainerName: personName,
    faults: z.array(fault).min(1).max(rehearsalFaults.length),
    custodians: z.int().min(3).max(10),
    required: z.int().min(2).max(10),
    team: teamSchema,
  }),
  rehearsalView,
);
