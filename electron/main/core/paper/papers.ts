// The documents of a ceremony from the bytes of its files, as one HTML text: the same for the command line and the app.
import { scriptOfEmergency } from '#shared/ceremony/emergency-view.ts';
import type { DrillLevel } from '#shared/ceremony/model.ts';
import { scriptPlanOf } from '#shared/ceremony/plan-view.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { journalValueOf, type KnownFingerprints } from '../documents/back-matter.ts';
import { callSheetDocument } from '../documents/call-sheet.ts';
import { certificate } from '../documents/certificate.ts';
import { cardDocument } from '../documents/card-document.ts';
import { registerDocument } from '../documents/custody-register.ts';
import { mappingSchema } from '../documents/data-schemas.ts';
import { type PrintOptions, wordsOf } from '../documents/document.ts';
import { recordOfJournal } from '../documents/journal-record.ts';
import { emergencyCard } from '../documents/emergency-card.ts';
import { lostHsmOf, withNewestFolder } from '../documents/standing-card.ts';
import { manualDocument } from '../documents/manual.ts';
import { mappingDocument } from '../documents/mapping-report.ts';
import type { PaperName } from '#shared/documents/names.ts';
import { rehearsalGuide } from '../documents/rehearsal-guide.ts';
import { rehearsalReport } from '../documents/rehearsal-report.ts';
import { recordDocument } from '../documents/record.ts';
import { scriptDocument } from '../documents/script.ts';
import { sheetsDocument } from '../documents/sheets.ts';
import type { CustodyRegister } from '#shared/register/register.ts';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { refuse } from '#shared/faults/fault.ts';
import type { RehearsalReport } from '#shared/rehearsal/files.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { parseStrictJson } from '../encoding/json.ts';
import { readJournal, verifyJournal } from '../journal/chain.ts';
import { readAnyPlan } from '../plan/any-plan.ts';
import { isApproved } from '../plan/approval.ts';
import type { Plan } from '#shared/plan/plan.ts';
import type { ConsumerMap } from '#shared/consumers/consumers.ts';
import { assertMapOf, maxConsumerMapBytes, parseConsumerMap } from '../consumers/map-file.ts';
import { assertRegisterFits } from '../register/fits.ts';
import { parseRegister } from '../register/register-file.ts';
import { parseReport } from '../rehearsal/rehearsal-files.ts';

const maxDataBytes = 4 << 20;

/** Greatest size in bytes of the data of a document. */
export const maxPaperDataBytes = (document: PaperName): number =>
  document === 'emergency-card' ? maxConsumerMapBytes : maxDataBytes;

/** Which document, and the bytes of the files that it is made from. */
export interface PaperRequest {
  readonly document: PaperName;
  /** A plan, signed or not; none for the record of an emergency; its card is filled in from one, where there is one. */
  readonly plan: Uint8Array | undefined;
  /** For a record; for a fingerprint card, whose end is printed on it. */
  readonly journal?: Uint8Array | undefined;
  /** The verification for a mapping report, the register for a register of custody, the map of consumers for an emergency card; JSON. */
  readonly data?: Uint8Array | undefined;
  /** The record of the newest backup, for an emergency card: its folder goes before that of the plan. */
  readonly record?: Uint8Array | null | undefined;
  /** What the check of a package has just found, for its certificate. */
  readonly evidence?: EvidenceReport | undefined;
  /** Of a recovery; undefined: the offline one, and for a record the side whose journal it is. */
  readonly side?: Side | undefined;
  /** Levels of the drill whose script is made (D1 to D4). */
  readonly drillLevels: readonly DrillLevel[];
  /** One custodian only, for a call sheet. */
  readonly custodian?: string | undefined;
}

type Side = 'offline' | 'online';

/** A document, ready to print. */
export interface Paper {
  readonly html: string;
  readonly ceremony: string;
  readonly side: Side;
  /** SHA-256 of the plan in hex, for every page; null without a plan. */
  readonly planSha256: string | null;
  /** Null of an emergency card that nobody has filled in. */
  readonly practice: boolean | null;
}

/**
 * Makes a document.
 * @throws BACKUP_RECORD_…, JOURNAL_IS_EMERGENCY, DOCUMENT_NEEDS, DOCUMENT_DATA_INVALID, DOCUMENT_CUSTODIAN, DOCUMENT_SIDE, SCRIPT_PLAN_UNFIT, REGISTER_…, CONSUMERS_…, REHEARSAL_…, PLAN_MISMATCH, and the faults of plan, journal and JSON
 */
