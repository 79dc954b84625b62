// A journal view, a verification and a register for tests and for the gallery: invented throughout.
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { expandScript } from '#shared/ceremony/expand.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { madeUpFingerprint } from '#shared/ceremony/testdata/plans.ts';
import type { MappingView } from '../mapping-report.ts';
import type { RecordView } from '../record-view.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const at = (minute: number): string => `2026-10-14 ${two(8 + Math.floor(minute / 60))}:${two(minute % 60)}:30 UTC`;

/** A ceremony that went well but for one exception, and of which the last steps were not recorded. */
export function recordOf(plan: ScriptPlan): RecordView {
  const steps = expandScript(plan)
    .filter(({ part }) => !part.branch)
    .flatMap((part) => part.steps)
    .filter(({ step }) => !step.branch);
  const exceptional = steps[14]?.instanceId ?? '';
  return {
    missing: [],
    machine: plan.kind === 'recovery-online' || plan.kind === 'emergency-online' ? 'online1' : 'offline',
    startedAt: at(0),
    lastAt: at(steps.length * 4),
    restoredAfter: plan.kind === 'recovery-online' ? '3:05 h' : undefined,
    end: { kind: 'closed', at: at(steps.length * 4), by: ['Katrin Vogel', 'Olga Petrova'] },
    entries: steps.length + 6,
    headSha256: madeUpFingerprint(210),
    wallClock: [{ at: at(1), wall: '2026-10-14 08:01:10 UTC', readBy: 'Olga Petrova', offsetMinutes: 120 }],
    steps: steps.slice(0, -4).map(({ instanceId, fields }, position) => ({
      step: instanceId,
      at: at(position * 4),
      by: ['Luca Moretti'],
      verdict: instanceId === exceptional ? 'exception' : 'done',
      failedBefore: instanceId === exceptional,
      values: fields
        .filter((field) => field.recorded)
        .map((field) => ({
          field: field.id,
          value:
            field.kind === 'check'
              ? 'yes'
              : field.kind === 'choose'
                ? (field.options[0] ?? '')
                : field.kind === 'fingerprint'
                  ? madeUpFingerprint(position + 30)
                  : `value ${position}`,
        })),
      exceptions: instanceId === exceptional ? [1] : [],
    })),
    exceptions: [
      {
        number: 1,
        step: exceptional,
        at: at(56),
        expected: 'The banner says PRODUCTION.',
        happened: 'The laptop lost its power while the plan was loaded; nothing secret was in memory.',
        options: 'Start again at the machine block, or end the ceremony.',
        decision: 'Start again at the machine block with the other power supply.',
        decidedBy: ['Katrin Vogel'],
        affectsTrust: 'no',
        followUp: 'Quentin Leroy',
        initials: ['KV', 'OP', 'AB'],
      },
    ],
    files: [
      { name: 'restore-blob.bundle.json', bytes: 24_107, sha256: madeUpFingerprint(211) },
      { name: 'machine-sheet.html', bytes: 9_911, sha256: madeUpFingerprint(212) },
    ],
    fingerprints: [
      { label: 'Exchange certificate', sha256: madeUpFingerprint(213) },
      { label: 'Restore blob', sha256: madeUpFingerprint(214) },
    ],
    differences: [{ subject: 'RO2', planned: 'Niels Holm', actual: 'Niels Holm, by telephone only' }],
  };
}

/** The same, of a ceremony of new keys that was given up. */
export const givenUpRecord = (plan: ScriptPlan): RecordView => ({
  ...recordOf(plan),
  end: {
    kind: 'given-up',
    at: at(300),
    by: ['Katrin Vogel', 'Olga Petrova'],
    exception: 1,
    reason: 'No computer reads the stick with copy 2 of C2.',
  },
});

