// The evidence of an emergency that went another way than the sample: begun and left, a key that was refused, files of no form.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { issueExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { sha256 } from '../encoding/bytes.ts';
import { lineHash, verifyJournal } from '../journal/chain.ts';
import { buildEmergencyEvidence, listEmergency, sumsPath, verifyEmergencyEvidence } from './emergency.ts';
import { inMemory } from './package.ts';
import {
  emergencyAnswer,
  emergencyFiles,
  emergencyKey,
  fetchPath,
  offlineJournal,
  onlineJournal,
} from './testdata/sample-emergency.ts';
import { type Files, replaced, rewritten } from './testdata/tampering.ts';

/** The sample with only these files, changed. */
function files(wanted: RegExp, ...changes: readonly ((each: Files) => void)[]): Files {
  const some = new Map([...emergencyFiles()].filter(([path]) => wanted.test(path)));
  for (const change of changes) change(some);
  return some;
}
const firstLines = (path: string, count: number) => rewritten(path, (lines) => lines.slice(0, count));
const hashOf = (bytes: Uint8Array): string => sha256(bytes).toString('hex');
const isFetch = ({ kind }: JournalEvent): boolean => kind === 'exchange-key-fetched';

describe('the list of an emergency', () => {
  const whole = listEmergency(emergencyFiles());
  const faultWith = (sums: Buffer | undefined) => {
    const { [sumsPath]: _, ...others } = Object.fromEntries(whole);
    const all = new Map([...Object.entries(others), ...(sums ? [[sumsPath, sums] as const] : [])]);
    return faultOf(() => verifyEmergencyEvidence(inMemory(all)));
  };

  it('is there, and has one line of one form for each file', () => {
    const sums = whole.get(sumsPath) ?? Buffer.alloc(0);
    const form = { code: 'EVIDENCE_MANIFEST_FORM', problems: [{ path: sumsPath, rule: 'wrong-form' }] };
    expect(faultWith(undefined)).toEqual({ code: 'EVIDENCE_MANIFEST_MISSING' });
    expect(faultWith(Buffer.alloc(0))).toEqual(form);
    expect(faultWith(Buffer.from(sums.toString().toUpperCase()))).toEqual(form);
    expect(faultWith(Buffer.concat([sums, Buffer.from('a line of words\n')]))).toEqual(form);
    expect(faultWith(Buffer.concat([sums, Buffer.from(`${'0'.repeat(64)}  documents/../more\n`)]))).toMatchObject({
      code: 'EVIDENCE_PATH',
    });
  });
});

