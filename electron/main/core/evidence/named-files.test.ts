// The other files of a package, one at a time: named by a hash, unknown, exchanged, or missing.
import { describe, expect, it } from 'vitest';
import { faultOf } from '#e2e/support/faults.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { exchangeJwk } from '#simulator/exchange-key-issuer.ts';
import { encodePem } from '../encoding/pem.ts';
import { sha256 } from '../encoding/bytes.ts';
import { securityDomain, witness } from '../transfer/testdata/samples.ts';
import { buildEmergencyEvidence } from './emergency.ts';
import { buildEvidence, inMemory, verifyEvidence } from './package.ts';
import {
  emergencyFiles,
  emergencyInventory,
  fetchPath,
  offlineJournal,
  onlineJournal,
} from './testdata/sample-emergency.ts';
import { offlineRecovery } from '../journal/testdata/recovery.ts';
import {
  answerFile,
  app,
  fetchFile,
  genuine,
  journalOf,
  observers,
  online,
  sampleFiles,
} from './testdata/sample-package.ts';
import { replaced } from './testdata/tampering.ts';

type Change = (files: Map<string, Buffer>) => unknown;

const built = (change: Change) => {
  const files = sampleFiles();
  change(files);
  return buildEvidence(files, [witness], app);
};
const reported = (change: Change, id: string): readonly string[] => {
  const { proven, restsOnPeople } = verifyEvidence(inMemory(built(change)));
  return [...proven, ...restsOnPeople].filter((each) => each.id === id).map(({ value }) => value);
};
const refused = (change: Change) => faultOf(() => built(change));
const hash = (bytes: Buffer): string => sha256(bytes).toString('hex');
const json = (value: object): Buffer => Buffer.from(JSON.stringify(value));
const upload = 'service/upload-1.1.answer.json';
const verdictPath = 'verdicts/verdict.json';
const altered = (from: string, to: string): Change => {
  const bytes = Buffer.from(answerFile('upload-1').toString().replace(from, to));
  return (files) => files.set(upload, bytes);
};
const inventory = { format: 'lifeboat-inventory', practice: true, hsm: 'https://lost-hsm.managedhsm.practice.invalid' };
const custody = {
  format: 'lifeboat-custody',
  practice: true,
  securityDomainSha256: hash(Buffer.from(securityDomain)),
};
const written = (name: string, bytes: string): JournalEvent => ({
  kind: 'file-written',
  name,
  bytes: bytes.length,
  sha256: hash(Buffer.from(bytes)),
});
/** What the journal of the sample names, and no file is. */
const neverThere = `inventory ${'0'.repeat(64)}`;
const end = 'service/upload-1-end.1.answer.json';
const endSaying = (body: string): Buffer =>
  Buffer.from(answerFile('upload-1', body).toString().replace('"call":"upload-1"', '"call":"upload-1-end"'));
const ended = endSaying('succeeded');
/** The files after a journal that names the whole answer to the upload, and the one that ended it. */
const kept =
  (change: Change, last = ended): Change =>
  (files) => {
    const events = online.map((event): JournalEvent => {
      if (event.kind === 'call-answered' && event.id === 'upload-1')
        return { ...event, envelopeSha256: hash(answerFile('upload-1')) };
      return event.kind === 'call-settled' && event.id === 'upload-1' ? { ...event, finalSha256: hash(last) } : event;
    });
    for (const [path, bytes] of sampleFiles(genuine, offlineRecovery, { first: events })) files.set(path, bytes);
    files.set(end, last);
    change(files);
  };
const asTheyAre: Change = () => undefined;
const missingInEmergency = (change: Change): readonly string[] => {
  const files = emergencyFiles();
  change(files);
  const { restsOnPeople } = buildEmergencyEvidence(files).report;
  return restsOnPeople.filter(({ id }) => id === 'named-file-missing').map(({ value }) => value);
};
const withLine =
  (event: JournalEvent, change: Change): Change =>
  (files) => {
    files.set('journals/online.jsonl', journalOf(online.toSpliced(-1, 0, event)));
    change(files);
  };

