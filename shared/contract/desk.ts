// Deeds beside a ceremony, in both apps: papers, evidence, plan, bundles, pairing. They need no running ceremony and change
// nothing in one. Where the two sides differ, the office knows on which side it stands.
import { z } from 'zod';
import type { JournalDamage } from '../faults/journal.ts';
import { paperNames } from '../documents/names.ts';
import type { QuorumHealth } from '../custody/health.ts';
import type { EvidenceReport } from '../evidence/report.ts';
import { exceptionSheet, type JournalEvent } from '../journal/events.ts';
import { languages } from '../messages/languages.ts';
import { ceremonyKinds, type Plan } from '../plan/plan.ts';
import { ceremonyId, nonceHex } from '../schemas/atoms.ts';
import { type Bridge, call, type Handlers } from './define.ts';
import { fileToken, hex256, writtenFile } from './files.ts';
import { rehearsalCalls } from './rehearsal.ts';

const nothing = z.null();

/** The two sides of the gap. */
export const deskSide = z.enum(['offline', 'online']);
export type DeskSide = z.output<typeof deskSide>;

/** A file or folder that a person chose in the system's own dialog. Its path stays in main. */
export const pickedFile = z.strictObject({
  token: fileToken,
  /** Made harmless to look at. */
  name: z.string(),
});
export type PickedFile = z.output<typeof pickedFile>;
/** Null where the person turned back. */
const picked = pickedFile.nullable();

/** What a person chooses a file as; a token of one kind does not open another. The last five and `evidence` are folders. */
export const pickedKind = z.enum([
  'plan',
  'journal',
  'data',
  'evidence',
  'bundle',
  'identity',
  'observation',
  'inventory',
  'certificate',
  'ceremony',
  'practice',
  'folder',
  'rehearsal',
  'trainer',
]);
export type PickedKind = z.output<typeof pickedKind>;

/** One line of a journal: its number, the machine's time, and the event. */
export interface JournalLine {
  readonly n: number;
  readonly at: string;
  readonly event: JournalEvent;
}

/** What to print. A custodian and a journal only matter for the documents that have one. */
export const paperOrder = z.strictObject({
  document: z.enum(paperNames),
  plan: fileToken,
  journal: fileToken.nullable(),
  data: fileToken.nullable(),
  side: deskSide,
  custodian: z
    .string()
    .regex(/^C(?:[1-9]|10)$/)
    .nullable(),
  paper: z.enum(['a4', 'letter']),
  language: z.enum(['en', 'de']),
});
export type PaperOrder = z.output<typeof paperOrder>;

export const savedPaper = z.strictObject({
  file: writtenFile,
  /** Whether the journal that was chosen now names the file and its hash; a closed or damaged one takes nothing more. */
  journal: z.enum(['none', 'noted', 'closed', 'damaged']),
});
export type SavedPaper = z.output<typeof savedPaper>;

export const localPrinter = z.strictObject({ name: z.string(), displayName: z.string() });
export type LocalPrinter = z.output<typeof localPrinter>;

/** Our own code made it from a checked register, so its members are not checked again. */
const health = z.custom<QuorumHealth>((value) => typeof value === 'object' && value !== null && 'custodians' in value);
const custodyView = z.strictObject({ practice: z.boolean(), hsmUri: z.string(), required: z.int(), health });
export type CustodyView = z.output<typeof custodyView>;

/** Our own code made it from checked files, so its members are not checked again. */
const report = z.custom<EvidenceReport>((value) => typeof value === 'object' && value !== null && 'proven' in value);

/** Our own parser made it, so its members are not checked again. */
const plan = z.custom<Plan>((value) => typeof value === 'object' && value !== null && 'ceremony' in value);

export const planView = z.strictObject({
  plan,
  planSha256: hex256,
  /** Names of the people who have signed. */
  approvers: z.array(z.string()),
  /** How many must sign before the plan may be used. */
  required: z.int(),
});
export type PlanView = z.output<typeof planView>;
export const approvedPlan = z.strictObject({ view: planView, file: writtenFile });
export type ApprovedPlanView = z.output<typeof approvedPlan>;

export const bundleView = z.strictObject({
  type: z.string(),
  seq: z.int(),
  ceremony: z.string(),
  practice: z.boolean(),
  issued: z.string(),
  payloadSha256: hex256,
  signers: z.array(z.strictObject({ role: z.string(), holder: z.string() })),
  /** SHA-256 of the exchange certificate in the header. */
  exchange: hex256.nullable(),
  hsmUri: z.string(),
  /**
   * How far it was verified: its signatures alone; or noted in the journal as accepted, as accepted with its exchange key judged,
   * or as sent by this machine. A draft lacks a signature, and is no bundle yet.
   */
  noted: z.enum(['signatures', 'accepted', 'judged', 'sent', 'draft']),
});
export type BundleView = z.output<typeof bundleView>;

export const sentBundle = z.strictObject({ bundle: bundleView, file: writtenFile });
export type SentBundle = z.output<typeof sentBundle>;