export const mappingOf = (keys: number): MappingView => ({
  checks: [
    { name: 'Keys', expected: String(keys), found: String(keys), result: 'passed' },
    { name: 'Versions', expected: String(keys), found: String(keys), result: 'passed' },
    { name: 'Attributes', expected: 'as in the inventory', found: 'one expiry differs', result: 'failed' },
    { name: 'Role assignments', expected: '7', found: '7', result: 'passed' },
    { name: 'Test key (canary)', expected: 'signature verifies', found: 'signature verifies', result: 'passed' },
    { name: 'Key attestation', expected: '', found: '', result: 'notDone' },
  ],
  keys: Array.from({ length: keys }, (_, index) => ({
    name: `payment-kek-${two(index + 1)}`,
    version: madeUpFingerprint(index + 60).slice(0, 32),
  })),
  differences: ['payment-kek-03: expires 2027-01-31, expected 2027-06-30'],
});

/** What the check of a package finds after a recovery without a flaw. */
export const evidenceOfTests: EvidenceReport = {
  ceremony: 'MHSM-DR-2026-10-14-01',
  practice: false,
  planSha256: 'ab'.repeat(32),
  incomplete: [],
  manifestSha256: '5c'.repeat(32),
  signers: [
    { role: 'offline', holder: 'Luca Moretti' },
    { role: 'witness', holder: 'Olga Petrova' },
  ],
  recovery: { decidedAt: '2026-10-14T08:55:00.000Z', restoredAt: '2026-10-14T10:47:00.000Z' },
  story: [
    { id: 'ceremony', ceremonies: ['MHSM-DR-2026-10-14-01'], kind: 'recovery' },
    { id: 'lost', hsm: 'https://nordbank-pay.managedhsm.azure.net' },
    { id: 'hsm', hsm: 'https://nordbank-pay-2.managedhsm.azure.net', isNew: true },
    { id: 'backup', folder: 'mhsm-nordbank-pay-2026101312000000', taken: '2026-10-13T12:00:00Z' },
    { id: 'acted', name: 'Katrin Vogel', roles: ['CA'], hasPlan: true },
    { id: 'acted', name: 'Luca Moretti', roles: ['OP'], hasPlan: true },
    { id: 'acted', name: 'Olga Petrova', roles: ['W1'], hasPlan: true },
    {
      id: 'shares',
      by: [
        { id: 'C1', name: 'Anna Berg' },
        { id: 'C3', name: 'Chinwe Okafor' },
      ],
    },
    { id: 'restore', outcome: 'succeeded' },
    { id: 'hold', call: 'backup-1', minutes: 30, exception: null },
    { id: 'compared', compared: { kind: 'compared', counts: '118 keys, 341 versions, 0 differences' } },
    { id: 'paper', compared: ['plan'] },
    { id: 'people' },
  ],
  proven: [],
  restsOnPeople: [],
};

/** The same of a practice emergency that ended badly, with all that stands aside. */
export const badEvidenceOfTests: EvidenceReport = {
  ...evidenceOfTests,
  practice: true,
  planSha256: null,
  signers: [],
  recovery: null,
  incomplete: [{ code: 'EVIDENCE_ONE_MACHINE', role: 'offline' }],
  story: [
    { id: 'ceremony', ceremonies: ['EMERGENCY-20261014-0912-4F2A'], kind: 'emergency' },
    { id: 'lost', hsm: null },
    { id: 'hsm', hsm: 'https://practice-c.managedhsm.practice.invalid', isNew: true },
    { id: 'backup', folder: null, taken: null },
    { id: 'acted', name: 'Anna Berg', roles: null, hasPlan: false },
    { id: 'shares', by: [{ certificateSha256: 'e1'.repeat(32) }] },
    { id: 'open-gap', times: 1 },
    { id: 'restore', outcome: 'failed' },
    {
      id: 'exception',
      number: 1,
      machine: 'operator-1',
      step: 'F7',
      happened: 'The hold was too long',
      decision: 'Shortened to five minutes',
      by: ['Anna Berg', 'Bruno Castelli'],
    },
    { id: 'people' },
  ],
};
