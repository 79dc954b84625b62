// What several pages of the tools share: a plan, a bundle, the report of a package, files.
import { encodePlan, planSha256 } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import type { BundleView } from '#shared/contract/tools/bundles.ts';
import type { SavedPaper } from '#shared/contract/tools/papers.ts';
import type { PlanView } from '#shared/contract/tools/plans.ts';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { sha } from '../hashes.ts';

export const picked = { token: 'p'.repeat(22), name: 'MHSM-DR-2026-10-14-01.json' };
export const planHash = planSha256(recoveryPlan);

export const plan: PlanView = {
  plan: recoveryPlan,
  planSha256: planHash,
  approvers: ['Person operator-1'],
  required: 2,
};
export const saved: SavedPaper = {
  file: {
    volume: 'OUT',
    name: 'script-offline-MHSM-DR-2026-10-14-01-en-a4.pdf',
    bytes: encodePlan(recoveryPlan).length * 100,
    sha256: sha,
    readBack: true,
  },
  journal: 'noted',
};
export const report: EvidenceReport = {
  ceremony: recoveryPlan.ceremony,
  practice: false,
  planSha256: planHash,
  incomplete: [],
  manifestSha256: sha,
  signers: [
    { role: 'offline', holder: 'Person offline-operator' },
    { role: 'witness', holder: 'Person witness' },
  ],
  proven: [
    { id: 'manifest-signed', value: 'offline, witness' },
    { id: 'files-whole', value: '12' },
    { id: 'no-secrets', value: '12' },
    { id: 'plan-approved', value: 'Person operator-1, Person witness' },
    { id: 'journal-whole', value: `journals/offline.jsonl (31), ${sha}` },
    { id: 'order-kept', value: 'journals/offline.jsonl' },
  ],
  recovery: { decidedAt: '2026-10-14T08:55:00.000Z', restoredAt: '2026-10-14T10:47:00.000Z' },
  story: [
    { id: 'ceremony', ceremonies: [recoveryPlan.ceremony], kind: 'recovery' },
    { id: 'lost', hsm: recoveryPlan.source?.uri ?? null },
    { id: 'hsm', hsm: recoveryPlan.target.uri, isNew: true },
    { id: 'acted', name: 'Person ca', roles: ['CA'], hasPlan: true },
    {
      id: 'shares',
      by: [
        { id: 'C1', name: 'Person C1' },
        { id: 'C2', name: 'Person C2' },
      ],
    },
    { id: 'restore', outcome: 'succeeded' },
    { id: 'hold', call: 'backup-1', minutes: 30, exception: null },
    { id: 'people' },
  ],
  restsOnPeople: [
    { id: 'plan-hash-not-compared', value: planHash },
    { id: 'plan-read-before-approval', value: '' },
    { id: 'exception', value: 'EX-1, B9: Person ca' },
  ],
};
/** What a package says whose second operator's journal is lost. */
export const incomplete: EvidenceReport['incomplete'] = [
  { code: 'EVIDENCE_INCOMPLETE', role: 'operator-2', exception: 2, people: ['Person ca', 'Person witness'] },
];
export const bundle: BundleView = {
  type: 'exchange-key',
  seq: 1,
  ceremony: recoveryPlan.ceremony,
  practice: false,
  issued: '2026-10-14T10:00:00Z',
  payloadSha256: sha,
  signers: [
    { role: 'operator-1', holder: 'Person operator-1' },
    { role: 'operator-2', holder: 'Person operator-2' },
  ],
  exchange: sha,
  hsmUri: recoveryPlan.target.uri,
  noted: 'judged',
};
export const bundleName = `lifeboat-${recoveryPlan.ceremony}-0001-plan.bundle.json`;
export const file = { ...saved.file, volume: 'IN', name: bundleName };
