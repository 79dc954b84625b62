// Each document from the bytes of its files, and the refusal where a file is missing or of another form.
import { describe, expect, it } from 'vitest';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import type { PrintOptions } from '../documents/document.ts';
import { cssString } from '../documents/html.ts';
import { hexRows } from '#shared/formatting/fingerprint.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { evidenceOfTests } from '../documents/testdata/views.ts';
import { englishDocuments } from '#shared/messages/en/documents.ts';
import { verifyJournal } from '../journal/chain.ts';
import { offlineEmergency, onlineEmergency } from '../journal/testdata/emergency.ts';
import {
  adopted,
  blobSha256,
  certificateSha256,
  offlineRecovery,
  onlineRecovery,
  timeOf,
} from '../journal/testdata/recovery.ts';
import { encodeBackupRecord } from '../backup-record/backup-record.ts';
import { recordOfPlan } from '../backup-record/testdata/records.ts';
import { checkOfCard } from '../documents/standing-card.ts';
import { encodeConsumerMap, maxConsumerMapBytes } from '../consumers/map-file.ts';
import { consumersOf, estate, mapOf, newHsm } from '../consumers/testdata/maps.ts';
import { encodePlan, planSha256 } from '../plan/plan-file.ts';
import { asNewKeys, asPractice, recoveryPlan } from '../plan/testdata/sample-plan.ts';
import { registerOfPlan } from '../register/from-plan.ts';
import { encodeRegister } from '../register/register-file.ts';
import { approveAgain, approvePlan } from '../plan/approval.ts';
import { encodeRehearsalFile } from '../rehearsal/rehearsal-files.ts';
import { reportJournals } from '../rehearsal/report-journals.ts';
import { operator1, textHash, witness } from '../transfer/testdata/samples.ts';
import { makePaper, maxPaperDataBytes, type PaperRequest } from './papers.ts';
import { journalOfEvents } from '../journal/testdata/journal-lines.ts';

const style: PrintOptions = { language: 'en', paper: 'a4', css: '', appVersion: '0.1.0' };
const paper = (document: PaperRequest['document'], more: Partial<PaperRequest> = {}): string =>
  makePaper({ document, plan: encodePlan(recoveryPlan), drillLevels: [], ...more }, style).html;

const journalOf = (events: readonly JournalEvent[]): Buffer =>
  journalOfEvents(events, (place) => timeOf(events, place));
const journal = journalOf(offlineRecovery);
const changedPlan = offlineRecovery.map((event) =>
  event.kind === 'plan-adopted' ? { ...event, planSha256: 'f'.repeat(64) } : event,
);
const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

const consumers = mapOf(consumersOf(estate));
const map = encodeConsumerMap(consumers);
const verification = {
  format: 'lifeboat-verification',
  v: 1,
  checks: [{ name: 'Keys', expected: '1', found: '1', result: 'passed' }],
  keys: [{ name: 'kek', version: '0123456789abcdef0123456789abcdef' }],
  differences: [],
};

const rehearsed = asPractice(recoveryPlan, 'PRACTICE-REHEARSAL-1');
const rehearsedSha256 = planSha256(rehearsed);
const report = reportJournals({
  rehearsal: {
    format: 'lifeboat-rehearsal',
    v: 1,
    practice: true,
    ceremony: rehearsed.ceremony,
    planSha256: rehearsedSha256,
    trainer: 'Tess Trainer',
    faults: ['lost-power'],
  },
  plan: rehearsed,
  injections: [],
  journals: [],
  now: '2026-10-14T11:00:00.000Z',
});
const ofReport = { plan: encodePlan(rehearsed), data: encodeRehearsalFile(report) };

