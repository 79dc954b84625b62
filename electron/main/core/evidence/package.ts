// Evidence packages: built from the files of a ceremony, and checked again on any machine, without Azure and without keys.
import { refuse } from '../../../../shared/faults/fault.ts';
import type { EvidenceReport, Finding, PeoplesWord, ProvenCheck } from '../../../../shared/evidence/report.ts';
import type { JournalState } from '../../../../shared/journal/state.ts';
import type { AppVersion } from '../../../../shared/schemas/atoms.ts';
import { sha256 } from '../encoding/bytes.ts';
import { approvalsRequired, readSignedPlan, type SignedPlan } from '../plan/approval.ts';
import { pinnedIdentities, type PlanIdentity } from '../plan/plan-file.ts';
import { parseEnvelope } from '../transfer/envelope.ts';
import type { Signer } from '../transfer/identity.ts';
import { assertNoSecrets } from '../transfer/outgoing-scan.ts';
import { signDocument, verifySigners } from '../transfer/signed-document.ts';
import { agree } from './agree.ts';
import { type CheckedBundle, checkBundles, toldEnd } from './bundles.ts';
import { type CheckedJournal, checkJournals, journalDifferences } from './journals.ts';
import {
  assertFilesWhole,
  encodeManifest,
  type EvidenceFiles,
  type Manifest,
  manifestPath,
  manifestPayloadType,
  parseManifest,
  planPath,
} from './manifest.ts';

/**
 * Signs the list of a package's files, after checking all that a verifier will check.
 * @param files the files without the list; the approved plan among them
 * @returns all files, the signed list among them
 * @throws what `verifyEvidence` throws
 */
export function buildEvidence(files: EvidenceFiles, signers: readonly Signer[], app: AppVersion): EvidenceFiles {
  const { plan, planSha256 } = approvedPlanOf(files);
  const { ceremony, practice } = plan;
  const payload = encodeManifest({ ceremony, practice, planSha256, app }, files);
  const whole = new Map([...files, [manifestPath, signDocument(manifestPayloadType, payload, signers)]]);
  verifyEvidence(whole);
  return whole;
}

/**
 * Checks a package again.
 * @param paperPlanSha256 the hash of the plan as typed from paper; without it, that comparison rests on people
 * @throws EVIDENCE_…, JOURNAL_…, PLAN_…, BUNDLE_…, ENVELOPE_…, SECRET_IN_OUTPUT
 */
export function verifyEvidence(files: EvidenceFiles, paperPlanSha256?: string): EvidenceReport {
  const signedPlan = approvedPlanOf(files);
  const pins = pinnedIdentities(signedPlan.plan);
  const { manifest, manifestSha256, signers } = readManifest(files, pins);
  assertFilesWhole(manifest, files);
  for (const file of files.values()) assertNoSecrets(file);
  const { plan, planSha256 } = signedPlan;
  if (paperPlanSha256 !== undefined) agree('plan on paper', paperPlanSha256, planSha256);
  agree('plan in the list', planSha256, manifest.plan.sha256);
  agree('ceremony', plan.ceremony, manifest.ceremony);
  agree('practice', String(plan.practice), String(manifest.practice));
  const journals = checkJournals(files, signedPlan, pins);
  const bundles = checkBundles(files, signedPlan, pins, journals);
  return {
    ceremony: plan.ceremony,
    practice: plan.practice,
    planSha256,
    manifestSha256,
    signers: signers.map(({ role, holder }) => ({ role, holder })),
    proven: provenBy(signedPlan, manifest, signers, journals, bundles, paperPlanSha256),
    restsOnPeople: restingOnPeople(signedPlan, journals, paperPlanSha256),
  };
}

function approvedPlanOf(files: EvidenceFiles): SignedPlan {
  const file = files.get(planPath) ?? refuse({ code: 'EVIDENCE_PLAN_MISSING' });
  const signed = readSignedPlan(file);
  const have = signed.approvers.length;
  return have >= approvalsRequired
    ? signed
    : refuse({ code: 'PLAN_APPROVALS_SHORT', have, required: approvalsRequired });
}

function readManifest(
  files: EvidenceFiles,
  pins: readonly PlanIdentity[],
): { readonly manifest: Manifest; readonly manifestSha256: string; readonly signers: readonly PlanIdentity[] } {
  const envelope = parseEnvelope(files.get(manifestPath) ?? refuse({ code: 'EVIDENCE_MANIFEST_MISSING' }));
  if (envelope.payloadType !== manifestPayloadType) {
    refuse({ code: 'BUNDLE_TYPE', expected: manifestPayloadType, found: envelope.payloadType });
  }
  const signers = verifySigners(envelope, pins);
  const manifestSha256 = sha256(envelope.payload).toString('hex');
  return { manifest: parseManifest(envelope.payload), manifestSha256, signers };
}

