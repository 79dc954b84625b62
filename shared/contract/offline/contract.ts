// The contract of Lifeboat Offline: every action a screen may ask for. Actions, not powers: no call takes a path.
import { z } from 'zod';
import { call, event, type Bridge, type Handlers } from '../define.ts';
import { exceptionSheet } from '../../journal/events.ts';
import { languages } from '../../messages/languages.ts';
import { toolsContract } from '../tools/contract.ts';
import { fileToken, writtenFile } from '../files.ts';
import { machineSheet, selfTestResult } from './machine-view.ts';
import { copyNumber, custodianId } from './new-key-view.ts';
import { purpose, sessionToken } from './session-view.ts';
import { view } from './view.ts';
import { listedFile, pageRole, volumeId } from './volume-view.ts';

const nothing = z.null();
/** What people would have on paper is written in it. */
const language = z.enum(languages);
const file = z.strictObject({ file: fileToken });
const volume = z.strictObject({ volume: volumeId });
const check = z.string().max(48).nullable();
/** Sizes of the RSA keys that are made. */
const keyBits = z.literal([3072, 4096]);
const copy = z.strictObject({ custodian: custodianId, copy: copyNumber });
const sheetPrint = z.strictObject({ paper: z.enum(['a4', 'letter']), language });

export const offlineContract = {
  session: {
    view: call(nothing, view, 'passes'),
    /**
     * People say in the confirmation view whether it is practice or production, and type the id from the cover. `isTrial`: they only want to try it,
     * in practice, with an id that is made.
     */
    start: call(z.strictObject({ purpose, isTrial: z.boolean() }), view),
    /** Goes on with a drill or a making of keys that ended without a finish. Shares and files must be brought again. */
    resume: call(z.strictObject({ log: sessionToken }), view),
    /** People type what the clock on the wall says, in UTC, to the minute, in the confirmation view. */
    setWallClock: call(nothing, view),
    /**
     * People write an exception in the confirmation view: in a recovery an event of the journal. `step` is where the page is, of the script; `check`
     * names the failed check that is left through it.
     */
    noteException: call(z.strictObject({ step: exceptionSheet.shape.step, check }), view),
    closeAlarm: call(nothing, view, 'passes'),
    /**
     * Forgets everything: workers end, shares are gone. What was written stays listed. Two people close a recovery's journal in the confirmation
     * view.
     */
    finish: call(nothing, view, 'ends'),
    /** After the end of a drill: writes its log to the stick with the role OUT. The register of custody takes proofs from it. */
    exportLog: call(nothing, view),
    /** Back to the start after a session was finished. */
    leave: call(nothing, view, 'ends'),
    changed: event(view),
  },
  ceremony: {
    /**
     * Opens the journal of a recovery: the approved plan and this machine's identity must fit each other and what was typed from paper.
     * The identity's passphrase is asked for in the confirmation view, to prove that it is at hand.
     */
    open: call(z.strictObject({ plan: fileToken, identity: fileToken }), view),
    /** Goes on with a recovery from its journal. Shares are gone; the security domain is loaded again. */
    resume: call(z.strictObject({ journal: sessionToken }), view),
    /** Closes off the damaged end of a journal by an exception; afterwards it can be resumed. */
    closeOff: call(z.strictObject({ journal: sessionToken }), view),
    /** Two people type words of the plan's hash, from paper, in the confirmation view. */
    confirmPlan: call(nothing, view),
    /**
     * People type words of the pairing code and the number of the other machine in the confirmation view, and read it those of this machine from
     * there.
     */
    pair: call(nothing, view),
    /** Takes the message of the online side about the upload. */
    takeOutcome: call(file, view),
    /** After the end: writes the journal and what belongs to it to the stick with the role OUT. */
    exportRecords: call(nothing, view),
  },
  emergency: {
    /** Begins a recovery without a plan: its id is made, and its journal opened. Practice or production, people say as for `session.start`. */
    begin: call(z.strictObject({ isTrial: z.boolean() }), view),
    /** Notes the address of the HSM as people type it in the confirmation view, and checks a file from the IN stick as the exchange key of that HSM. */
    checkKey: call(file, view),
    /** Two people answer for the key that was checked last, where it carries no attestation and nothing else is wrong with it. */
    acceptUnattested: call(nothing, view),
    /** Two people approve in the confirmation view; the shares are gone afterwards, whatever happens. */
    build: call(nothing, view),
    /** Writes the blob as a plain file to the stick with the role OUT. */
    write: call(nothing, view),
    /** Two people close the journal in the confirmation view. */
    finish: call(nothing, view, 'ends'),
    /** After the end: writes the journal and the verdict on the exchange key to the stick with the role OUT. */
    exportRecords: call(nothing, view),
  },
  volumes: {
    /** Lets a person name a folder that stands for a medium; main asks with the system's own dialog. */
    addFolder: call(nothing, view),
    /**
     * Practice only: makes a set of practice sticks in a folder that a person names, for the ceremony that runs. `reWrap`: where custodians
     * get new keys, for an HSM that is in service.
     */
    makePracticeSet: call(z.strictObject({ language, reWrap: z.boolean() }), view),
    /** Practice only: made-up operators answer this machine with the next bundle, onto the practice IN stick. */
    askPracticeOperators: call(z.strictObject({ language }), view),
    /** Never a custodian's: that one is brought in the confirmation view. */
    assign: call(z.strictObject({ volume: volumeId, role: pageRole }), view),
    files: call(volume, z.strictObject({ files: z.array(listedFile), more: z.boolean() }), 'passes'),
  },
  securityDomain: {
    load: call(file, view),
  },
  exchangeKey: {
    /** A signed bundle from the IN stick; its key is checked by the plan. */
    load: call(file, view),
    /** The branch for a key that carries no attestation: two people answer for it, by an exception. */
    acceptUnattested: call(nothing, view),
    /** Two people type its words in the confirmation view, as the other side reads them. */
    confirmWords: call(nothing, view),
  },
  custodians: {
    /**
     * The whole turn of a custodian in the confirmation view: stick, key, passphrase, and the stick out again. In a recovery `custodian` says which
     * of the plan's comes: C1 to C10. In a drill `copy` says which copy of the key it is.
     */
    begin: call(z.strictObject({ custodian: z.string().max(3).nullable(), copy: copyNumber.nullable() }), view),
    /** Drops every share, to begin again with the first custodian. Two people approve it in the confirmation view. */
    restart: call(nothing, view, 'ends'),
  },
  blob: {
    /** In a recovery two people of the plan approve it in the confirmation view. */
    build: call(nothing, view),
    /** Signs the bundle, asking for the identity's passphrase in the confirmation view, and writes it to the stick with the role OUT. */
    export: call(nothing, view),
    /** The other side types the words of the bundle before it sees its own; two people say in the confirmation view whether both agree. */
    confirmReadBack: call(nothing, view),
  },
  activation: {
    /**
     * Makes the key of a custodian of the plan onto the first of two new sticks. In this call and those of copies the custodian brings the stick in
     * the confirmation view, and types the passphrase there, a new one twice.
     */
    makeKey: call(z.strictObject({ custodian: custodianId, bits: keyBits }), view),
    /** Writes the same encrypted key to the second stick. Where the system does not tell sticks apart, two people say in the confirmation view that they see two. */
    writeCopy: call(z.strictObject({ custodian: custodianId }), view),
    /** Opens the key from a stick that was inserted again, and lets it open what was wrapped to its certificate. */
    checkCopy: call(copy, view),
    /** Signs the bundle of all certificates, once every copy was checked, and writes it to the stick with the role OUT. */
    exportCertificates: call(nothing, view),
    /** The other side types the words of the bundle before it sees its own; two people say in the confirmation view whether both agree. */
    confirmReadBack: call(nothing, view),
    /** Takes the bundle of the new security domain from the IN stick. */
    takeDomain: call(file, view),
    /** Two people type words of the security domain's hash in the confirmation view, as the other side reads them. */
    confirmDomain: call(nothing, view),
    /** Lets a copy open its share of the new security domain. */
    proveCopy: call(copy, view),
    /**
     * Writes the register of custody and the security domain to the stick with the role OUT, once every copy is proven. People type the numbers
     * of sticks and bags in the confirmation view.
     */
    writeRegister: call(nothing, view),
    /** In a re-wrap two people say that the old sticks and the old security domain are on the destruction sheet. Refused before every new copy is proven. */
    noteOldSet: call(nothing, view),
    /** Two people end the journal without the proofs, by an exception that two people decided; nothing follows. */
    giveUp: call(nothing, view, 'ends'),
  },
  keys: {
    /** Makes a custodian's key pair on the stick that they bring in the confirmation view, where label and passphrase are typed. */
    create: call(z.strictObject({ bits: keyBits }), view),
  },
  machine: {
    sheet: call(nothing, machineSheet, 'passes'),
    /** Tests the program's own walls on this machine, in a minute at most. The journal of a ceremony names the result. */
    selfTest: call(nothing, selfTestResult, 'passes'),
    /** Asks for a folder and writes the sheet into it as a PDF; null where the person turned back. */
    saveSheet: call(sheetPrint, writtenFile.nullable()),
    /** People choose a printer that hangs on this machine's own cable. */
    printSheet: call(sheetPrint, nothing),
  },
  ...toolsContract,
};
export type OfflineBridge = Bridge<typeof offlineContract>;
export type OfflineHandlers = Handlers<typeof offlineContract>;
