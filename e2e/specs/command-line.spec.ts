// The built programs as a command line: the same answers and exit codes as the command line of its own, and never a window to see.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../worker-fixtures.ts';
import { root } from '#build/root.ts';
import { realisticData, testCustodians, testDomain, testIdentity, writeIdentity } from '../support/custodians.ts';
import { onTerminal } from '../support/terminal.ts';
import { encryptPkcs8 } from '#core/custodian-key/encrypt.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { encodePlan } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { electronEnvironment } from '../hosts/electron-binary.ts';
import { host } from '../hosts/this-host.ts';

// The tests share the folder, so one worker runs them all; else it would be cleared between two of them.
test.describe.configure({ mode: 'default' });
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-cli-spec-'));
test.afterAll(() => {
  rmSync(folder, { recursive: true });
});
const at = (name: string): string => join(folder, name);

interface Ran {
  readonly code: number;
  readonly json: Record<string, Record<string, unknown>>;
}
const execute = (program: string, args: readonly string[], env = electronEnvironment()): Promise<Ran> =>
  new Promise((ended) => {
    const child = execFile(program, args, { cwd: folder, env }, (error, out) =>
      ended({ code: error === null ? 0 : Number(error.code), json: JSON.parse(out) as Ran['json'] }),
    );
    child.stdin?.end();
  });

const run = (app: 'offline' | 'online', ...words: readonly string[]): Promise<Ran> => {
  const { program, args, env } = host.command(app, ...words, '--json');
  return execute(program, args, env);
};
const plainly = (...args: readonly string[]): Promise<Ran> =>
  execute(process.execPath, [join(root, 'out', 'cli', 'lifeboat.cjs'), ...args, '--json']);

const custodians = testCustodians(3);
const hsm = testIdentity('exchange');
const data = realisticData();
const keys = custodians.map((custodian, i) => writeIdentity(folder, `custodian-${i}`, custodian));
writeFileSync(at('domain.json'), testDomain(custodians, 2, data));
writeFileSync(at('exchange.pem'), encodePem('CERTIFICATE', hsm.certificateDer));
const restore = (out: string, usedKeys = keys.slice(0, 2)): string[] => [
  ...['restore-blob', '--network-accepted', '--sd-file', at('domain.json'), '--sd-exchange-key', at('exchange.pem')],
  ...['--sd-wrapping-keys', ...usedKeys, '--sd-file-restore-blob', at(out)],
  ...['--unattested', '--exchange-key-sha256', sha256(hsm.certificateDer).toString('hex'), '--reason', 'a test'],
];

test('the offline program builds the blob that the command line builds', async () => {
  const here = await run('offline', ...restore('app.json'));
  const there = await plainly(...restore('cli.json'));
  expect([here.code, there.code]).toEqual([0, 0]);
  const blob = parseRestoreBlob(readFileSync(at('app.json')));
  expect(openRestoreBlob(blob, hsm.privateKey, hsm.thumbprintS256)).toEqual(data);
  // Each blob has keys and names of its own; all else is said alike.
  const alike = ({ json }: Ran): object => ({ ...json['result'], file: '', sha256: '', bytes: 0 });
  expect(alike(here)).toEqual(alike(there));
});

test('a refusal has the same code, document and exit code', { tag: '@long' }, async () => {
  const [here, there] = [
    await run('offline', ...restore('no.json', [keys[0]!])),
    await plainly(...restore('no.json', [keys[0]!])),
  ];
  expect(here).toEqual(there);
  expect(here).toMatchObject({ code: 3, json: { fault: { code: 'QUORUM_SHORT' } } });
});

test('a passphrase is asked for on the terminal, unseen', { tag: '@long' }, async () => {
  const passphrase = 'Zwölf Boxkämpfer 12';
  const der = custodians[0]!.privateKey.export({ type: 'pkcs8', format: 'der' });
  writeFileSync(at('protected.key'), encryptPkcs8(der, Buffer.from(passphrase)));
  const { program, args } = host.command(
    'offline',
    'security-domain',
    'check',
    at('domain.json'),
    '--keys',
    at('protected.key'),
  );
  const command = [program, ...args];
  const { code, screen, processes } = await onTerminal(command, [['nothing is shown', `${passphrase}\r`]]);
  expect(code).toBe(0);
  expect(screen + processes).not.toContain('Boxk');
});

test('documents are printed by the program itself', { tag: '@long' }, async () => {
  writeFileSync(at('plan.json'), encodePlan(recoveryPlan));
  const printed = await run('offline', 'print', 'fingerprint-card', '--plan', at('plan.json'), '--out', at('card.pdf'));
  expect(printed).toMatchObject({ code: 0, json: { result: { document: 'fingerprint-card' } } });
  const pdf = readFileSync(at('card.pdf'));
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(printed.json['result']?.['sha256']).toBe(sha256(pdf).toString('hex'));
});

test('each program says where a command is that it does not have', async () => {
  const elsewhere = (app: string, name: string): object => ({
    code: 2,
    json: { fault: { code: 'USAGE', problem: 'command-of-other-program', option: name, allowed: app } },
  });
  expect(await run('offline', 'practice-hsm')).toEqual(elsewhere('Lifeboat Online', 'practice-hsm'));
  expect(await run('online', 'restore-blob')).toEqual(elsewhere('Lifeboat Offline', 'restore-blob'));
});
