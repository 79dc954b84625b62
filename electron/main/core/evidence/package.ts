// Evidence packages: built from the files of a ceremony, and checked again on any machine, without Azure and without keys.
import { refuse } from '#shared/faults/fault.ts';
import type { EvidenceReport, Finding, ProvenCheck } from '#shared/evidence/report.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { sha256 } from '../encoding/bytes.ts';
import { assertApproved, readSignedPlan, type SignedPlan } from '../plan/approval.ts';
import { pinnedIdentities, type PlanIdentity } from '../plan/plan-file.ts';
import { parseEnvelope } from '../transfer/envelope.ts';
import type { Signer } from '../transfer/identity.ts';
import { assertNoSecrets } from '../transfer/outgoing-scan.ts';
import { signDocument, verifySigners } from '../transfer/signed-document.ts';
import { agree } from './agree.ts';
import { checkBundles } from './bundles.ts';
import { assessKeysAgain } from './exchange-keys.ts';
import { checkJournals, comparePaperHeads, type PaperHeads } from './journals.ts';
import {
  assertFilesWhole,
  assertListed,
  digestOf,
  encodeManifest,
  type EvidenceFiles,
  type FileDigest,
  type Manifest,
  manifestPath,
  manifestPayloadType,
  parseManifest,
  planPath,
  sortedByPath,
} from './manifest.ts';
import { checkNamedFiles, hashesOfPlan } from './named-files.ts';
import { type Checked, restingOnPeople } from './people.ts';
import { incompleteIn, ownWords } from './signed-ends.ts';
import { recoveryOf, storyOf } from './story.ts';

/** What a person typed from paper; what is not there rests on people. */
export interface Paper {
  /** SHA-256 of the plan in hex, as it is on paper. */
  readonly planSha256?: string | undefined;
  /** Hashes of the last lines of journals, as they are on paper. */
  readonly journalHeads?: PaperHeads | undefined;
}

/** The files of a package that were read; those that were hashed and searched while they were read may be known by their digests alone. */
export interface ReadPackage {
  readonly files: EvidenceFiles;
  readonly digests: ReadonlyMap<string, FileDigest>;
}

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
  verifyEvidence(inMemory(whole));
  return whole;
}

/** A package all of whose files are in memory. @throws SECRET_IN_OUTPUT */
export function inMemory(files: EvidenceFiles): ReadPackage {
  for (const file of files.values()) assertNoSecrets(file);
  // In the order of a list, as a folder is read.
  const sorted = new Map(sortedByPath(files));
  return { files: sorted, digests: new Map([...sorted].map(([path, file]) => [path, digestOf(file)])) };
}

/** The list of a package, which is checked before anything else of it is read. */
export interface SignedList {
  readonly manifest: Manifest;
  readonly manifestSha256: string;
  readonly signers: readonly PlanIdentity[];
  readonly signedPlan: SignedPlan;
}

/**
 * Reads list and plan, and compares names and sizes with the list.
 * @param frame list and plan
 * @param sizes of all files in the folder, by path
 * @param onPaper the hash of the plan in hex, where it was typed from paper
 * @throws EVIDENCE_…, PLAN_…, BUNDLE_…, ENVELOPE_…
 */
export function readList(frame: EvidenceFiles, sizes: ReadonlyMap<string, number>, onPaper?: string): SignedList {
  const signedPlan = approvedPlanOf(frame);
  const { plan, planSha256 } = signedPlan;
  if (onPaper !== undefined) agree('plan-on-paper', 'plan on paper', onPaper, planSha256);
  const list = readManifest(frame, pinnedIdentities(plan));
  assertListed(list.manifest, sizes);
  agree('list-of-plan', 'plan in the list', planSha256, list.manifest.plan.sha256);
  agree('list-of-plan', 'ceremony', plan.ceremony, list.manifest.ceremony);
  agree('list-of-plan', 'practice', String(plan.practice), String(list.manifest.practice));
  return { ...list, signedPlan };
}

/**
 * Checks a package again.
 * @throws EVIDENCE_…, JOURNAL_…, PLAN_…, BUNDLE_…, ENVELOPE_…, the faults of the exchange key
 */
