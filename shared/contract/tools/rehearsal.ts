// Calls of a guided rehearsal, in both apps: whose turn it is, what the trainer does, the report. Only the room itself is made by one app
// alone, which has the practice cloud.
import { z } from 'zod';
import { rehearsalFaults } from '../../rehearsal/faults.ts';
import { reportSchema } from '../../rehearsal/files.ts';
import { guideStages } from '../../rehearsal/guide.ts';
import { parts } from '../../rehearsal/team.ts';
import { ceremonyId, personName, sha256Hex, utcTime } from '../../schemas/atoms.ts';
import { call, event } from '../define.ts';
import { fileToken, writtenFile } from '../files.ts';
import { mapView } from '../map-view.ts';

const fault = z.enum(rehearsalFaults);
const workspace = fileToken;

/** The machines that keep a journal; the online app is that of both operators in turns. */
export const machinesOfRehearsal = ['offline', 'operator-1', 'operator-2'] as const;
export type MachineOfRehearsal = (typeof machinesOfRehearsal)[number];

export const rehearsalView = z.strictObject({
  workspace,
  /** The folder's own name. */
  name: z.string(),
  ceremony: ceremonyId,
  planSha256: sha256Hex,
  trainer: z.string(),
  /** The approved plan, which guide and report are printed from. */
  plan: fileToken,
  /** How far the clock on the wall is ahead of the machine's: it may be wrong. */
  wallAheadSeconds: z.int(),
  begun: z.strictObject({ offline: z.boolean(), online: z.boolean() }),
  /** Null when everything is done. */
  stage: z.enum(guideStages).nullable(),
  /** Both rooms at once. */
  map: mapView,
  /** Shares that are held now, and how many are needed. */
  shares: z.strictObject({ have: z.int(), required: z.int() }),
  /** Who owns the resources that use the keys, in the order in which they are called; empty until it is their turn. */
  owners: z.array(z.strictObject({ owner: z.string().nullable(), resources: z.int(), hasMoved: z.boolean() })),
  /** Their codes in the plan, in its order. */
  custodians: z.array(z.string()),
  /** Who plays a role, by its code. */
  people: z.array(z.strictObject({ role: z.string(), name: z.string() })),
});
export type RehearsalView = z.output<typeof rehearsalView>;

/** The chosen scenarios as the trainer sees them. */
export const trainerView = z.strictObject({
  faults: z.array(
    z.strictObject({
      fault,
      injectedAt: utcTime.nullable(),
      /** Whose stick or envelope it was done to, by the code in the plan; null where it is nobody's. */
      custodian: z.string().nullable(),
      putRightAt: utcTime.nullable(),
      /** The program ended in the middle of it: it is undone, or done again. */
      isBegun: z.boolean(),
    }),
  ),
});
export type TrainerView = z.output<typeof trainerView>;

/** The report; its file is in the workspace, and the paper is printed from it. */
export const rehearsalReportView = z.strictObject({ report: reportSchema, file: writtenFile, data: fileToken });
export type RehearsalReportView = z.output<typeof rehearsalReportView>;

/** For both apps. */
export const rehearsalCalls = {
  /** Opens the room, or looks again: from then on this program keeps the room's ceremony in the room. */
  open: call(z.strictObject({ workspace }), rehearsalView),
  /** Opens the session of the workspace in this app, as one of its machines; nothing of what the workspace knows is asked for. */
  enter: call(z.strictObject({ workspace, as: z.enum(machinesOfRehearsal) }), z.null()),
  /** Tells from now on, by `changed`, that something happened in the room; null ends it. */
  follow: call(z.strictObject({ workspace: workspace.nullable() }), z.null(), 'passes'),
  /** The listener asks by `open` what it was. */
  changed: event(z.null()),
  list: call(z.strictObject({ workspace }), trainerView, 'passes'),
  inject: call(z.strictObject({ workspace, fault, custodian: z.int().min(1).max(10) }), trainerView, 'passes'),
  putRight: call(z.strictObject({ workspace, fault }), trainerView, 'passes'),
  /** Plays an owner who was called: what is theirs names the new HSM from then on. */
  moveOwner: call(z.strictObject({ workspace, owner: z.string().max(2100).nullable() }), rehearsalView, 'passes'),
  /** Makes the report, and writes it into the workspace; one that was written before stays. */
  report: call(z.strictObject({ workspace }), rehearsalReportView, 'passes'),
};

/** A name for each part that has one. */
export const teamSchema = z.partialRecord(z.enum(parts), personName);

/** For the app that has a practice cloud. The folder is new or empty. */
export const makeWorkspaceCall = call(
  z.strictObject({
    workspace,
    trainerName: personName,
    faults: z.array(fault).max(rehearsalFaults.length),
    custodians: z.int().min(3).max(10),
    required: z.int().min(2).max(10),
    team: teamSchema,
  }),
  rehearsalView,
);
