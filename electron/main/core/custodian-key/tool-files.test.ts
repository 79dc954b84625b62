// What custodians really have: key files of openssl, Java, Bouncy Castle, NSS and GnuTLS, kept as each has written them, and made again
// where the program is installed. Each opens, or is refused by the name of its scheme before anybody types a passphrase.
import { createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { selfSigned, testKey } from '#e2e/support/custodians.ts';
import { faultCode, faultOf } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { encodePem } from '../encoding/pem.ts';
import { openCustodianKey } from './custodian-key.ts';
import { parseCustodianKeyFile } from './key-file.ts';
import { legacyDecipher } from '#secrets/legacy-ciphers.ts';
import { probes, type Tool, type ToolFile, toolFiles } from './testdata/tool-files.ts';

const kept = JSON.parse(readFileSync(join(import.meta.dirname, 'testdata', 'tool-files.json'), 'utf8')) as {
  readonly spki: string;
  readonly files: readonly { readonly name: string; readonly file: string }[];
};

const open = (bytes: Uint8Array, passphrase?: string) =>
  openCustodianKey(
    parseCustodianKeyFile(bytes),
    passphrase === undefined ? undefined : Buffer.from(passphrase),
    legacyDecipher,
  );

/** Opened, and refused without a passphrase or under one of the others. */
function check(bytes: Buffer, { opens, passphrase }: ToolFile, spki: string, wrong: readonly string[]): void {
  if (typeof opens !== 'string') {
    expect(faultOf(() => parseCustodianKeyFile(bytes))).toEqual({ code: 'CUSTODIAN_KEY_SCHEME_UNKNOWN', ...opens });
    return;
  }
  expect(parseCustodianKeyFile(bytes).protection).toBe(opens);
  const key = open(bytes, passphrase);
  expect(createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64')).toBe(spki);
  expect(faultCode(() => open(bytes))).toBe('PASSPHRASE_MISSING');
  for (const each of wrong) expect(faultOf(() => open(bytes, each))).toEqual({ code: 'PASSPHRASE_WRONG' });
}

/** One answer, however it fails: another word, nothing, or what somebody cut off or added at an end. */
const wrongOf = ({ passphrase }: ToolFile): readonly string[] => [
  `${passphrase}x`,
  passphrase === '' ? ' ' : '',
  ` ${passphrase}`,
];

// openssl has a file of each scheme, which takes few rounds; the others take so many that each passphrase takes as long as a test.
const quick = toolFiles.filter(({ tool }) => tool === 'openssl');
const others = toolFiles.filter(({ tool }) => tool !== 'openssl');

describe('kept as programs have written them', () => {
  it('are all recipes, and nothing else', () => {
    expect(kept.files.map(({ name }) => name)).toEqual(toolFiles.map(({ name }) => name));
  });

  const read = (toolFile: ToolFile, wrong: readonly string[]): void => {
    const found = kept.files.find(({ name }) => name === toolFile.name);
    check(Buffer.from(found?.file ?? '', 'base64'), toolFile, kept.spki, wrong);
  };
  it.each(quick)('$name', (toolFile) => read(toolFile, wrongOf(toolFile)));
  it.each(others.filter(({ isSlow }) => isSlow !== true))('$name', (toolFile) => read(toolFile, []));
  it.each(others)('$name, under other passphrases', long, (toolFile) =>
    read(toolFile, toolFile.isSlow === true ? [] : wrongOf(toolFile)),
  );
});

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-tool-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const privateKey = testKey('custodian-0');
const key = join(folder, 'key.pem');
const certificate = join(folder, 'certificate.pem');
writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
writeFileSync(certificate, encodePem('CERTIFICATE', selfSigned(privateKey, { commonName: 'C1' })));
const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');

const tools = Object.entries(probes) as [Tool, (typeof probes)[Tool]][];
describe.each(tools)('made anew by %s', (tool, probe) => {
  const isThere = referenceProgram(...probe) !== undefined;
  const make = (toolFile: ToolFile): void => {
    const own = join(folder, String(toolFiles.indexOf(toolFile)));
    mkdirSync(own);
    const [pass, out] = [join(own, 'pass'), join(own, 'out')];
    writeFileSync(pass, `${toolFile.passphrase}\n${toolFile.passphrase}\n`);
    toolFile.make({ folder: own, key, certificate, pass, out });
    check(readFileSync(out), toolFile, spki, tool === 'openssl' ? [`${toolFile.passphrase}x`] : []);
  };
  // Those that take seconds are read as they are kept. The others are slow to start: `npm test` has one file of each made.
  const made = toolFiles.filter((each) => each.tool === tool && each.isSlow !== true);
  const count = tool === 'openssl' ? made.length : 1;
  it.skipIf(!isThere).each(made.slice(0, count))('$name', make);
  it.skipIf(!isThere).each(made.slice(count))('$name', long, make);
});