export function makePaper(request: PaperRequest, style: PrintOptions): Paper {
  if (request.document === 'emergency-card') {
    const standing = request.plan && withNewestFolder(readAnyPlan(request.plan).plan, request.record);
    const map = request.data && mapFor(standing, request.data);
    const html = emergencyCard(style, standing, map);
    return { html, ceremony: 'emergency', side: 'offline', planSha256: null, practice: standing?.practice ?? null };
  }
  if (request.document === 'certificate') {
    const { document, evidence: report = needs(document, 'a package of evidence') } = request;
    const { ceremony, planSha256, practice } = report;
    return { html: certificate(report, style), ceremony, side: 'offline', planSha256, practice };
  }
  if (request.plan === undefined) return emergencyRecord(request, style);
  const found = readAnyPlan(request.plan);
  const { plan, planSha256 } = found;
  const journal = journalFor(request, plan.ceremony);
  const side = request.side ?? journal?.side ?? 'offline';
  // A journal begins with an approved plan or not at all, so it knows of the approvals of this very plan as well.
  const view = scriptPlanOf(plan, {
    planSha256,
    side,
    drillLevels: request.drillLevels,
    isApproved: isApproved(found) || journal?.adoptedSha256 === planSha256,
  });
  return {
    html: htmlOf({ ...request, document: request.document }, view, style),
    ceremony: plan.ceremony,
    side,
    planSha256,
    practice: plan.practice,
  };
}

/** @throws CONSUMERS_FORM, CONSUMERS_NOT_CANONICAL; CONSUMERS_FOREIGN for a map of practice, or of another HSM than the plan's */
function mapFor(standing: Plan | undefined, data: Uint8Array): ConsumerMap {
  const map = parseConsumerMap(data);
  assertMapOf({ practice: standing?.practice ?? false, hsm: standing ? lostHsmOf(standing) : map.hsm }, map);
  return map;
}

/** What the journal of a record or a card says about where it belongs. */
interface JournalPlace {
  readonly side: Side;
  readonly adoptedSha256: string | undefined;
}

/**
 * Undefined where a document has no journal.
 * @throws JOURNAL_IS_EMERGENCY, JOURNAL_IS_SESSION, DOCUMENT_SIDE; PLAN_MISMATCH for a journal of another ceremony
 */
function journalFor({ document, journal, side: asked }: PaperRequest, ceremony: string): JournalPlace | undefined {
  if (journal === undefined || (document !== 'record' && document !== 'fingerprint-card')) return undefined;
  const { state } = readJournal(journal).head;
  if (state.emergency !== undefined) refuse({ code: 'JOURNAL_IS_EMERGENCY' });
  if (state.session !== undefined) refuse({ code: 'JOURNAL_IS_SESSION' });
  const { opened, plan } = state;
  const found = opened?.machine ?? 'offline';
  if (opened !== undefined && opened.ceremony !== ceremony)
    refuse({ code: 'PLAN_MISMATCH', what: 'ceremony', expected: ceremony, found: opened.ceremony });
  if (asked !== undefined && opened !== undefined && asked !== found) refuse({ code: 'DOCUMENT_SIDE', asked, found });
  return { side: found, adoptedSha256: plan?.planSha256 };
}

/** The record of an emergency, which no plan goes with. */
function emergencyRecord({ document, journal, side: asked }: PaperRequest, style: PrintOptions): Paper {
  if (document !== 'record') return needs(document, 'a plan');
  const bytes = journal ?? needs(document, 'a journal');
  const script = scriptOfEmergency(readJournal(bytes).entries) ?? needs(document, 'a plan');
  const side = script.kind === 'emergency-online' ? 'online' : 'offline';
  if (asked !== undefined && asked !== side) refuse({ code: 'DOCUMENT_SIDE', asked, found: side });
  const practice = script.mode === 'practice';
  return { html: recordHtml(script, bytes, style), ceremony: script.ceremonyId, side, planSha256: null, practice };
}

