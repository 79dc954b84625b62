// The contract of Lifeboat Online: every action a screen may ask for. Actions, not powers: no call takes a path or an address, and no secret
// passes through one.
import { z } from 'zod';
import { exceptionSheet, guardedCalls } from '../../journal/events.ts';
import { guid } from '../../schemas/atoms.ts';
import { call, event, type Bridge, type Handlers } from '../define.ts';
import { toolsContract } from '../tools/contract.ts';
import { fileToken } from '../files.ts';
import { makeWorkspaceCall } from '../tools/rehearsal.ts';
import { creationSchema } from '../../plan/creation-schema.ts';
import { objectIds } from './account-view.ts';
import { assignOrder, plannedHsm, roleOrder } from './administration-view.ts';
import { emergencyStart } from './emergency-view.ts';
import { differenceKinds } from '../../inventory/difference-row.ts';
import { consumerQuestion } from './consumers-view.ts';
import { cardOrder, readinessOrder, readinessPaper } from './readiness-view.ts';
import { foundDifferences } from './verification-view.ts';
import { onlineView as view } from './view.ts';
import { keyChoice, revocationLists } from '../tools/bundles.ts';

const nothing = z.null();
const startOrder = z.strictObject({ start: emergencyStart });
const file = z.strictObject({ file: fileToken });

/**
 * How the HSM reaches the container: by its identity; or, the marked legacy way, by a SAS token that is typed in the confirmation view, or
 * made from the signed-in account.
 */
const storageAccess = z.enum(['identity', 'sas', 'sas-from-account']);

/**
 * What cannot be taken back two people confirm in the confirmation view, where they type from paper what it is about. An action that makes a long
 * call answers as soon as the call is on its way; what becomes of it is told by `session.changed`. What is
 * refused before anything was sent is the answer of the action itself.
 */