/** The plan with its hash from paper: what every bundle is checked against. */
const byPlan = { plan: fileToken, planSha256: hex256 };
const lineTyped = (max: number): z.ZodString => z.string().trim().min(1).max(max);

/** What a bundle is to hold; everything else follows from plan and journal. Restore blobs leave from their ceremony alone. */
export const bundleContentOrder = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('plan') }),
  /** DER, in the order of the plan's custodians. */
  z.strictObject({ type: z.literal('activation-certificates'), certificates: z.array(fileToken).min(1).max(10) }),
  z.strictObject({
    type: z.literal('security-domain'),
    file: fileToken,
    /** The bundle with which the HSM was activated. */
    certificates: fileToken,
    requestId: lineTyped(128),
    serverDate: lineTyped(64),
  }),
  /** What the two operators fetched. It becomes a draft, for the second operator to sign. */
  z.strictObject({ type: z.literal('exchange-key'), first: fileToken, second: fileToken }),
  z.strictObject({
    type: z.literal('outcome'),
    call: z.enum(['download', 'upload', 'restore']),
    verdict: z.enum(['succeeded', 'failed', 'unknown']),
    requestId: lineTyped(128),
    detail: lineTyped(500),
  }),
]);
export type BundleContentOrder = z.output<typeof bundleContentOrder>;

/** A draft as the second operator sees it, after it was compared with this machine's own fetch. */
export const draftView = z.strictObject({
  bundle: bundleView,
  /** SHA-256 of the exchange key's SubjectPublicKeyInfo, as both fetched it. */
  spkiSha256: hex256,
  observations: z.array(
    z.strictObject({
      observer: z.string(),
      requestId: z.string(),
      serverDate: z.string(),
      fetchedAt: z.string(),
      tlsCertificates: z.int(),
    }),
  ),
});
export type DraftView = z.output<typeof draftView>;
/** `own` is what this machine fetched itself. */
const draftOrder = z.strictObject({ draft: fileToken, ...byPlan, own: fileToken });

export const identityRole = z.enum(['operator-1', 'operator-2', 'offline', 'witness']);
export type IdentityRole = z.output<typeof identityRole>;
/** `spki`: the public key in base64, as it stands in the plan. */
export const identityView = z.strictObject({ role: identityRole, holder: z.string(), keyId: hex256, spki: z.string() });
export type IdentityView = z.output<typeof identityView>;

/** The two public identities of a pairing, and the ceremony as it is typed from paper. */
const pair = z.strictObject({ ceremony: ceremonyId, offline: fileToken, online: fileToken });
const pairing = z.strictObject({ offline: identityView, online: identityView, code: hex256 });
export type Pairing = z.output<typeof pairing>;

export const madeIdentity = z.strictObject({ identity: identityView, files: z.array(writtenFile) });
export type MadeIdentity = z.output<typeof madeIdentity>;

export const planOrder = z.strictObject({
  kind: z.enum(ceremonyKinds),
  practice: z.boolean(),
  ceremony: ceremonyId,
  date: z.iso.date(),
  custodians: z.int().min(3).max(10),
  required: z.int().min(2).max(10),
});
export type PlanOrder = z.output<typeof planOrder>;

/** Our own code made it, so its members are not checked again. */
const journalEntry = z.custom<JournalLine>((value) => typeof value === 'object' && value !== null && 'event' in value);
const damage = z.custom<JournalDamage>((value) => typeof value === 'object' && value !== null && 'lastGood' in value);

/** A journal, checked line by line. Where its end is damaged, what stands before it is shown. */
export const journalView = z.strictObject({
  name: z.string(),
  ceremony: z.string().nullable(),
  practice: z.boolean(),
  role: z.string().nullable(),
  planSha256: hex256.nullable(),
  /** The nonce that bundles for this machine must answer. */
  challenge: z.string().nullable(),
  events: z.int(),
  /** SHA-256 of the last good line. */
  head: hex256,
  closed: z.boolean(),
  damage: damage.nullable(),
  /** Checks that failed and stand until an exception is written. */
  failures: z.array(z.string()),
  exceptions: z.int(),
  /** Calls whose outcome nobody has settled. */
  openCalls: z.array(z.string()),
  /** One page of events, the latest first. */
  page: z.array(journalEntry),
});
export type JournalView = z.output<typeof journalView>;

export const closedOffJournal = z.strictObject({ journal: journalView, kept: z.string().nullable() });

/** The typed words of a code, or its digits. */
const typedCode = z.string().max(600);

