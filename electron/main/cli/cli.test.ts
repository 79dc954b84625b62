// The command line: exit codes, exactly one JSON document, and passphrases that nobody sees. Some of it is run as it is built, and the rest in
// this process, because starting a program takes longer than what it does.
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { line } from '#e2e/support/command-line.ts';
import { builtProgram } from '#e2e/support/built.ts';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { type LineRun, runLine } from '#e2e/support/command-run.ts';
import { realisticData, testCustodians, testDomain, testIdentity, writeIdentity } from '#e2e/support/custodians.ts';
import { expectDescribed } from '#e2e/support/command-schema.ts';
import { long } from '#e2e/support/long.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { eachOfTable } from '#e2e/support/table.ts';
import { onTerminal } from '#e2e/support/terminal.ts';
import { airGap } from '#platform/air-gap/air-gap.ts';
import { hexRows, wordRows } from '#shared/formatting/fingerprint.ts';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { revocationList } from '#core/exchange-key/testdata/revocation-lists.ts';
import { newKey } from '#simulator/attestation-root.ts';
import { issueExchangeKey } from '#simulator/exchange-key-issuer.ts';

const { cli } = builtProgram();
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (...path: readonly string[]): string => join(folder, ...path);

const custodians = testCustodians(4);
const hsm = testIdentity('exchange');
const data = realisticData();
const passphrase = 'Zwölf Boxkämpfer 12';
const keys = custodians.map((custodian, i) => writeIdentity(folder, `custodian-${i}`, custodian));
const [domain, exchange, stranger, text] = [at('domain.json'), at('exchange.pem'), at('stranger.key'), at('text')];
writeFileSync(domain, testDomain(custodians.slice(0, 3), 2, data));
writeFileSync(exchange, encodePem('CERTIFICATE', hsm.certificateDer));
writeFileSync(stranger, readFileSync(keys[3]!));
writeFileSync(text, 'Dear custodian');
const protectedKey = at('protected.key');
// With as few rounds as openssl takes: it is opened again and again.
writeFileSync(
  protectedKey,
  custodians[0]!.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase }),
);
const [password, wrongPassword] = [at('password'), at('wrong-password')];
writeFileSync(password, `${passphrase}\n`);
writeFileSync(wrongPassword, `${passphrase}!\n`);

/** As a script calls it: the program that is built. */
function start(...args: readonly string[]): Promise<LineRun> {
  return new Promise((ended) => {
    const child = execFile(process.execPath, [cli, ...args], { cwd: folder }, (error, out, errors) => {
      if (args.includes('--json')) expectDescribed(args, out);
      ended({ code: error === null ? 0 : Number(error.code), out, error: errors });
    });
    child.stdin?.end();
  });
}

const host = custodyInThread();
/** The same in this process, without a terminal. */
const run = (...args: readonly string[]): Promise<LineRun> => runLine(args, host);

let outs = 0;
const newOut = (): string => at(`blob-${(outs += 1)}.json`);
const sha256Hex = sha256(hsm.certificateDer).toString('hex');
const unattested = ['--unattested', '--exchange-key-sha256', sha256Hex, '--reason', 'a test without an HSM'];
function restoreArgs(
  changes: { keys?: readonly string[]; claim?: readonly string[]; out?: string; sd?: string } = {},
): string[] {
  return [
    ...['restore-blob', '--sd-file', changes.sd ?? domain, '--sd-exchange-key', exchange],
    ...['--sd-wrapping-keys', ...(changes.keys ?? keys.slice(0, 2)), '--sd-file-restore-blob', changes.out ?? newOut()],
    ...(changes.claim ?? unattested),
    // This machine has a network, or it has none.
    '--network-accepted',
  ];
}

/** The only JSON document of standard output. */
function documentOf({ out }: LineRun): Record<'result' | 'fault', Record<string, unknown> | undefined> {
  expect(out.endsWith('\n')).toBe(true);
  const document = JSON.parse(out) as Record<'result' | 'fault', Record<string, unknown> | undefined>;
  expect(Object.keys(document)).toHaveLength(1);
  return document;
}