function provenBy(
  { plan, planSha256, approvers }: SignedPlan,
  manifest: Manifest,
  signers: readonly PlanIdentity[],
  journals: readonly CheckedJournal[],
  bundles: readonly CheckedBundle[],
  paper: string | undefined,
): Finding<ProvenCheck>[] {
  const found = (id: ProvenCheck, value: string): Finding<ProvenCheck> => ({ id, value });
  const keysOf = (type: 'exchange-key' | 'restore-blob'): string[] =>
    bundles.flatMap(({ payload }) => (payload.type === type ? [payload.exchange.x5tS256] : []));
  const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? id;
  return [
    found('manifest-signed', signers.map(({ role }) => role).join(', ')),
    found('files-whole', String(manifest.files.length)),
    found('no-secrets', String(manifest.files.length)),
    found('plan-approved', approvers.map(nameOf).join(', ')),
    ...(paper === undefined ? [] : [found('plan-as-on-paper', planSha256)]),
    ...journals.flatMap(({ path, entries, head }) => [
      found('journal-whole', `${path} (${entries.length}), ${head.sha256}`),
      found('order-kept', path),
    ]),
    ...bundles.map(({ name, signers: signed }) =>
      found('bundle-signed', `${name}, ${signed.map(({ role }) => role).join(', ')}`),
    ),
    ...(bundles.length === 0 ? [] : [found('bundles-in-sequence', String(bundles.length))]),
    ...(bundles.length === 0 || journals.length === 0 ? [] : [found('bundles-as-in-journals', String(bundles.length))]),
    ...bundles.flatMap((bundle) => {
      const told = toldEnd(bundle, journals);
      return told === undefined ? [] : [found('journal-as-told', `${bundle.name}, ${told.sha256}`)];
    }),
    ...keysOf('exchange-key').map((key) => found('exchange-key-seen-twice', key)),
    ...(journals.some(({ head }) => head.state.exchangeKey) ? keysOf('restore-blob') : []).map((key) =>
      found('blob-for-the-verified-key', key),
    ),
  ];
}

function restingOnPeople(
  { planSha256 }: SignedPlan,
  journals: readonly CheckedJournal[],
  paper: string | undefined,
): Finding<PeoplesWord>[] {
  const found = (id: PeoplesWord, value: string): Finding<PeoplesWord> => ({ id, value });
  const missing = (['offline', 'online'] as const).filter((side) => !journals.some(({ machine }) => machine === side));
  return [
    // Before all others: nothing else in the package means what it would mean otherwise.
    ...journals.flatMap(({ head: { state } }) =>
      state.givenUp ? [found('given-up', givenUpText(state.givenUp))] : [],
    ),
    ...(paper === undefined ? [found('plan-hash-not-compared', planSha256)] : []),
    found('plan-read-before-approval', ''),
    ...missing.map((side) => found('journal-missing', side)),
    ...journals.flatMap(peoplesPart),
    ...journalDifferences(journals).map((difference) => found('journals-differ', difference)),
  ];
}

const givenUpText = ({ exception, by, reason }: NonNullable<JournalState['givenUp']>): string =>
  `EX-${exception}, ${by.join(', ')}: ${reason}`;

/** What one journal records of people's words and deeds. */
function peoplesPart({ path, entries, head }: CheckedJournal): Finding<PeoplesWord>[] {
  const events = entries.flatMap(({ event }): Finding<PeoplesWord>[] => {
    if (event.kind === 'peer-paired') return [{ id: 'identities-paired', value: event.role }];
    if (event.kind === 'wall-clock') return [{ id: 'clocks-read', value: event.readBy }];
    if (event.kind === 'read-back' && event.outcome === 'agreed') {
      return [{ id: 'words-read-back', value: `${event.subject}, ${event.by.join(', ')}` }];
    }
    if (event.kind === 'exception') {
      return [{ id: 'exception', value: `EX-${event.number}, ${event.step}: ${event.decidedBy.join(', ')}` }];
    }
    if (event.kind === 'exchange-key-verified' && event.exception) {
      return [{ id: 'unattested-key', value: event.exception.approvers.join(', ') }];
    }
    return [];
  });
  return head.state.closed ? events : [...events, { id: 'journal-not-closed', value: path }];
}