export const deskContract = {
  desk: {
    /** Opens the system's dialog. */
    pick: call(z.strictObject({ what: pickedKind }), picked),
    /** The same for several files at once; an empty list where the person turned back. */
    pickMany: call(z.strictObject({ what: z.enum(['bundle', 'journal', 'data']) }), z.array(pickedFile)),
  },
  language: {
    /** What to speak: what was chosen before, else what the system wants. Says whether a choice was kept and cannot be read. */
    begin: call(
      z.strictObject({ system: z.enum(languages) }),
      z.strictObject({ language: z.enum(languages), isKeptLost: z.boolean() }),
    ),
    /** Spoken from now on, and at the next start. */
    choose: call(z.strictObject({ language: z.enum(languages) }), nothing),
  },
  identities: {
    /** Asks for a new passphrase in its own window, and writes two files that must not exist yet. */
    create: call(z.strictObject({ role: identityRole, holder: lineTyped(80), folder: fileToken }), madeIdentity),
    show: call(z.strictObject({ identity: fileToken }), identityView),
  },
  papers: {
    /** Opens the document in a window that runs nothing and reaches nothing. */
    preview: call(paperOrder, nothing),
    /** Asks for a folder and writes the PDF into it; null where the person turned back. */
    savePdf: call(paperOrder, savedPaper.nullable()),
    /** Printers that hang on this machine's own cable; others are counted and not named. */
    printers: call(nothing, z.strictObject({ local: z.array(localPrinter), others: z.int() })),
    print: call(z.strictObject({ order: paperOrder, printer: z.string().max(200) }), nothing),
  },
  custody: {
    /** Judges a register for a day; null is today by this machine's clock. */
    check: call(z.strictObject({ register: fileToken, on: z.iso.date().nullable() }), custodyView),
  },
  rehearsal: rehearsalCalls,
  evidence: {
    /** `planSha256` is typed from paper; without it the report says that nobody compared it. */
    verify: call(z.strictObject({ folder: fileToken, planSha256: hex256.nullable() }), report),
    /** Collects, checks and signs a package as a new folder in the one that was chosen; asks for the identity's passphrase. */
    build: call(
      z.strictObject({
        plan: fileToken,
        identity: fileToken,
        folder: fileToken,
        journals: z.array(fileToken).max(10),
        bundles: z.array(fileToken).max(200),
        documents: z.array(fileToken).max(500),
        service: z.array(fileToken).max(500),
        certificates: z.array(fileToken).max(50),
        verdicts: z.array(fileToken).max(50),
        lists: z.array(fileToken).max(200),
      }),
      z.strictObject({ name: z.string(), report }),
    ),
  },
  journals: {
    /** `page` counts from 0, the latest events first. */
    read: call(z.strictObject({ journal: fileToken, page: z.int().min(0).max(100_000) }), journalView),
    /**
     * Writes an exception with people of the plan. `check` is the failed check that is left through it. A damaged end is closed off by
     * it; what stood there is kept beside the journal.
     */
    except: call(
      z.strictObject({
        journal: fileToken,
        plan: fileToken,
        sheet: exceptionSheet,
        check: z.string().max(48).nullable(),
      }),
      closedOffJournal,
    ),
  },
  plans: {
    /** Writes a template with every member of a plan; what only people know is a blank that the check names. */
    create: call(z.strictObject({ template: planOrder, folder: fileToken }), writtenFile),
    load: call(z.strictObject({ plan: fileToken }), planView),
    /** Asks for the identity's passphrase in its own window, then for a folder; null where the person turned back. */
    approve: call(z.strictObject({ plan: fileToken, identity: fileToken }), approvedPlan.nullable()),
  },
  bundles: {
    /** `journal` and `self`, this machine's public identity, belong together: with them the bundle is noted. */
    verify: call(
      z.strictObject({
        bundle: fileToken,
        ...byPlan,
        own: z.strictObject({ journal: fileToken, self: fileToken }).nullable(),
      }),
      bundleView,
    ),
    /** Makes the next bundle, writes it into a folder and notes it as sent; a draft is not noted. Asks for the passphrase. */
    create: call(
      z.strictObject({
        content: bundleContentOrder,
        ...byPlan,
        journal: fileToken,
        identity: fileToken,
        folder: fileToken,
      }),
      sentBundle,
    ),
    /** Refused unless the draft holds what this machine itself fetched. */
    readDraft: call(draftOrder, draftView),
    /** Adds the second operator's signature, and writes the bundle into a folder. Asks for the passphrase. */
    countersign: call(draftOrder.extend({ identity: fileToken, folder: fileToken }), sentBundle),
    /** Renames a file that lies in the way of the next bundle and that the journal does not name. */
    setAside: call(
      z.strictObject({ folder: fileToken, name: z.string().max(200), journal: fileToken }),
      z.strictObject({ name: z.string() }),
    ),
  },
  pairing: {
    /** For the side that reads aloud: shows the code. */
    show: call(pair, pairing),
    /**
     * For the side that types: the code comes back only if the typed one agrees. The second wrong try ends it. With a journal the
     * pairing is noted, and the number that the other machine gave out.
     */
    compare: call(
      z.strictObject({ pair, typed: typedCode, journal: fileToken.nullable(), challenge: nonceHex.nullable() }),
      pairing,
    ),
  },
};
export type DeskBridge = Bridge<typeof deskContract>;
export type DeskHandlers = Handlers<typeof deskContract>;