describe('commands that do what they are asked', () => {
  it('say it in German to whoever asks for German, and the same to scripts', async () => {
    const inspect = ['security-domain', 'inspect', domain] as const;
    const german = await run(...inspect, '--language', 'de');
    expect([german.code, german.error]).toEqual([0, '']);
    expect(german.out).toContain('Quorum          beliebige 2 von 3 Verwahrern');
    expect((await run(...inspect, '--language', 'de', '--json')).out).toBe((await run(...inspect, '--json')).out);
    const wrong = await start('--language', 'de', 'custodian', 'create', '--name', 'a');
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    expect(wrong.error).toContain('Der Befehl wurde nicht verstanden: Die Option --out <folder> fehlt.');
  });

  it('restore-blob writes a blob for the HSM, and says what it rests on', async () => {
    const out = newOut();
    const done = await start(...restoreArgs({ out }), '--json');
    expect([done.code, done.error]).toEqual([0, '']);
    const { result } = documentOf(done);
    expect(result).toMatchObject({ file: out, practice: false, exchangeCertificateSha256: sha256Hex });
    expect(result).toMatchObject({ evidence: { claim: 'unattested', exception: { reason: 'a test without an HSM' } } });
    expect(result?.['sha256']).toBe(sha256(readFileSync(out)).toString('hex'));
    expect(result?.['warnings']).toMatchObject([{ code: 'KEY_UNPROTECTED' }, { code: 'KEY_UNPROTECTED' }]);
    expect(openRestoreBlob(parseRestoreBlob(readFileSync(out)), hsm.privateKey, hsm.thumbprintS256)).toEqual(data);
    if (process.platform !== 'win32') expect(statSync(out).mode & 0o777).toBe(0o600);
    const looked = documentOf(await run('restore-blob', 'inspect', out, '--json'));
    expect(looked.result).toMatchObject({ exchangeCertificateSha256: sha256Hex, exchangeKeyBits: 2048 });
  });

  it('restore-blob opens no share beside a network, unless somebody says that it may', async () => {
    const out = newOut();
    const refused = await run(...restoreArgs({ out }).filter((word) => word !== '--network-accepted'), '--json');
    const waysOut = await airGap();
    if (waysOut.length === 0) {
      expect([refused.code, existsSync(out)]).toEqual([0, true]);
    } else {
      expect([refused.code, documentOf(refused).fault]).toMatchObject([3, { code: 'AIR_GAP_OPEN' }]);
      expect(existsSync(out)).toBe(false);
    }
    // A ceremony knows no such choice.
    const ceremony = await run('restore-blob', '--journal', at('journal.jsonl'), '--network-accepted', '--json');
    expect([ceremony.code, documentOf(ceremony).fault]).toMatchObject([2, { code: 'USAGE' }]);
  });

  it('restore-blob for people shows the fingerprint and the reason, and nothing on standard error in a pipe', async () => {
    const done = await run(...restoreArgs());
    expect([done.code, done.error]).toEqual([0, '']);
    expect(done.out).toContain(sha256Hex);
    expect(done.out).toContain('NOT ATTESTED');
    expect(done.out).toContain('a test without an HSM');
  });

  it('restore-blob takes an attested practice key by its address, and calls itself practice', async () => {
    const key = issueExchangeKey('drill-b.managedhsm.practice.invalid', new Date());
    const file = at('practice.der');
    writeFileSync(file, key.certificateDer);
    const args = restoreArgs({ claim: ['--hsm-uri', 'https://drill-b.managedhsm.practice.invalid', '--practice'] });
    args[args.indexOf(exchange)] = file;
    const done = await run(...args, '--json');
    expect([done.code, documentOf(done).result]).toMatchObject([
      0,
      { practice: true, evidence: { claim: 'attested' } },
    ]);
    // A list that was brought along is checked: here it is of nobody who vouches for this processor.
    const list = at('authority.crl');
    writeFileSync(list, revocationList({ name: 'PRACTICE SGX Root CA', key: newKey() }));
    args[args.indexOf('--sd-file-restore-blob') + 1] = newOut();
    const invalid = await run(...args, '--revocation-lists', list, '--json');
    expect([invalid.code, documentOf(invalid).fault]).toEqual([3, { code: 'PCK_REVOCATION_LIST_INVALID' }]);
    const made = at('emergency');
    mkdirSync(made);
    const recover = line`recover --practice --folder ${made} --sd-file ${domain} --sd-exchange-key ${file}
        --hsm-uri https://drill-b.managedhsm.practice.invalid --sd-wrapping-keys ${keys.slice(0, 2)}
        --confirmed-by Anna Bela --typed-name drill-b --out ${made} --json`;
    const recovered = await run(...recover);
    expect([recovered.code, documentOf(recovered).fault]).toEqual([0, undefined]);
    // The same key is no production key.
    const production = args.filter((arg) => arg !== '--practice');
    production[production.indexOf('--sd-file-restore-blob') + 1] = newOut();
    const refused = await run(...production, '--json');
    expect([refused.code, documentOf(refused).fault]).toMatchObject([
      2,
      { code: 'USAGE', problem: 'practice-needed', option: '--practice' },
    ]);
    // Under a real address it is an incident.
    production[production.indexOf('--hsm-uri') + 1] = 'https://drill-b.managedhsm.azure.net';
    expect(documentOf(await run(...production, '--json')).fault).toEqual({ code: 'PCK_ROOT_PRACTICE' });
  });

  it.each<[string, string[], object]>([
    ['security-domain inspect', ['security-domain', 'inspect', domain], { version: 2, required: 2 }],
    ['security-domain check', ['security-domain', 'check', domain, '--keys', keys[1]!], { reconstructed: false }],
    [
      'security-domain check --reconstruct',
      ['security-domain', 'check', domain, '--keys', ...keys.slice(0, 3), '--reconstruct'],
      { reconstructed: true, authentic: data.map(({ datumTag }) => datumTag) },
    ],
    [
      'security-domain check with a passphrase',
      ['security-domain', 'check', domain, '--keys', protectedKey, '--password-files', password],
      { keys: [{ protection: 'pbes2' }] },
    ],
  ])('%s', async (_, args, expected) => {
    const before = readdirSync(folder);
    const done = await run(...args, '--json');
    expect([done.code, done.error]).toEqual([0, '']);
    expect(documentOf(done).result).toMatchObject(expected);
    const told = await run(...args);
    expect([told.code, told.error]).toEqual([0, '']);
    expect(told.out.length).toBeGreaterThan(40);
    // None of these commands writes anything.
    expect(readdirSync(folder)).toEqual(before);
  });

  it('read a security domain whose service has learned new members, and warn of them by name', async () => {
    const newer = at('newer-domain.json');
    writeFileSync(newer, readFileSync(domain, 'utf8').replace('"required":', '"hsm_type":"x","required":'));
    const warning = { code: 'SECURITY_DOMAIN_MEMBERS_UNKNOWN', members: ['SharedKeys.hsm_type'] };
    for (const args of [
      ['security-domain', 'inspect', newer],
      ['security-domain', 'check', newer, '--keys', ...keys.slice(0, 2), '--reconstruct'],
    ]) {
      const done = await run(...args, '--json');
      expect([done.code, documentOf(done).result?.['warnings']]).toEqual([0, [warning]]);
      const told = await run(...args);
      expect([told.code, told.error]).toEqual([0, '']);
      expect(told.out).toContain('does not know the member SharedKeys.hsm_type');
    }
    const out = newOut();
    const built = await run(...restoreArgs({ sd: newer, out }), '--json');
    expect([built.code, built.error]).toEqual([0, '']);
    expect(documentOf(built).result?.['warnings']).toContainEqual(warning);
    // The blob is what it always was.
    expect(openRestoreBlob(parseRestoreBlob(readFileSync(out)), hsm.privateKey, hsm.thumbprintS256)).toEqual(data);
    const german = await run(...restoreArgs({ sd: newer }), '--language', 'de');
    expect([german.code, german.error]).toEqual([0, '']);
    expect(german.out).toContain('kennt das Feld SharedKeys.hsm_type der Datei nicht');
  });

  it('exchange-key inspect answers a no with the exit code of a refusal, and still shows every check', async () => {
    const done = await run('exchange-key', 'inspect', exchange, '--json');
    expect([done.code, done.error]).toEqual([3, '']);
    expect(documentOf(done).result).toMatchObject({ accepted: false });
    const told = await run('exchange-key', 'inspect', exchange);
    expect([told.code, told.error]).toEqual([3, '']);
    expect(told.out).toContain('NOT ACCEPTED');
  });

  it('exchange-key inspect writes the certificate for another tool, once', async () => {
    const pem = at('certificate.pem');
    const args = ['exchange-key', 'inspect', exchange, '--certificate', pem, '--json'];
    expect((await run(...args)).code).toBe(3);
    expect(new X509Certificate(readFileSync(pem)).raw).toEqual(hsm.certificateDer);
    const again = await run(...args);
    expect([again.code, documentOf(again).fault]).toMatchObject([4, { code: 'FILE_EXISTS' }]);
    rmSync(pem);
  });

  it('custodian create makes a key that proves itself in a check', async () => {
    const out = at('made');
    mkdirSync(out);
    const args = ['custodian', 'create', '--name', 'anna', '--out', out, '--bits', '3072', '--password-file', password];
    const made = documentOf(await run(...args, '--json'));
    expect(made.result).toMatchObject({ bits: 3072, key: join(out, 'anna.key'), certificate: join(out, 'anna.cer') });
    expect(readdirSync(out).sort()).toEqual(['anna.cer', 'anna.key']);
    const again = await run(...args, '--json');
    expect([again.code, documentOf(again).fault]).toMatchObject([4, { code: 'FILE_EXISTS' }]);
    const look = documentOf(
      await run('security-domain', 'inspect', domain, '--certificates', join(out, 'anna.cer'), '--json'),
    );
    expect(look.result).toMatchObject({ certificatesOfNobody: [join(out, 'anna.cer')] });
  });

  it('help and version', async () => {
    for (const args of [['--help'], ['--version']]) expect(await start(...args)).toMatchObject({ code: 0, error: '' });
    expect(await run('restore-blob', '--help')).toMatchObject({ code: 0, error: '' });
  });
});

