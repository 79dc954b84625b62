// The evidence of one honest emergency: both journals, verdict, exchange key, answers, inventory and what people typed, which fit each other.
import type { JournalEvent } from '#shared/journal/events.ts';
import { issueExchangeKey, type PracticeExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { thumbprintOf } from '../../encoding/thumbprint.ts';
import { encodeCanonicalJson } from '../../encoding/canonical-json.ts';
import { sha256 } from '../../encoding/bytes.ts';
import { parseStrictJson } from '../../encoding/json.ts';
import { encodeInventory } from '../../inventory/inventory-file.ts';
import { emptyInventory } from '../../inventory/testdata/sample-inventory.ts';
import { journalOfEvents } from '../../journal/testdata/journal-lines.ts';
import { verifyLooseKey } from '../../journal/emergency.ts';
import { encodeVerdict } from '../../journal/records.ts';
import {
  blobSha256,
  certificates,
  certificateSha256,
  offlineEmergency,
  onlineEmergency,
  spkiSha256,
  target,
} from '../../journal/testdata/emergency.ts';
import { timeOf } from '../../journal/testdata/recovery.ts';
import { exchangeReferenceOf } from '../../transfer/certificate-hashes.ts';
import { textHash } from '../../transfer/testdata/samples.ts';
import { answerOf } from './sample-package.ts';

export const emergencyHost = 'recovered-hsm.managedhsm.practice.invalid';
const hsmUri = `https://${emergencyHost}`;
const noon = new Date('2026-10-14T09:00:00Z');
export const emergencyKey = issueExchangeKey(emergencyHost, noon);
const offlineId = 'PRACTICE-EMERGENCY-20261014-0912-4F2A';
const onlineId = 'PRACTICE-EMERGENCY-20261014-0915-77C1';

export const typed = encodeCanonicalJson({ format: 'lifeboat-emergency-typed', v: 1, people: ['Anna Beispiel'] });
export const emergencyInventory = encodeInventory({ ...emptyInventory, practice: true, hsm: hsmUri });

/** A kept answer of the emergency's HSM. */
export const emergencyAnswer = (call: string, body: string | Buffer = call.replace(/-\d+$/u, '')): Buffer =>
  answerOf(
    { ceremony: onlineId, planSha256: sha256(typed).toString('hex'), hsm: hsmUri },
    { call, operation: call, body: Buffer.from(body) },
  );

/** The events of the sample emergency for a practice HSM and one of its keys. */
function ofPractice(
  events: readonly JournalEvent[],
  id: string,
  key: PracticeExchangeKey,
  changed: (text: string) => string = (text) => text,
): readonly JournalEvent[] {
  const own = exchangeReferenceOf(key.certificateDer);
  const text = JSON.stringify(events)
    .replaceAll('EMERGENCY-20261014-0912-4F2A', id)
    .replaceAll('"practice":false', '"practice":true')
    .replaceAll(target.hsmUri, hsmUri)
    .replaceAll(certificateSha256, own.certificateSha256)
    .replaceAll(spkiSha256, own.spkiSha256)
    .replaceAll(textHash('verdict'), sha256(verdictOn(key)).toString('hex'))
    .replaceAll(textHash('answer'), sha256(key.certificateDer).toString('hex'))
    .replaceAll(textHash('inventory'), sha256(emergencyInventory).toString('hex'));
  // Events go in, and only texts in them are replaced.
  return parseStrictJson(Buffer.from(changed(text)), { maxBytes: 1_000_000 }) as unknown as readonly JournalEvent[];
}

const verdictOn = (key: PracticeExchangeKey): Buffer =>
  encodeVerdict(
    verifyLooseKey({
      fileBytes: Buffer.from(key.certificateDer),
      hsmUri,
      practice: true,
      custodianThumbprintsS256: certificates.map((each) => thumbprintOf(each)),
    }).verdict,
  );

const journalOf = (events: readonly JournalEvent[]): Buffer => journalOfEvents(events, (place) => timeOf(events, place));

export const offlineJournal = `journals/offline-${offlineId}.jsonl`;
export const onlineJournal = `journals/online-${onlineId}.jsonl`;
export const keyPath = 'certificates/exchange-key';
export const fetchPath = 'service/observe-operator-1.1.answer.json';

/** The files of the package, without their list. @param blob another one than that of the sample, for another emergency */
export function emergencyFiles(key: PracticeExchangeKey = emergencyKey, blob = blobSha256): Map<string, Buffer> {
  const of = (events: readonly JournalEvent[], id: string): Buffer =>
    journalOf(ofPractice(events, id, key, (text) => text.replaceAll(blobSha256, blob)));
  const calls = onlineEmergency.flatMap((event) => (event.kind === 'call-answered' ? [event.id] : []));
  return new Map([
    [offlineJournal, of(offlineEmergency, offlineId)],
    [onlineJournal, of(onlineEmergency, onlineId)],
    ['verdicts/verdict.json', verdictOn(key)],
    [keyPath, Buffer.from(key.certificateDer)],
    ...calls.map((id): [string, Buffer] => [`service/${id}.1.answer.json`, emergencyAnswer(id)]),
    [fetchPath, emergencyAnswer('observe-operator-1', Buffer.from(key.certificateDer))],
    ['lists/emergency.json', typed],
    ['lists/inventory.json', emergencyInventory],
    ['documents/record.txt', Buffer.from('The record\n')],
  ]);
}