export function verifyEvidence({ files, digests }: ReadPackage, paper: Paper = {}): EvidenceReport {
  const sizes = new Map([...digests].map(([path, { bytes }]) => [path, bytes]));
  const { manifest, manifestSha256, signers, signedPlan } = readList(files, sizes, paper.planSha256);
  assertFilesWhole(manifest, digests);
  const { plan, planSha256 } = signedPlan;
  const pins = pinnedIdentities(plan);
  const journals = checkJournals(files, signedPlan, pins);
  const afterPaper = comparePaperHeads(journals, paper.journalHeads ?? {});
  const bundles = checkBundles(files, signedPlan, pins, journals);
  const incomplete = incompleteIn(plan, bundles, journals);
  const keys = assessKeysAgain(bundles, journals, signedPlan);
  const { ceremony, practice, target, source, securityDomain } = plan;
  const named = checkNamedFiles({
    ...{ files, digests, journals, keys, practice },
    known: hashesOfPlan(signedPlan, bundles),
    owner: { ceremony, planSha256, hsm: target.uri },
    inventoriesOf: [target.uri, ...(source ? [source.uri] : [])],
    sdSha256: securityDomain?.sha256,
    custodians: new Map([
      ...plannedCertificates(plan),
      ...journals.flatMap(({ head }) => Object.entries(head.state.keysMade)),
    ]),
    closedFolders: ['verdicts', 'certificates'],
  });
  const isPlanOnPaper = paper.planSha256 !== undefined;
  const checked = { plan, planSha256, journals, bundles, keys, files: named, isPlanOnPaper, afterPaper };
  return {
    ceremony,
    practice,
    planSha256,
    incomplete,
    manifestSha256,
    signers: signers.map(({ role, holder }) => ({ role, holder })),
    recovery: recoveryOf(plan, journals),
    story: storyOf({
      plan,
      register: undefined,
      journals,
      isPlanOnPaper,
      afterPaper,
      ownWords: ownWords(journals, bundles),
    }),
    proven: provenBy(checked, signedPlan, manifest, signers),
    restsOnPeople: restingOnPeople(checked),
  };
}

const plannedCertificates = ({ custodians }: SignedPlan['plan']): readonly (readonly [string, string])[] =>
  custodians.flatMap(({ id, certificateSha256 }) => (certificateSha256 === null ? [] : [[id, certificateSha256]]));

function approvedPlanOf(files: EvidenceFiles): SignedPlan {
  const signed = readSignedPlan(files.get(planPath) ?? refuse({ code: 'EVIDENCE_PLAN_MISSING' }));
  assertApproved(signed);
  return signed;
}

function readManifest(files: EvidenceFiles, pins: readonly PlanIdentity[]): Omit<SignedList, 'signedPlan'> {
  const envelope = parseEnvelope(files.get(manifestPath) ?? refuse({ code: 'EVIDENCE_MANIFEST_MISSING' }));
  if (envelope.payloadType !== manifestPayloadType) {
    refuse({ code: 'BUNDLE_TYPE', expected: manifestPayloadType, found: envelope.payloadType });
  }
  const signers = verifySigners(envelope, pins);
  const manifestSha256 = sha256(envelope.payload).toString('hex');
  return { manifest: parseManifest(envelope.payload), manifestSha256, signers };
}

function provenBy(
  { plan, planSha256, journals, bundles, keys, files, isPlanOnPaper, afterPaper }: Checked,
  { approvers }: SignedPlan,
  manifest: Manifest,
  signers: readonly PlanIdentity[],
): Finding<ProvenCheck>[] {
  const found = (id: ProvenCheck, value: string): Finding<ProvenCheck> => ({ id, value });
  const keysOf = (type: 'exchange-key' | 'restore-blob'): string[] =>
    bundles.flatMap(({ payload }) => (payload.type === type ? [payload.exchange.certificateSha256] : []));
  /* v8 ignore next -- @preserve Approvers are holders of identities, and `peopleKnown` (shared/plan/rules.ts)
   * refuses an identity of nobody among the people. */
  const nameOf = (id: string): string => plan.people.find((person) => person.id === id)?.name ?? id;
  return [
    found('manifest-signed', signers.map(({ role }) => role).join(', ')),
    found('files-whole', String(manifest.files.length)),
    found('no-secrets', String(manifest.files.length)),
    found('plan-approved', approvers.map(nameOf).join(', ')),
    ...(isPlanOnPaper ? [found('plan-as-on-paper', planSha256)] : []),
    ...journals.flatMap(({ path, entries, head }) => [
      found('journal-whole', `${path} (${entries.length}), ${head.sha256}`),
      found('order-kept', path),
    ]),
    ...journals.filter((each) => each.isEndSigned).map(({ role }) => found('journal-end-signed', role)),
    ...[...afterPaper.keys()].map((path) => found('journal-as-on-paper', path)),
    ...bundles.map(({ name, signers: signed }) =>
      found('bundle-signed', `${name}, ${signed.map(({ role }) => role).join(', ')}`),
    ),
    ...(bundles.length === 0
      ? []
      : [
          found('bundles-in-sequence', String(bundles.length)),
          found('bundles-as-in-journals', String(bundles.length)),
        ]),
    ...bundles.map(({ name, payload }) => found('journal-as-told', `${name}, ${payload.journal.head}`)),
    ...keysOf('exchange-key').map((key) => found('exchange-key-seen-twice', key)),
    ...keys.map(({ source: bundle, certificateSha256 }) =>
      found('exchange-key-judged-anew', `${bundle}, ${certificateSha256}`),
    ),
    ...keysOf('restore-blob').map((key) => found('blob-for-the-verified-key', key)),
    ...(files.named.length === 0 ? [] : [found('files-as-named', files.named.join(', '))]),
  ];
}