function htmlOf(
  request: PaperRequest & { readonly document: Exclude<PaperName, 'emergency-card' | 'certificate'> },
  plan: ScriptPlan,
  style: PrintOptions,
): string {
  const { document, journal, data } = request;
  switch (document) {
    case 'script':
      return scriptDocument(plan, style);
    case 'sheets':
      return sheetsDocument(plan, style);
    case 'record':
      return recordHtml(plan, journal ?? needs(document, 'a journal'), style);
    case 'call-sheet':
      return callSheetHtml(plan, request.custodian, style);
    case 'fingerprint-card':
      return cardDocument(plan, journal ? journalFingerprints(journal) : {}, ['W1', 'W2'], style);
    case 'manual':
      return manualDocument(plan, style);
    case 'key-mapping': {
      const view = mappingSchema.safeParse(parsed(data ?? needs(document, 'the data of a verification')));
      return view.success ? mappingDocument(plan, view.data, style) : unfit(formProblems(view.error));
    }
    case 'custody-register':
      return registerDocument(plan, registerOf(data, plan), style);
    case 'rehearsal-guide':
      if (plan.mode !== 'practice') refuse({ code: 'REHEARSAL_NOT_PRACTICE', ceremony: plan.ceremonyId });
      return rehearsalGuide(plan, style);
    case 'rehearsal-report':
      return rehearsalReport(
        plan,
        ofRehearsal(plan, parseReport(data ?? needs(document, 'the report of a rehearsal'))),
        style,
      );
  }
}

const needs = (document: string, what: string): never => refuse({ code: 'DOCUMENT_NEEDS', document, needs: what });
const unfit = (problems: ReturnType<typeof formProblems>): never => refuse({ code: 'DOCUMENT_DATA_INVALID', problems });
const parsed = (bytes: Uint8Array): unknown => parseStrictJson(bytes, { maxBytes: maxDataBytes });

/**
 * What a journal knows of the values of a card: its own end, and what people compared in it. A witness writes nothing by hand.
 * @throws JOURNAL_… if it is damaged: a card is for what lasts
 */
function journalFingerprints(journal: Uint8Array): KnownFingerprints {
  const { state, sha256 } = verifyJournal(journal).head;
  const end = journalValueOf[state.opened?.role ?? ''];
  const exchange = state.exchangeKey?.certificateSha256 ?? state.fetched['operator-1']?.certificateSha256;
  const blob = state.blob.phase === 'built' ? state.blob.blobSha256 : state.blobCompared?.blobSha256;
  const bundles = [...state.written, ...state.accepted];
  const certificates = bundles.findLast(({ type }) => type === 'activation-certificates')?.fileSha256;
  const domain =
    state.securityDomain?.sha256 ?? bundles.findLast(({ type }) => type === 'security-domain')?.content ?? undefined;
  return {
    ...(end !== undefined && { [end]: sha256 }),
    ...(exchange !== undefined && { exchange }),
    ...(blob !== undefined && { blob }),
    ...(certificates !== undefined && { certificates }),
    ...(domain !== undefined && { domain }),
  };
}

/** The report of this very rehearsal. */
function ofRehearsal(plan: ScriptPlan, file: RehearsalReport): RehearsalReport {
  if (plan.mode !== 'practice') refuse({ code: 'REHEARSAL_NOT_PRACTICE', ceremony: plan.ceremonyId });
  const { planSha256: expected, ceremonyId } = plan;
  const { planSha256: found, ceremony } = file;
  if (ceremonyId !== ceremony)
    refuse({ code: 'PLAN_MISMATCH', what: 'ceremony', expected: ceremonyId, found: ceremony });
  return expected === found ? file : refuse({ code: 'PLAN_MISMATCH', what: 'plan of the rehearsal', expected, found });
}

function registerOf(data: Uint8Array | undefined, plan: ScriptPlan): CustodyRegister | undefined {
  if (data === undefined) return undefined;
  const register = parseRegister(data);
  assertRegisterFits(register, plan);
  return register;
}

function callSheetHtml(plan: ScriptPlan, custodian: string | undefined, style: PrintOptions): string {
  if (custodian !== undefined && !plan.custodians.some(({ code }) => code === custodian)) {
    refuse({ code: 'DOCUMENT_CUSTODIAN', custodian });
  }
  return callSheetDocument(plan, style, custodian);
}

/** The record of a journal. A damaged journal is printed as far as it is good, and the record says so first. */
function recordHtml(plan: ScriptPlan, journal: Uint8Array, style: PrintOptions): string {
  const { entries, head, damage } = readJournal(journal);
  const words = wordsOf(style.language).documents;
  const view = recordOfJournal(entries, head.sha256, plan, words);
  const { title, wholeJournal, damagedJournal } = words.record;
  const damaged = { subject: title, planned: wholeJournal, actual: damagedJournal(head.n) };
  return recordDocument(
    plan,
    damage === undefined ? view : { ...view, differences: [damaged, ...view.differences] },
    style,
  );
}