describe('faults', () => {
  const other = at('other.json');
  writeFileSync(other, '{"version":2,"version":2}');
  const aBlob = at('a-blob.json');
  writeFileSync(aBlob, '{"EncData":{},"WrappedKey":{}}');
  const existing = at('existing.json');
  writeFileSync(existing, 'old');
  writeFileSync(at('lone-certificate.cer'), '');
  writeFileSync(at('lone-key.key'), '');
  const utf16Password = at('utf-16-password');
  writeFileSync(utf16Password, Buffer.from(`\ufeff${passphrase}\r\n`, 'utf16le'));
  const createArgs = (name: string, file = password): string[] => [
    ...['custodian', 'create', '--name', name, '--out', folder, '--password-file', file],
  ];
  it('names the option for files where a passphrase was to stand on the command line', async () => {
    const { error } = await run('restore-blob', '--passwords', 'x');
    expect(error).toContain('--password-files');
    expect(documentOf(await run(...createArgs('b'), '--password', 'x', '--json')).fault).toEqual({
      code: 'USAGE',
      problem: 'passphrases-in-files',
      option: '--password',
      allowed: '--password-file',
    });
  });

  /** Those for which the command line loads all that it has, and one that it refuses after it has begun. */
  const asBuilt = ['no command', 'a command that is none', 'a foreign key'];

  it.each<[string, string[], number, string]>([
    ['no command', [], 2, 'USAGE'],
    ['a command that is none', ['frobnicate'], 2, 'USAGE'],
    ['a group without its command', ['security-domain'], 2, 'USAGE'],
    ['an option that is none', ['restore-blob', '--passwords', 'x'], 2, 'USAGE'],
    ['an option that is missing', ['restore-blob'], 2, 'USAGE'],
    [
      'a kind of bundle that is none',
      [
        ...['bundle', 'create', 'private-key', '--plan', text, '--plan-sha256', '0'.repeat(64)],
        ...['--journal', text, '--identity', text, '--out', folder],
      ],
      2,
      'USAGE',
    ],
    ['both claims', restoreArgs({ claim: [...unattested, '--hsm-uri', 'https://a.managedhsm.azure.net'] }), 2, 'USAGE'],
    ['no claim', restoreArgs({ claim: [] }), 2, 'USAGE'],
    [
      'revocation lists in a ceremony, which come in the bundle',
      ['restore-blob', '--journal', 'j.jsonl', '--revocation-lists', text],
      2,
      'USAGE',
    ],
    [
      'a revocation list that is none',
      [...restoreArgs(), '--revocation-lists', text],
      3,
      'PCK_REVOCATION_LIST_INVALID',
    ],
    ['a reason without --unattested', restoreArgs({ claim: ['--reason', 'x'] }), 2, 'USAGE'],
    ['fewer passwords than keys', [...restoreArgs(), '--password-files', password], 2, 'PASSWORD_FILES_COUNT'],
    ['another size of key', ['custodian', 'create', '--name', 'a', '--out', folder, '--bits', '2048'], 2, 'USAGE'],
    [
      'a new key without a passphrase',
      ['custodian', 'create', '--name', 'a', '--out', folder],
      3,
      'NEW_PASSPHRASE_MISSING',
    ],
    [
      'a new custodian’s key without a passphrase',
      [
        ...['new-key', 'create', '--custodian', 'C1', '--plan', text, '--plan-sha256', '0'.repeat(64)],
        ...['--journal', text, '--out', folder, '--second-copy', folder],
      ],
      3,
      'NEW_PASSPHRASE_MISSING',
    ],
    ['a new key beside a lone certificate', createArgs('lone-certificate'), 3, 'KEY_PAIR_INCOMPLETE'],
    ['a new key beside a lone key', createArgs('lone-key'), 3, 'KEY_PAIR_INCOMPLETE'],
    ['a passphrase file in UTF-16', createArgs('utf-16', utf16Password), 3, 'PASSPHRASE_FILE_ENCODING'],
    ['a key named as a device', createArgs('CON'), 4, 'FILE_NAME_UNPORTABLE'],
    ['a restore blob in a stream', restoreArgs({ out: at('a.json:b') }), 4, 'FILE_NAME_UNPORTABLE'],
    ['a drill in a device', ['drill', '--out', at('nul')], 4, 'FILE_NAME_UNPORTABLE'],
    [
      'a register whose name ends in a dot',
      ['custody', 'new', '--plan', at('missing'), '--out', at('register.')],
      4,
      'FILE_NAME_UNPORTABLE',
    ],
    ['a name that leads elsewhere', ['custodian', 'create', '--name', '../a', '--out', folder], 2, 'USAGE'],
    // Said before the key is opened, and so before its passphrase is asked for.
    ['a quorum that is short', restoreArgs({ keys: [at('missing')] }), 3, 'QUORUM_SHORT'],
    [
      'a quorum that is short, in a check',
      ['security-domain', 'check', domain, '--reconstruct', '--keys', at('missing')],
      3,
      'QUORUM_SHORT',
    ],
    ['the same key twice', restoreArgs({ keys: [keys[0]!, keys[0]!] }), 3, 'CUSTODIAN_ALREADY_GIVEN'],
    ['a foreign key', restoreArgs({ keys: [keys[0]!, stranger] }), 3, 'KEY_OPENS_NO_SHARE'],
    ['a letter in place of a key', restoreArgs({ keys: [keys[0]!, text] }), 3, 'CUSTODIAN_KEY_NOT_A_KEY'],
    ['no passphrase and no terminal', restoreArgs({ keys: [keys[1]!, protectedKey] }), 3, 'PASSPHRASE_MISSING'],
    [
      'a wrong passphrase',
      ['security-domain', 'check', domain, '--keys', protectedKey, '--password-files', wrongPassword],
      3,
      'PASSPHRASE_WRONG',
    ],
    [
      'another fingerprint',
      restoreArgs({ claim: ['--unattested', '--exchange-key-sha256', '00'.repeat(32), '--reason', 'x'] }),
      3,
      'EXCEPTION_FINGERPRINT_OTHER',
    ],
    [
      'an attestation that is missing',
      restoreArgs({ claim: ['--hsm-uri', 'https://a.managedhsm.azure.net'] }),
      3,
      'ATTESTATION_ABSENT',
    ],
    ['a security domain that is none', restoreArgs({ sd: other }), 3, 'JSON_DUPLICATE_MEMBER'],
    ['a blob that is none', ['restore-blob', 'inspect', domain], 3, 'FILE_OF_OTHER_KIND'],
    ['a certificate as security domain', restoreArgs({ sd: exchange }), 3, 'FILE_OF_OTHER_KIND'],
    ['a blob as security domain', ['security-domain', 'inspect', aBlob], 3, 'FILE_OF_OTHER_KIND'],
    ['a security domain as plan', ['plan', 'check', domain], 3, 'FILE_OF_OTHER_KIND'],
    ['a security domain as journal', ['status', domain], 3, 'FILE_OF_OTHER_KIND'],
    ['a certificate as identity', ['identity', 'show', exchange], 3, 'FILE_OF_OTHER_KIND'],
    ['a security domain as register', ['custody', 'check', domain], 3, 'FILE_OF_OTHER_KIND'],
    ['a dash for standard output', restoreArgs({ out: '-' }), 2, 'USAGE'],
    ['a file that is not there', restoreArgs({ sd: at('missing') }), 4, 'FILE_NOT_FOUND'],
    ['a key that is not there', restoreArgs({ keys: [keys[0]!, at('missing')] }), 4, 'FILE_NOT_FOUND'],
    ['a blob that exists', restoreArgs({ out: existing }), 4, 'FILE_EXISTS'],
    ['a folder in place of a file', ['security-domain', 'inspect', folder], 4, 'FILE_NOT_A_FILE'],
    // Said before any custodian comes: this key opens no share.
    [
      'an output folder that is not there',
      restoreArgs({ out: at('missing', 'blob.json'), keys: [keys[0]!, stranger] }),
      4,
      'FOLDER_NOT_FOUND',
    ],
    ['a restore blob without a name', restoreArgs({ out: '' }), 2, 'USAGE'],
  ])('%s', async (name, args, code, fault) => {
    const before = readdirSync(folder);
    const call = asBuilt.includes(name) ? start : run;
    const [json, people] = await Promise.all([call(...args, '--json'), call(...args)]);
    expect([json.code, json.error]).toEqual([code, '']);
    expect(documentOf(json).fault).toMatchObject({ code: fault });
    expect([people.code, people.out]).toEqual([code, '']);
    expect(people.error).toContain(`(fault ${fault})`);
    expect(people.error).not.toContain('    at ');
    expect(readdirSync(folder)).toEqual(before);
    expect(readFileSync(existing, 'utf8')).toBe('old');
  });

  it('name all the options that are missing, not the first alone', async () => {
    const { fault } = documentOf(await run('identity', 'pair', '--json'));
    expect(fault).toEqual({
      code: 'USAGE',
      problem: 'options-missing',
      option: '--ceremony <id>, --offline <file>, --online <file>',
      allowed: '',
    });
  });

  it('take a fingerprint in every form in which it is printed', async () => {
    const { code, error } = await run(
      ...restoreArgs({ claim: ['--unattested', '--exchange-key-sha256', 'zz'.repeat(32), '--reason', 'x'] }),
    );
    expect([code, error]).toEqual([3, expect.stringContaining('FINGERPRINT_')]);
    const rows = hexRows(sha256Hex).map((groups, at) => `  ${at + 1}  ${groups.join(' ')}`);
    const lettered = wordRows(sha256Hex).map((words, at) => `  ${'ABCD'[at]!}  ${words.join(' ')}`);
    const forms = [
      sha256Hex.toUpperCase(),
      sha256Hex.replace(/..(?=.)/gu, '$&:'),
      rows.join('\n'),
      lettered.join('\n'),
      encodeBase64url(Buffer.from(sha256Hex, 'hex')),
    ];
    for (const form of forms) {
      const done = await run(
        ...restoreArgs({ claim: ['--unattested', '--exchange-key-sha256', form, '--reason', 'x'] }),
      );
      expect([done.code, done.error]).toEqual([0, '']);
    }
  });

  it('say which of several keys it was', async () => {
    const { fault } = documentOf(await run(...restoreArgs({ keys: [keys[0]!, text] }), '--json'));
    expect(fault).toMatchObject({ about: text });
  });

  it('name the file, what it is, and what was wanted', async () => {
    const swapped = restoreArgs();
    swapped[swapped.indexOf(exchange)] = domain;
    const { fault } = documentOf(await run(...swapped, '--json'));
    expect(fault).toEqual({
      code: 'FILE_OF_OTHER_KIND',
      wanted: 'exchange-key',
      found: 'security-domain',
      about: domain,
    });
    const { error } = await run('status', domain);
    expect(error).toContain(`${domain}: This file is a security domain. What is wanted here is a journal.`);
  });

  it('say in one line what a file that is no exchange key kept from being checked', async () => {
    const { code, out } = await run('exchange-key', 'inspect', domain);
    expect(code).toBe(3);
    expect(out.match(/not checked/gu)).toHaveLength(1);
    expect(out).toContain('checks: the failure took away what they need');
  });
});