describe('a file that is named', () => {
  it('is named by its hash, a certificate also in PEM, an answer by its body', () => {
    const der = Buffer.from('C1');
    const named = reported(
      (files) => files.set('certificates/C1.cer', Buffer.from(encodePem('CERTIFICATE', der))),
      'files-as-named',
    );
    expect(named[0]).toContain('certificates/C1.cer');
    expect(named[0]).toContain(upload);
    // What the lists of journals and bundles have is proven there.
    expect(named[0]).not.toMatch(/journals\/|bundles\//u);
    expect(
      reported((files) => files.set('lists/domain.json', Buffer.from(securityDomain)), 'files-as-named')[0],
    ).toContain('lists/domain.json');
  });

  it('is not one that only holds a certificate, where no certificates lie', () => {
    const pem = Buffer.from(encodePem('CERTIFICATE', Buffer.from('C1')));
    expect(reported((files) => files.set('lists/C1.pem', pem), 'file-not-named')).toContain('lists/C1.pem');
  });

  it('is a certificate under any name but another custodian’s, and told where it is there twice', () => {
    const paths = ['certificates/C1-of-the-key.cer', 'certificates/key.json', 'certificates/spare.cer'] as const;
    const change: Change = (files) => {
      files.set(paths[0], genuine.certificateDer);
      files.set(paths[1], json(exchangeJwk(genuine)));
      files.set(paths[2], Buffer.from('C1'));
    };
    const [named] = reported(change, 'files-as-named');
    for (const path of paths) expect(named).toContain(path);
    expect(reported(change, 'certificate-twice')).toEqual([
      `${paths[0]}, ${paths[1]}`,
      `certificates/C1.cer, ${paths[2]}`,
    ]);
  });

  it('is one of two answers with the same body, whichever of them came by the request that is named', () => {
    const other = Buffer.from(answerFile('upload-1').toString().replace('"requestId":"r"', '"requestId":"s"'));
    for (const name of ['service/upload-1.0.answer.json', 'service/upload-1.2.answer.json']) {
      expect(reported((files) => files.set(name, other), 'files-as-named')[0]).toContain(name);
    }
  });

  it('may be named by a journal that says it was written', () => {
    const change = withLine(written('keys.csv', 'x'), (files) => files.set('lists/keys.csv', Buffer.from('x')));
    expect(reported(change, 'files-as-named')[0]).toContain('lists/keys.csv');
    const twice: Change = (files) => {
      const lines = [written('keys.csv', 'x'), written('keys.csv', 'y')];
      files.set('journals/online.jsonl', journalOf(online.toSpliced(-1, 0, ...lines)));
      files.set('lists/keys.csv', Buffer.from('y'));
    };
    expect(reported(twice, 'files-as-named')[0]).toContain('lists/keys.csv');
    const theFirst: Change = (files) => {
      twice(files);
      files.set('lists/keys.csv', Buffer.from('x'));
    };
    expect(reported(theFirst, 'files-as-named')[0]).toContain('lists/keys.csv');
    const again = withLine(written('keys.csv', 'x'), (files) => files.set('lists/keys.csv', Buffer.from('y')));
    expect(refused(again)).toMatchObject({ code: 'EVIDENCE_CONTRADICTS', what: 'file of lists/keys.csv' });
  });

  it('is kept with all that came around it: nothing of an answer is altered, nor is the one that ended the call', () => {
    const honest = answerFile('upload-1');
    expect(reported(kept(asTheyAre), 'files-as-named')[0]).toContain(end);
    expect(reported(kept(asTheyAre), 'named-file-missing')).toEqual([neverThere]);
    expect(
      reported(
        kept((files) => files.delete(end)),
        'named-file-missing',
      ),
    ).toContain(`upload-1 end ${hash(ended)}`);
    for (const [from, to] of [
      ['"status":202', '"status":200'],
      ['"serverDate":null', '"serverDate":"x"'],
      ['"statusAddress":null', '"statusAddress":"x"'],
      ['"received":"2026-10-14T10:00:00Z"', '"received":"2026-10-15T10:00:00Z"'],
      ['"tlsChain":[]', '"tlsChain":["AAAA"]'],
      ['"operation":"upload-1"', '"operation":"download"'],
    ] as const) {
      const altered = (bytes: Buffer): Buffer => Buffer.from(bytes.toString().replace(from, to));
      expect(altered(honest)).not.toEqual(honest);
      expect(refused(kept((files) => files.set(upload, altered(honest))))).toMatchObject({
        what: `envelope of ${upload}`,
      });
      expect(refused(kept((files) => files.set(end, altered(ended))))).toMatchObject({ what: `end of ${end}` });
    }
  });

  it('is told where it is missing', () => {
    const gone = reported((files) => {
      files.delete(upload);
      files.delete('verdicts/verdict.json');
    }, 'named-file-missing');
    expect(gone).toEqual([
      expect.stringMatching(/^verdict [0-9a-f]{64}$/u),
      expect.stringMatching(/^upload-1 [0-9a-f]{64}$/u),
      neverThere,
    ]);
  });

  it.each(observers)(
    'is told where it is the answer in which %s was given the key, which the other has too',
    (observer) => {
      const path = `service/observe-${observer}.1.answer.json`;
      expect(reported((files) => files.delete(path), 'named-file-missing')).toEqual([
        `fetch of ${observer} ${hash(fetchFile(observer))}`,
        neverThere,
      ]);
    },
  );

  it('is told in an emergency where it is the inventory after the restore, and nothing is where all are here', () => {
    expect(missingInEmergency(asTheyAre)).toEqual([]);
    expect(missingInEmergency((files) => files.delete('lists/inventory.json'))).toEqual([
      `inventory ${hash(emergencyInventory)}`,
    ]);
  });

  it('is told where a note of the program names it, not where one of a person does', () => {
    const text = `Inventory compared: found ${'1'.repeat(64)}`;
    const noted = (by: string): Change => withLine({ kind: 'note', by, text }, asTheyAre);
    expect(reported(noted('Lifeboat'), 'named-file-missing')).toEqual([neverThere, `inventory ${'1'.repeat(64)}`]);
    expect(reported(noted('Person witness'), 'named-file-missing')).toEqual([neverThere]);
  });
});

describe('a file that nothing names', () => {
  it.each([
    ['a paper', 'documents/record.txt'],
    ['a log among the answers', 'service/log.txt'],
    ['a list', 'lists/photographs.txt'],
    ['a list of no object', 'lists/nothing.json', 'null'],
  ])('is told: %s, and nothing else is', (_, path, text = '{ not json') => {
    const told = reported((files) => files.set(path, Buffer.from(text)), 'file-not-named');
    expect(new Set(told)).toEqual(new Set(['documents/record.txt', path]));
  });

  it.each([
    ['a certificate', 'certificates/C9.cer', Buffer.from('C9')],
    [
      'a custodian’s certificate under the label of something else',
      'certificates/C9.pem',
      Buffer.from(encodePem('PKCS7', Buffer.from('C1'))),
    ],
    ['an exchange key that says another exponent', 'certificates/key.json', json({ ...exchangeJwk(genuine), e: 'Aw' })],
    ['a verdict', 'verdicts/other.json', json({ accepted: true })],
    ['a security domain', 'lists/domain.json', Buffer.from(`${securityDomain} `)],
  ])('is refused: %s', (_, path, bytes) => {
    expect(refused((files) => files.set(path, bytes))).toEqual({ code: 'EVIDENCE_FILE_UNKNOWN', path });
  });
});

describe('an answer of another form', () => {
  it.each([
    ['call', '"upload-1"', '7'],
    ['requestId', '"r"', '7'],
    ['status', '202', '"202"'],
    ['body', '"dXBsb2Fk"', '7'],
  ])('is refused: its %s is of another type', (member, was, is) => {
    const change = altered(`"${member}":${was}`, `"${member}":${is}`);
    expect(refused(change)).toEqual({ code: 'EVIDENCE_FILE_UNKNOWN', path: upload });
  });
});

describe('a call that went well by the journal, and not by its answer', () => {
  it('is refused: the answer that took it on was a refusal', () => {
    expect(refused(altered('"status":202', '"status":400'))).toEqual({
      code: 'EVIDENCE_CONTRADICTS',
      rule: 'success-as-kept',
      what: `answer of ${upload}`,
      expected: 'success',
      found: '400',
    });
  });

  it.each(['Failed', 'Canceled'])('is refused: its end said %s', (status) => {
    expect(refused(kept(asTheyAre, endSaying(JSON.stringify({ status }))))).toMatchObject({
      rule: 'success-as-kept',
      what: `answer of ${end}`,
    });
  });

  it('is refused: a fetch of the key', () => {
    const files = emergencyFiles();
    const refusal = Buffer.from(String(files.get(fetchPath)).replace('"status":202', '"status":400'));
    files.set(fetchPath, refusal);
    replaced(onlineJournal, (event) =>
      event.kind === 'exchange-key-fetched' ? { ...event, envelopeSha256: hash(refusal) } : event,
    )(files);
    expect(faultOf(() => buildEmergencyEvidence(files))).toMatchObject({
      rule: 'success-as-kept',
      what: `answer of ${fetchPath}`,
      found: '400',
    });
  });
});

describe('a file that says something else', () => {
  it.each<[string, Change, string]>([
    [
      'an answer of another ceremony',
      altered('PRACTICE-2026-10-14-01', 'PRACTICE-2026-10-14-02'),
      `ceremony of ${upload}`,
    ],
    ['an answer whose ceremony is no text', altered('"PRACTICE-2026-10-14-01"', '7'), `ceremony of ${upload}`],
    [
      'an inventory whose mode is a list',
      (files) => files.set('lists/i.json', json({ ...inventory, practice: [] })),
      'practice of lists/i.json',
    ],
    [
      'an inventory of no HSM',
      (files) => files.set('lists/i.json', json({ ...inventory, hsm: null })),
      'HSM of lists/i.json',
    ],
    ['an answer of another plan', altered('"planSha256":"', '"planSha256":"0'), `plan of ${upload}`],
    ['an answer of another HSM', altered('recovered-hsm', 'another-hsm'), `HSM of ${upload}`],
    [
      'an answer with another body',
      (files) => files.set(upload, answerFile('upload-1', 'other')),
      `answer of ${upload}`,
    ],
    ['an answer without a body', altered('"body":"', '"body":"!'), `answer of ${upload}`],
    ['an answer to another request', altered('"requestId":"r"', '"requestId":"s"'), `answer of ${upload}`],
    [
      'a custodian’s certificate under another custodian’s name',
      (files) => files.set('certificates/C1-new.cer', Buffer.from('C2')),
      'custodian of certificates/C1-new.cer',
    ],
    [
      'a fetch of the key that nobody noted',
      (files) => files.set('service/fetch.json', answerFile('observe-operator-2', 'other')),
      'answer of service/fetch.json',
    ],
    [
      'an inventory of another HSM',
      (files) => files.set('lists/i.json', json({ ...inventory, hsm: 'x' })),
      'HSM of lists/i.json',
    ],
    [
      'an inventory that is none of practice',
      (files) => files.set('lists/i.json', json({ ...inventory, practice: false })),
      'practice of lists/i.json',
    ],
    [
      'a register that is none of practice',
      (files) => files.set('lists/r.json', json({ ...custody, practice: false })),
      'practice of lists/r.json',
    ],
    [
      'a register of another domain',
      (files) => files.set('lists/r.json', json({ ...custody, securityDomainSha256: 'x' })),
      'security domain of lists/r.json',
    ],
  ])('is refused: %s', (_, change, what) => {
    expect(refused(change)).toMatchObject({ code: 'EVIDENCE_CONTRADICTS', what });
  });

  it('is an answer of which both bodies are named: that of the journal, and the one that was found', () => {
    expect(refused((files) => files.set(upload, answerFile('upload-1', 'other')))).toMatchObject({
      expected: expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
      found: hash(Buffer.from('other')),
    });
  });

  it.each([{ accepted: false }, { certificateSha256Hex: '0'.repeat(64) }, { claim: 'unattested' }])(
    'is a verdict whose hash the journal names, and that says %j',
    (change) => {
      const files = emergencyFiles();
      const elsewhere = 'lists/verdict.json';
      const verdict = json({ ...(JSON.parse(String(files.get(verdictPath))) as object), ...change });
      const verdictSha256 = hash(verdict);
      files.set(verdictPath, verdict);
      replaced(offlineJournal, (event) =>
        event.kind === 'exchange-key-verified' ? { ...event, verdictSha256 } : event,
      )(files);
      for (const path of [verdictPath, elsewhere]) {
        const what = `verdict of ${path}`;
        expect(faultOf(() => buildEmergencyEvidence(files))).toMatchObject({ code: 'EVIDENCE_CONTRADICTS', what });
        files.delete(verdictPath);
        files.set(elsewhere, verdict);
      }
    },
  );

  it('is none under the name of a written one where neither papers nor lists lie', () => {
    const change = withLine(written('log.txt', 'x'), (files) => files.set('service/log.txt', Buffer.from('y')));
    expect(reported(change, 'file-not-named')).toContain('service/log.txt');
  });

  it('is an answer that came to a machine without a journal', () => {
    const files = emergencyFiles();
    files.delete(onlineJournal);
    expect(faultOf(() => buildEmergencyEvidence(files))).toEqual({
      code: 'EVIDENCE_JOURNAL_MISSING',
      role: 'operator-1',
    });
  });

  it('is no register in an emergency, whose security domain nobody has registered', () => {
    const files = emergencyFiles().set('lists/r.json', json({ ...custody, securityDomainSha256: 'x' }));
    expect(() => buildEmergencyEvidence(files)).not.toThrow();
  });

  it('is none where it says what the plan says, or nothing yet', () => {
    const fine: Change = (files) =>
      files
        .set('lists/i.json', json(inventory))
        .set('lists/t.json', json({ ...inventory, hsm: 'https://recovered-hsm.managedhsm.practice.invalid' }))
        .set('lists/r.json', json(custody))
        .set('lists/s.json', json({ ...custody, securityDomainSha256: null }))
        .set(
          'service/refused.json',
          Buffer.from(answerFile('observe-operator-1', 'other').toString().replace('"status":202', '"status":400')),
        );
    expect(() => built(fine)).not.toThrow();
  });
});