describe('a document', () => {
  it.each<[PaperRequest['document'], Partial<PaperRequest>, string]>([
    ['script', {}, 'Disaster recovery'],
    ['call-sheet', { custodian: 'C2' }, 'Call sheet'],
    ['call-sheet', {}, 'Call sheet'],
    ['fingerprint-card', {}, 'Fingerprint card'],
    ['fingerprint-card', { journal: Buffer.alloc(0) }, 'Fingerprint card'],
    ['sheets', {}, 'Exception'],
    ['emergency-card', { plan: undefined }, 'emergency'],
    ['emergency-card', {}, 'Filled in beforehand'],
    ['emergency-card', { record: encodeBackupRecord(recordOfPlan) }, recordOfPlan.folder],
    ['emergency-card', {}, `${checkOfCard(recoveryPlan)}</strong>`],
    ['emergency-card', { plan: undefined, data: map }, 'Whom to call first'],
    ['emergency-card', { data: map }, 'Whom to call first'],
    ['certificate', { plan: undefined, evidence: evidenceOfTests }, 'The keys are back, 1:52 h after the decision.'],
    ['record', { plan: undefined, journal: journalOf(offlineEmergency) }, 'emergency'],
    ['record', { plan: undefined, journal: journalOf(onlineEmergency), side: 'online' }, 'emergency'],
    // Nothing of it can be read, and that is what it says.
    ['record', { journal: journal.subarray(0, 20) }, 'offline part (b)'],
    ['record', { journal }, 'Record'],
    ['key-mapping', { data: bytesOf(verification) }, 'addresses'],
    ['script', { plan: approvePlan(recoveryPlan, operator1) }, 'Disaster recovery'],
    ['manual', {}, 'Manual'],
    ['rehearsal-guide', { plan: ofReport.plan }, 'Guide to the rehearsal'],
    ['rehearsal-report', ofReport, 'Tess Trainer'],
    ['custody-register', {}, 'register of custody'],
    ['custody-register', { data: encodeRegister(registerOfPlan(recoveryPlan)) }, 'register of custody'],
  ])('is made: %s %#', (document, more, title) => {
    expect(paper(document, more).toLowerCase()).toContain(title.toLowerCase());
  });

  it('has the end of a journal where people take it away, and where they sign', () => {
    const { head } = verifyJournal(journal);
    const row = (head.sha256.match(/.{4}/gu) ?? []).slice(0, 4).map((group) => `<td>${group}</td>`);
    const printed = new RegExp(row.join(''), 'gu');
    expect(paper('fingerprint-card', { journal }).match(printed)).toHaveLength(2);
    expect(paper('fingerprint-card', {}).match(printed)).toBeNull();
    // On the cover and above the signatures.
    expect(paper('record', { journal }).match(printed)).toHaveLength(2);
    // Before the ceremony, there are blanks for it.
    expect(paper('script', {})).toContain('End of the journal: offline machine');
    expect(faultCode(() => paper('fingerprint-card', { journal: journal.subarray(0, -3) }))).toBe('JOURNAL_TORN_LINE');
  });

  it('says on every page that its plan is not approved, until two people have signed it', () => {
    const mark = cssString(englishDocuments.notApproved);
    const once = approvePlan(recoveryPlan, operator1);
    const twice = approveAgain(once, witness);
    const pageRule = (plan: Buffer): string => /@top-left \{[^}]*\}/.exec(paper('script', { plan }))?.[0] ?? '';
    expect(pageRule(encodePlan(recoveryPlan))).toContain(mark);
    expect(pageRule(once)).toContain(mark);
    expect(pageRule(twice)).not.toContain(mark);
    for (const document of ['call-sheet', 'fingerprint-card', 'custody-register', 'manual'] as const)
      expect(paper(document), document).toContain(mark);
    // The journal adopted this plan, and adopts none without two approvals.
    expect(paper('record', { journal })).not.toContain(mark);
    expect(paper('record', { journal: journalOf(changedPlan) })).toContain(mark);
  });

  it('takes the side of a record from its journal, and refuses another', () => {
    const online = journalOf(onlineRecovery);
    expect(paper('record', { journal: online })).toContain('online part (c)');
    expect(paper('record', { journal: online, side: 'online' })).toContain('online part (c)');
    expect(paper('record', { journal })).toContain('offline part (b)');
    const fault = (bytes: Buffer, side: 'offline' | 'online') =>
      faultOf(() => paper('record', { journal: bytes, side }));
    expect(fault(online, 'offline')).toEqual({ code: 'DOCUMENT_SIDE', asked: 'offline', found: 'online' });
    expect(fault(journal, 'online')).toEqual({ code: 'DOCUMENT_SIDE', asked: 'online', found: 'offline' });
    const emergency = { plan: undefined, journal: journalOf(onlineEmergency), side: 'offline' } as const;
    expect(faultOf(() => paper('record', emergency))).toMatchObject({ code: 'DOCUMENT_SIDE', found: 'online' });
  });

  it.each(['record', 'fingerprint-card'] as const)(
    'refuses the journal of an emergency beside a plan: %s',
    (document) => {
      expect(faultOf(() => paper(document, { journal: journalOf(onlineEmergency) }))).toEqual({
        code: 'JOURNAL_IS_EMERGENCY',
      });
    },
  );

  it.each(['record', 'fingerprint-card'] as const)('refuses the journal of a drill: %s', (document) => {
    const opened = {
      kind: 'session-opened',
      ceremony: recoveryPlan.ceremony,
      practice: false,
      machine: 'offline',
    } as const;
    const journal = journalOf([{ ...opened, purpose: 'quorum-drill', app: { version: '0.1.0', build: 'test' } }]);
    expect(faultOf(() => paper(document, { journal }))).toEqual({ code: 'JOURNAL_IS_SESSION' });
  });

  it.each(['record', 'fingerprint-card'] as const)('refuses the journal of another ceremony: %s', (document) => {
    const plan = encodePlan({ ...recoveryPlan, ceremony: `${recoveryPlan.ceremony}-2` });
    expect(faultOf(() => paper(document, { plan, journal }))).toMatchObject({
      code: 'PLAN_MISMATCH',
      what: 'ceremony',
    });
  });

  it('fills a card with everything that the journal knows, so that no witness writes a digit', () => {
    const placeholders = (html: string): number => html.split('<i></i>').length - 1;
    expect(placeholders(paper('fingerprint-card'))).toBeGreaterThan(2 * 3 * 63);
    const offline = paper('fingerprint-card', { journal });
    const online = paper('fingerprint-card', { journal: journalOf(onlineRecovery), side: 'online' });
    for (const card of [offline, online]) {
      expect(placeholders(card)).toBe(0);
      for (const value of [certificateSha256, blobSha256])
        for (const row of hexRows(value)) expect(card).toContain(row.map((group) => `<td>${group}</td>`).join(''));
    }
  });

  it('fills a card with the certificates that an activation has accepted', () => {
    const plan = asNewKeys(recoveryPlan, 'activation');
    const fileSha256 = textHash('file of certificates');
    const events: readonly JournalEvent[] = [
      ...onlineRecovery.slice(0, 1),
      { ...adopted, ceremonyKind: 'activation', planSha256: planSha256(plan) },
      {
        kind: 'bundle-accepted',
        type: 'activation-certificates',
        seq: 1,
        payloadSha256: textHash('payload'),
        fileSha256,
        exchange: null,
        content: null,
        journal: { events: 1, head: textHash('end') },
        signers: [textHash('signer')],
      },
    ];
    const card = paper('fingerprint-card', { plan: encodePlan(plan), journal: journalOf(events), side: 'online' });
    for (const row of hexRows(fileSha256)) expect(card).toContain(row.map((group) => `<td>${group}</td>`).join(''));
  });

  it('of a damaged journal says so first', () => {
    const [whole, damaged] = [journal, journal.subarray(0, -9)].map((bytes) => paper('record', { journal: bytes }));
    expect(whole).not.toContain('damaged');
    expect(damaged).toContain('damaged');
  });

  it.each<[PaperRequest['document'], Partial<PaperRequest>, object]>([
    ['record', {}, { code: 'DOCUMENT_NEEDS', document: 'record' }],
    ['key-mapping', {}, { code: 'DOCUMENT_NEEDS', document: 'key-mapping' }],
    ['script', { plan: undefined }, { code: 'DOCUMENT_NEEDS', document: 'script', needs: 'a plan' }],
    ['record', { plan: undefined }, { code: 'DOCUMENT_NEEDS', document: 'record', needs: 'a journal' }],
    ['record', { plan: undefined, journal }, { code: 'DOCUMENT_NEEDS', document: 'record', needs: 'a plan' }],
    [
      'rehearsal-report',
      { ...ofReport, plan: encodePlan(recoveryPlan) },
      { code: 'REHEARSAL_NOT_PRACTICE', ceremony: recoveryPlan.ceremony },
    ],
    ['rehearsal-report', { plan: ofReport.plan }, { code: 'DOCUMENT_NEEDS', document: 'rehearsal-report' }],
    ['certificate', {}, { code: 'DOCUMENT_NEEDS', document: 'certificate' }],
    ['rehearsal-guide', {}, { code: 'REHEARSAL_NOT_PRACTICE', ceremony: recoveryPlan.ceremony }],
    [
      'rehearsal-report',
      { ...ofReport, plan: encodePlan({ ...rehearsed, place: 'Room 2' }) },
      { code: 'PLAN_MISMATCH', what: 'plan of the rehearsal', found: rehearsedSha256 },
    ],
    [
      'rehearsal-report',
      { ...ofReport, plan: encodePlan({ ...rehearsed, ceremony: `${rehearsed.ceremony}-2` }) },
      { code: 'PLAN_MISMATCH', what: 'ceremony', found: rehearsed.ceremony },
    ],
    ['key-mapping', { data: bytesOf({}) }, { code: 'DOCUMENT_DATA_INVALID' }],
    ['emergency-card', { data: bytesOf({}) }, { code: 'CONSUMERS_FORM' }],
    ['emergency-card', { record: bytesOf({}) }, { code: 'BACKUP_RECORD_FORM' }],
    [
      'emergency-card',
      { plan: undefined, data: encodeConsumerMap({ ...consumers, practice: true }) },
      { code: 'CONSUMERS_FOREIGN', what: 'kind' },
    ],
    [
      'emergency-card',
      { data: encodeConsumerMap({ ...consumers, hsm: newHsm }) },
      { code: 'CONSUMERS_FOREIGN', what: 'HSM', found: newHsm },
    ],
    ['call-sheet', { custodian: 'C9' }, { code: 'DOCUMENT_CUSTODIAN', custodian: 'C9' }],
  ])('is refused: %s %#', (document, more, fault) => {
    expect(faultOf(() => paper(document, more))).toMatchObject(fault);
  });
});

it('takes a map of consumers as great as one may be, and less of other data', () => {
  expect(maxPaperDataBytes('emergency-card')).toBe(maxConsumerMapBytes);
  expect(maxPaperDataBytes('key-mapping')).toBe(4 << 20);
});