const python = referenceProgram('python3', '-c', 'import pty');
describe.skipIf(python === undefined || process.platform !== 'linux')('a passphrase on the terminal', () => {
  const check = (...keyFiles: readonly string[]): string[] => [
    process.execPath,
    cli,
    ...['security-domain', 'check', domain, '--keys', ...keyFiles],
  ];
  const create = (name: string): string[] => [
    process.execPath,
    cli,
    ...['custodian', 'create', '--name', name, '--out', folder, '--bits', '3072'],
  ];
  const prompt = 'Passphrase for protected.key';

  it('is asked for, not shown, and stands on no command line and in no environment', async () => {
    const { code, screen, processes } = await onTerminal(check(protectedKey), [[prompt, `${passphrase}\r`]]);
    expect(code).toBe(0);
    expect(screen).toContain('Opens its share');
    expect(screen).not.toContain('Boxk');
    expect(processes).toContain('key-worker.cjs');
    expect(processes).not.toContain('Boxk');
  });

  it('can be corrected: a character of two bytes, a whole line', long, async () => {
    const typed = `nonsense\u0015${passphrase}é\u007f\r`;
    expect(await onTerminal(check(protectedKey), [[prompt, typed]])).toMatchObject({ code: 0 });
  });

  it('is asked for one key after the other', long, async () => {
    const { code, screen } = await onTerminal(check(keys[1]!, protectedKey, keys[2]!), [[prompt, `${passphrase}\r`]]);
    expect(code).toBe(0);
    expect(screen.match(/Opens its share/g)).toHaveLength(3);
  });

  const endings: readonly (readonly [string, string, string])[] = [
    ['Ctrl-C', 'abc\u0003', 'PASSPHRASE_CANCELLED'],
    ['Ctrl-D', '\u0004', 'PASSPHRASE_CANCELLED'],
    ['an empty line', '\r', 'PASSPHRASE_WRONG'],
    ['a wrong one', 'wrong\r', 'PASSPHRASE_WRONG'],
  ];
  const ending = async (_: string, typed: string, fault: string): Promise<void> => {
    const shell = line`/bin/sh -c ${'"$@"; code=$?; stty -a | grep -o "[-]*echo "; exit $code'} sh
        ${check(protectedKey)}`;
    const { code, screen } = await onTerminal(shell, [[prompt, typed]]);
    expect(code).toBe(3);
    expect(screen).toContain(`(fault ${fault})`);
    expect(screen).toMatch(/(^|\n)echo/);
  };
  eachOfTable(endings, 'ends with %s in a fault, and the terminal as it was', ending, 2);

  it('has lines that fit the terminal, in colours unless somebody wants none', async () => {
    const shell = (columns: number, words: string): string[] => [
      '/bin/sh',
      '-c',
      `stty cols ${columns}; export TERM=xterm; ${words}; true`,
      process.execPath,
      cli,
      ...['exchange-key', 'inspect', domain],
    ];
    const coloured = await onTerminal(shell(80, '"$0" "$@"'), []);
    expect(coloured.screen).toContain('\u001B[1;31mFAILED\u001B[0m');
    const plain = await onTerminal(shell(60, 'NO_COLOR=1 "$0" "$@"'), []);
    expect(plain.screen).toContain('FAILED');
    expect(plain.screen).not.toContain('\u001B');
    const lines = plain.screen.replaceAll('\r', '').split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(60);
    const document = await onTerminal(shell(60, '"$0" "$@" --json'), []);
    expect(document.screen.trim().split('\n')).toHaveLength(1);
  });

  it('is typed twice when it is new, and refused when it differs', async () => {
    const differs = await onTerminal(create('bert'), [
      ['New passphrase for bert', `${passphrase}\r`],
      ['The same again', `${passphrase}?\r`],
    ]);
    expect(differs.code).toBe(3);
    expect(differs.screen).toContain('(fault PASSPHRASES_DIFFER)');
    expect(readdirSync(folder).filter((name) => name.startsWith('bert'))).toEqual([]);
    const same = await onTerminal(create('bert'), [
      ['New passphrase for bert', `${passphrase}\r`],
      ['The same again', `${passphrase}\r`],
    ]);
    expect(same.code).toBe(0);
    expect(same.screen).not.toContain('Boxk');
    expect(readdirSync(folder).filter((name) => name.startsWith('bert'))).toEqual(['bert.cer', 'bert.key']);
  });
});
