// Deeds beside a ceremony, in both apps: papers, evidence, plan, bundles, pairing. They need no running ceremony and change
// nothing in one. Where the two sides differ, the office knows on which side it stands.
import { z } from 'zod';
import { paperNames } from '../documents/names.ts';
import type { EvidenceReport } from '../evidence/report.ts';
import type { Plan } from '../plan/plan.ts';
import { ceremonyId } from '../schemas/atoms.ts';
import { type Bridge, call, type Handlers } from './define.ts';
import { fileToken, hex256, writtenFile } from './files.ts';

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

/** What a person chooses a file as; a token of one kind does not open another. `evidence`, `ceremony` and `practice` are folders. */
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
]);
export type PickedKind = z.output<typeof pickedKind>;

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
   * or as sent by this machine.
   */
  noted: z.enum(['signatures', 'accepted', 'judged', 'sent']),
});
export type BundleView = z.output<typeof bundleView>;

export const identityView = z.strictObject({ role: z.string(), holder: z.string(), keyId: hex256 });
export type IdentityView = z.output<typeof identityView>;

/** The two public identities of a pairing, and the ceremony as it is typed from paper. */
const pair = z.strictObject({ ceremony: ceremonyId, offline: fileToken, online: fileToken });
const pairing = z.strictObject({ offline: identityView, online: identityView, code: hex256 });
export type Pairing = z.output<typeof pairing>;

/** The typed words of a code, or its digits. */
const typedCode = z.string().max(600);

export const deskContract = {
  desk: {
    /** Opens the system's dialog. */
    pick: call(z.strictObject({ what: pickedKind }), picked),
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
  evidence: {
    /** `planSha256` is typed from paper; without it the report says that nobody compared it. */
    verify: call(z.strictObject({ folder: fileToken, planSha256: hex256.nullable() }), report),
  },
  plans: {
    load: call(z.strictObject({ plan: fileToken }), planView),
    /** Asks for the identity's passphrase in its own window, then for a folder; null where the person turned back. */
    approve: call(z.strictObject({ plan: fileToken, identity: fileToken }), approvedPlan.nullable()),
  },
  bundles: {
    /** `journal` and `self`, this machine's public identity, belong together: with them the bundle is noted. */
    verify: call(
      z.strictObject({
        bundle: fileToken,
        plan: fileToken,
        planSha256: hex256,
        own: z.strictObject({ journal: fileToken, self: fileToken }).nullable(),
      }),
      bundleView,
    ),
  },
  pairing: {
    /** For the side that reads aloud: shows the code. */
    show: call(pair, pairing),
    /** For the side that types: the code comes back only if the typed one agrees. The second wrong try ends it. */
    compare: call(z.strictObject({ pair, typed: typedCode, journal: fileToken.nullable() }), pairing),
  },
};
export type DeskBridge = Bridge<typeof deskContract>;
export type DeskHandlers = Handlers<typeof deskContract>;