describe('the evidence of an emergency', () => {
  it('that was begun and left says what there is', () => {
    for (const path of [offlineJournal, onlineJournal]) {
      const { report } = buildEmergencyEvidence(files(new RegExp(path), firstLines(path, 1)));
      expect(report.proven.map(({ id }) => id)).toEqual(['files-whole', 'no-secrets', 'journal-whole', 'order-kept']);
      const role = path === offlineJournal ? 'operator-1' : 'offline';
      expect(report).toMatchObject({ incomplete: [{ code: 'EVIDENCE_ONE_MACHINE', role }], signers: [] });
    }
  });

  it('names the offline machine first, however the files of the journals are called', () => {
    for (const path of [onlineJournal, 'journals/a.jsonl']) {
      const all = emergencyFiles();
      const online = all.get(onlineJournal)!;
      all.delete(onlineJournal);
      const { report } = buildEmergencyEvidence(all.set(path, online));
      expect(report.incomplete).toEqual([]);
      const kept = report.proven.filter(({ id }) => id === 'order-kept');
      expect(kept.map(({ value }) => value)).toEqual([offlineJournal, path]);
    }
  });

  it('says that a journal went on only where it has lines behind the end on paper', () => {
    const whole = inMemory(listEmergency(emergencyFiles()));
    const journal = verifyJournal(whole.files.get(offlineJournal) ?? Buffer.alloc(0));
    const wentOn = (lines: number): readonly string[] => {
      const heads = { offline: lineHash(journal, journal.entries.length - lines) };
      const { restsOnPeople } = verifyEmergencyEvidence(whole, heads);
      return restsOnPeople.filter(({ id }) => id === 'journal-went-on').map(({ value }) => value);
    };
    expect(wentOn(0)).toEqual([]);
    expect(wentOn(1)).toEqual([`${offlineJournal}, 1`]);
  });

  it('of one machine differs from no other', () => {
    for (const own of [/offline|certificates|verdicts/u, /online|service|lists/u]) {
      const { report } = buildEmergencyEvidence(files(own));
      expect(report.restsOnPeople.map(({ id }) => id)).not.toContain('journals-differ');
    }
  });

  it('checks a key anew that was checked before any security domain was there', () => {
    const early = rewritten(offlineJournal, (lines) =>
      lines.filter(({ event }) => ['emergency-opened', 'target-typed', 'exchange-key-verified'].includes(event.kind)),
    );
    const { report } = buildEmergencyEvidence(files(/offline|certificates|verdicts/u, early));
    expect(report.proven.map(({ id }) => id)).toContain('exchange-key-judged-anew');
  });

  it('has nothing but journals among its journals', () => {
    const more = files(/./u, (all) => all.set('journals/notes.txt', Buffer.from('notes')));
    expect(faultOf(() => buildEmergencyEvidence(more))).toEqual({
      ...{ code: 'EVIDENCE_FILE_UNKNOWN', path: 'journals/notes.txt' },
    });
  });

  /** The online journal up to its fetch, which brought this body; and what followed. */
  const fetching = (body: Buffer, ...after: readonly JournalEvent[]): Files =>
    files(
      /^(?:journals\/online|service\/observe)/u,
      (all) => all.set(fetchPath, emergencyAnswer('observe-operator-1', body)),
      replaced(onlineJournal, (event) => (isFetch(event) ? { ...event, answerSha256: hashOf(body) } : event)),
      rewritten(onlineJournal, (lines) => {
        const upTo = lines.slice(0, lines.findIndex(({ event }) => isFetch(event)) + 1);
        return [...upTo, ...after.map((event) => ({ ...upTo.at(-1)!, event }))];
      }),
    );

  it('is refused where the answer that was kept holds no key, or another one', () => {
    const what = `exchange key of ${onlineJournal}`;
    const { certificateDer } = issueExchangeKey(
      'another.managedhsm.practice.invalid',
      new Date('2026-10-14T09:00:00Z'),
    );
    for (const [body, found] of [
      [Buffer.from('no key'), 'none'],
      [certificateDer, hashOf(certificateDer)],
    ] as const)
      expect(faultOf(() => buildEmergencyEvidence(fetching(body)))).toMatchObject({
        ...{ code: 'EVIDENCE_CONTRADICTS', what, found },
      });
  });

  it('is refused where a key was fetched in another name before anybody typed an address', () => {
    const untyped = fetching(Buffer.from(emergencyKey.certificateDer));
    rewritten(onlineJournal, ([begun, ...lines]) => {
      const fetch = lines.find(({ event }) => isFetch(event))!;
      return [begun!, { ...fetch, event: { ...fetch.event, observer: 'operator-2' } as JournalEvent }];
    })(untyped);
    expect(faultOf(() => buildEmergencyEvidence(untyped))).toMatchObject({
      ...{ code: 'JOURNAL_OUT_OF_ORDER', rules: ['fetch-by-its-own-operator'] },
    });
  });

  it('does not check anew a key that the online machine has refused: it is evidence of an attack', () => {
    const { certificateDer } = issueExchangeKey(
      'attackers.managedhsm.practice.invalid',
      new Date('2026-10-14T09:00:00Z'),
    );
    const refusal: JournalEvent = {
      kind: 'check-failed',
      check: 'exchange-key',
      step: 'C7',
      fault: 'EXCHANGE_NAME_OTHER',
      detail: 'another host',
    };
    const stranger = replaced(onlineJournal, (event) =>
      isFetch(event) ? ({ ...event, certificateSha256: hashOf(certificateDer) } as JournalEvent) : event,
    );
    const all = fetching(certificateDer, refusal);
    stranger(all);
    const { report } = buildEmergencyEvidence(all);
    expect(report.proven.map(({ id }) => id)).not.toContain('exchange-key-judged-anew');
    // The failure of another check says nothing of the key.
    for (const after of [[], [{ ...refusal, check: 'inventory' }]]) {
      const believed = fetching(certificateDer, ...after);
      stranger(believed);
      expect(faultOf(() => buildEmergencyEvidence(believed)).code).toBe('EXCHANGE_NAME_OTHER');
    }
  });
});