export const onlineContract = {
  session: {
    view: call(nothing, view, 'passes'),
    /**
     * Begins the journal of this machine in a folder, or goes on with the one that is there; without a folder, in the app's own. People compare
     * the words of the plan with paper. The public half of the identity is enough.
     */
    open: call(z.strictObject({ plan: fileToken, identity: fileToken, folder: fileToken.nullable() }), view),
    /** Goes on with a ceremony of `earlier`, or in a folder that was chosen: its plan and identity are in it. */
    resume: call(z.strictObject({ folder: fileToken }), view),
    /** People type what the clock on the wall says, and who read it. */
    setWallClock: call(nothing, view),
    /** People write it in the confirmation view. `step` is where the page is, of the script; `check` is the failed check that is left through it. */
    noteException: call(
      z.strictObject({ step: exceptionSheet.shape.step, check: z.string().max(48).nullable() }),
      view,
    ),
    closeAlarm: call(nothing, view, 'passes'),
    /** Signs out and lets go of the ceremony, which can be resumed; a running step is only no longer waited for. */
    leave: call(nothing, view, 'ends'),
    /** Closes the journal for good. */
    finish: call(nothing, view),
    /** Once the journal is closed: writes what this machine has as evidence, a folder of its own, to a stick that a person chooses. */
    saveRecords: call(nothing, view),
    changed: event(view),
  },
  emergency: {
    /**
     * Begins an emergency in a folder of the app's own, without a plan, by what people have. They type the address of the HSM from paper, the
     * directory, and their names. Practice is what the address says.
     */
    open: call(startOrder, view),
    /** Begins one to try, in the folder of a rehearsal: what people would type from paper is filled in from its plan. */
    openTrial: call(z.strictObject({ workspace: fileToken }), view),
    /** The same again, corrected, until the first call to Azure; whoever was signed in signs in again. */
    change: call(startOrder, view),
    /** Writes the exchange certificate that was fetched as a `.pem` into a folder that a person chooses. */
    saveKey: call(nothing, view),
    /** Reads a restore blob, whoever built it, and keeps it. */
    takeBlob: call(file, view),
    /** Asks for the exchange key where this machine has not, compares it with the blob's, and uploads the blob. */
    upload: call(z.strictObject({ keyException: z.int().min(1).max(999).nullable().default(null) }), view),
    /** People type from paper where the backup of the lost HSM lies. */
    nameBackup: call(nothing, view),
    /** Compares what came back with an inventory; without one, only lists it, and says so. */
    verify: call(z.strictObject({ inventory: fileToken.nullable(), publicHalves: z.boolean() }), view),
  },
  readiness: {
    /**
     * Opens the page of a healthy HSM. People type its address, its directory and where its backups go in the confirmation view. Practice is what
     * the address says; `session.leave` lets go of it.
     */
    open: call(nothing, view),
    /** Asks everything that tells whether it could be recovered if it were lost today. Changes nothing. */
    look: call(readinessOrder, view, 'passes'),
    /** Takes a backup outside of a ceremony; its record goes into a folder that a person chooses. */
    backUp: call(z.strictObject({ withInventory: z.boolean() }), view),
    /** Writes what was found as JSON into a folder that a person chooses. */
    export: call(nothing, view),
    /** The same as a PDF, to be printed. */
    savePdf: call(readinessPaper, view),
    /** Writes the emergency card of a plan into a folder that a person chooses, to be printed. */
    saveCard: call(cardOrder, view),
  },
  consumers: {
    /** Asks Azure who uses the keys of a healthy HSM; the map goes into a folder that a person chooses, as JSON and as a table. Changes nothing. */
    find: call(consumerQuestion, view, 'passes'),
    /** Says whom to call first while the keys are away, by a map from before the loss. For an emergency. */
    call: call(z.strictObject({ map: fileToken }), view),
    /** Lists what each consumer of a map must change, against the inventory of the recovered HSM; the table goes into a folder that a person chooses. */
    list: call(z.strictObject({ map: fileToken }), view),
    /** Asks Azure who is back. Changes nothing. */
    check: call(nothing, view, 'passes'),
    /** Writes whom to call first, or after a recovery a sheet for each owner, as a PDF. */
    savePdf: call(readinessPaper, view),
  },
  peers: {
    /** Pairs with the offline machine of the plan: people type words of the code that it shows, and the number that it gave out. */
    pair: call(nothing, view),
  },
  account: {
    /** Everything but `practice`, which needs a practice ceremony. A secret is typed in the confirmation view. */
    signIn: call(
      z.discriminatedUnion('way', [
        z.strictObject({ way: z.enum(['device-code', 'azure-cli', 'browser']) }),
        z.strictObject({ way: z.literal('secret'), clientId: guid }),
        z.strictObject({ way: z.literal('certificate'), clientId: guid, certificate: fileToken }),
        /** `place` is the folder of the practice cloud; without it, the app's own. `principal`: who signs in there. */
        z.strictObject({ way: z.literal('practice'), place: fileToken.nullable(), principal: guid.nullable() }),
      ]),
      view,
    ),
    /** Gives up a sign-in that is under way. */
    cancel: call(nothing, view, 'passes'),
    signOut: call(nothing, view, 'ends'),
    /** Asks again for the roles, for instance after the HSM was activated. */
    refresh: call(nothing, view, 'passes'),
  },
  preFlight: {
    /** Looks at everything that would fail. `operators`: object ids of those who work here, or of their group. */
    look: call(z.strictObject({ operators: objectIds, inventory: fileToken.nullable() }), view, 'passes'),
  },
  steps: {
    create: call(
      z.strictObject({
        administrators: objectIds.min(1),
        retentionDays: z.int().min(7).max(90),
        purgeProtection: z.boolean(),
        /** How it is made where the plan does not say it; null for what Azure does by itself. */
        creation: creationSchema.nullable().default(null),
        /** The number of the exception by which two people accept what a policy of the organization has changed. */
        changedException: z.int().min(1).max(999).nullable().default(null),
      }),
      view,
    ),
    /** Attaches the identity of the plan to the HSM, which keeps those that it has. */
    identity: call(nothing, view),
    initRecovery: call(nothing, view),
    /** For operator 2: fetches the exchange key on this machine, of the HSM whose name people type from paper. */
    observe: call(nothing, view),
    activate: call(nothing, view),
    upload: call(
      z.strictObject({
        /** The number of the exception by which two people upload it although the HSM showed another key twice. */
        keyException: z.int().min(1).max(999).nullable().default(null),
      }),
      view,
    ),
    /** Makes the test key, once, and uses it. */
    canary: call(nothing, view),
    /** `createContainer`: whether people want the container to be made if it is missing. */
    backup: call(
      z.strictObject({
        access: storageAccess,
        createContainer: z.boolean().default(false),
        /** The number of the exception by which two people leave the test key out. */
        canaryException: z.int().min(1).max(999).nullable().default(null),
      }),
      view,
    ),
    restore: call(
      z.strictObject({
        access: storageAccess,
        operators: objectIds,
        inventory: fileToken.nullable(),
        /** One key instead of everything. */
        key: z
          .string()
          .regex(/^[A-Za-z0-9-]{1,127}$/)
          .nullable(),
        /** The number of the exception by which two people have shortened the hold. */
        holdException: z.int().min(1).max(999).nullable().default(null),
        /** The number of the exception by which people go on although nobody of them is an administrator in the backup. */
        lockOutException: z.int().min(1).max(999).nullable(),
        /** The number of the exception by which two people bring external keys back all the same. */
        externalException: z.int().min(1).max(999).nullable().default(null),
      }),
      view,
    ),
    verify: call(
      z.strictObject({
        inventory: fileToken,
        publicHalves: z.boolean(),
        /** Whether people type a test key whose public half is on paper. */
        withTestKey: z.boolean(),
      }),
      view,
    ),
    /** Writes the table of old and new addresses into a folder that a person chooses. */
    handOver: call(nothing, view),
    /** Goes on waiting for the call that has no verdict. Nothing is sent twice. */
    resume: call(nothing, view),
    /** Stops waiting for the running step. What Azure has taken on goes on there. */
    stopWaiting: call(nothing, view, 'passes'),
    /** What two people found out about a call whose outcome the service does not tell. */
    decide: call(z.strictObject({ call: z.enum(guardedCalls) }), view),
  },
  exchange: {
    /** Writes what this machine fetched into a folder that a person chooses, for the other operator. */
    exportObservation: call(nothing, view),
    /** For operator 1: takes what the second observer fetched. */
    takeObservation: call(file, view),
    /** For operator 1: makes the bundle of the exchange key, which then lacks the second signature. */
    makeBundle: call(z.strictObject({ choice: keyChoice.nullable(), revocationLists }), view),
    /** Fetches the exchange key once more, on the machine of either operator: for when the two saw different ones. */
    fetchAgain: call(nothing, view),
    /** For operator 2: adds the second signature to that bundle. */
    countersign: call(file.extend({ exception: z.int().min(1).max(999).nullable() }), view),
    /** For operator 1: takes the bundle with both signatures, and notes it as sent. */
    takeCountersigned: call(file, view),
    /** Accepts a bundle from the offline side: the restore blob, or the certificates of an activation. */
    takeIncoming: call(file, view),
    /** Writes the security domain of an activation as a bundle for the offline side. */
    sendSecurityDomain: call(nothing, view),
    /** Tells the offline side what became of a call. */
    sendOutcome: call(z.strictObject({ call: z.enum(['upload', 'restore']) }), view),
  },
  verification: {
    /** Looks for differences among all that the last verification found; so many as a screen shows, from a place on. */
    find: call(
      z.strictObject({ text: z.string().max(200), kind: z.enum(differenceKinds).nullable(), from: z.int().min(0) }),
      foundDifferences,
      'passes',
    ),
    /** Writes all of them into a folder that a person chooses: for a spreadsheet, and for programs. */
    export: call(nothing, view),
  },
  storage: {
    /** Lists the backups in the plan's container. */
    list: call(nothing, view, 'passes'),
  },
  deletedHsms: {
    /** Lists the deleted HSMs of the subscription. */
    list: call(nothing, view, 'passes'),
    /** Deletes the plan's HSM, which failed creation. */
    deleteFailed: call(nothing, view),
    /** Brings one of the plan's HSMs back, with its keys; its name is typed from paper. */
    recover: call(z.strictObject({ which: plannedHsm }), view),
    /** Destroys one of them and its keys for good. */
    purge: call(z.strictObject({ which: plannedHsm }), view),
  },
  roles: {
    /** Lists who has which role in the HSM. */
    list: call(nothing, view, 'passes'),
    assign: call(assignOrder, view),
    remove: call(roleOrder, view),
  },
  inventory: {
    /** Writes what an HSM holds into a folder that a person chooses: the new one, or the lost one while it still answers. */
    export: call(z.strictObject({ of: z.enum(['target', 'source']), publicHalves: z.boolean() }), view, 'passes'),
  },
  workspaces: {
    /** Creates the workspace of a rehearsal and seals the list of its faults. It takes about half a minute. */
    make: makeWorkspaceCall,
  },
  ...toolsContract,
};
export type OnlineBridge = Bridge<typeof onlineContract>;
export type OnlineHandlers = Handlers<typeof onlineContract>;
