// Security domains that real HSMs wrote from 2020 to 2025, opened by every pair of their custodians, beside the real `az`; and the genuine
// exchange keys of the HSMs that they were restored into. Skipped, loudly, where the fixtures do not be beside the project.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AzJob, azRestoreBlobs, hasAz, runAz } from '#e2e/support/az.ts';
import { builtProgram } from '#e2e/support/built.ts';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { testIdentity } from '#e2e/support/custodians.ts';
import { faultCode, faultOfPromise } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import {
  digestsOf,
  pairs,
  realCustodians,
  type RealDomain,
  realDomains,
  writeRealCustodians,
} from '#e2e/support/real-domains.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import type { ExchangeKeyInput } from '#core/exchange-key/claim.ts';
import { readExchangeCertificate } from '#core/exchange-key/exchange-key-file.ts';
import { assessExchangeKey, verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { openWrappedJwe } from '#core/security-domain/jwe.ts';
import { openRestoreBlob, parseRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { domainWarnings, parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { parseShare } from '#core/security-domain/shamir.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';

const isHere = realDomains.length > 0;
const withAz = isHere && hasAz();
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-real-'));
afterAll(() => rmSync(folder, { recursive: true }));
const keys = writeRealCustodians(folder);
/** An exchange key of our own, because nobody but its HSM opens what is made for a genuine one. */
const hsm = testIdentity('exchange');
const exchangeFile = join(folder, 'exchange.pem');
writeFileSync(exchangeFile, encodePem('CERTIFICATE', hsm.certificateDer));
const exchangeSha256 = sha256(hsm.certificateDer).toString('hex');

/** No HSM attests a key of our own: two people answer for it, as in a ceremony. */
const twoPeople: ExchangeKeyInput = {
  fileBytes: hsm.certificateDer,
  mode: 'production',
  use: 'ceremony',
  claim: {
    kind: 'unattested',
    certificateSha256Hex: exchangeSha256,
    reason: 'a test without an HSM',
    approvers: ['Person A', 'Person B'],
  },
  custodianThumbprintsS256: [],
};

const opened = (blob: Uint8Array) =>
  digestsOf(openRestoreBlob(parseRestoreBlob(blob), hsm.privateKey, hsm.thumbprintS256));
const each = realDomains.map((domain) => [domain.day, domain] as const);
const { cli } = builtProgram();
const host = custodyInThread();

interface Run {
  readonly code: number | string | null | undefined;
  readonly result: Record<string, unknown> | undefined;
}
const lifeboat = (...args: readonly string[]): Promise<Run> =>
  new Promise((done) => {
    const child = execFile(process.execPath, [cli, ...args, '--json'], (error, out) => {
      const { result } = JSON.parse(out) as { result?: Record<string, unknown> };
      done({ code: error ? error.code : 0, result });
    });
    child.stdin?.end();
  });

/** The custodians give their shares; the session ends whatever happens. */
async function withQuorum<T>(
  domain: RealDomain,
  who: readonly number[],
  use: (session: RecoverySession) => Promise<T>,
) {
  const session = new RecoverySession(host, domain.securityDomain, { custodians: who.length });
  try {
    for (const at of who) await session.addCustodian({ keyFile: keys[at]!, passphrase: { from: 'nowhere' } });
    return await use(session);
  } finally {
    await session.end();
  }
}

describe.skipIf(!isHere)('security domains of real HSMs', () => {
  it('are those that were promised: one of each generation of the service', () => {
    expect(realDomains.map(({ day }) => day).sort()).toEqual(['2020-09-14', '2023-03-28', '2023-11-06', '2025-04-22']);
    expect(realCustodians).toHaveLength(3);
  });

  it.each(each)('are read as they are: %s', (_, domain) => {
    expect(sha256(domain.securityDomain).toString('hex')).toBe(domain.securityDomainSha256);
    const read = parseSecurityDomain(domain.securityDomain);
    expect(read).toMatchObject({ version: 2, required: 2 });
    expect(read.shares.map(({ thumbprintS256 }) => thumbprintS256)).toEqual(
      realCustodians.map(({ certificateDer }) => sha256(certificateDer).toString('base64url')),
    );
    expect(read.data.map(({ datumTag }) => datumTag)).toEqual(Object.keys(domain.plaintext));
    expect(domainWarnings(read)).toEqual([]);
    // The vendor's documentation has base64url of the text in one place.
    expect(parseSecurityDomain(Buffer.from(domain.securityDomain.toString('base64url')))).toEqual(read);
  });

  it.each(each)('hold shares whose values go up to 256: %s', (_, domain) => {
    const { shares } = parseSecurityDomain(domain.securityDomain);
    const found = shares.flatMap(({ jwe }, at) => {
      const { index, values } = parseShare(openWrappedJwe(jwe, realCustodians[at]!.key));
      return [...values].flatMap((value, place) => (value === 256 ? [[index, place]] : []));
    });
    expect(found).toEqual(domain.shareValuesOf256);
  });

  it('are inspected and checked from the command line, the service’s newest one with all three keys', async () => {
    const [newest] = realDomains;
    const file = newest!.securityDomainFile;
    const certificates = keys.map((key) => key.replace(/key$/, 'cer'));
    const inspected = await lifeboat('security-domain', 'inspect', file, '--certificates', ...certificates);
    expect(inspected).toMatchObject({ code: 0, result: { version: 2, required: 2, certificatesOfNobody: [] } });
    const checked = await lifeboat('security-domain', 'check', file, '--keys', ...keys, '--reconstruct');
    expect(checked).toMatchObject({ code: 0, result: { reconstructed: true, warnings: [] } });
    expect(checked.result?.['authentic']).toEqual(Object.keys(newest!.plaintext));
  });

  it('are opened by keys in DER as by keys in PEM', async () => {
    const files = realCustodians.map(({ keyDer }, at) => {
      const file = join(folder, `custodian-${at}.der`);
      writeFileSync(file, keyDer);
      return file;
    });
    const checked = await lifeboat('security-domain', 'check', realDomains[1]!.securityDomainFile, '--keys', ...files);
    expect(checked).toMatchObject({ code: 0, result: { reconstructed: false } });
    expect(checked.result?.['keys']).toHaveLength(3);
  });

  it('do not go to the key of a practice HSM', async () => {
    const { issueExchangeKey } = await import('#simulator/exchange-key-issuer.ts');
    const practiceHost = 'drill-b.managedhsm.practice.invalid';
    const input: ExchangeKeyInput = {
      fileBytes: issueExchangeKey(practiceHost, new Date()).certificateDer,
      mode: 'practice',
      use: 'one-shot',
      claim: { kind: 'attested', hsmUri: `https://${practiceHost}` },
      custodianThumbprintsS256: [],
    };
    expect(await withQuorum(realDomains[0]!, [0, 1], (session) => faultOfPromise(session.buildBlob(input)))).toEqual({
      code: 'SECURITY_DOMAIN_NOT_PRACTICE',
    });
  });
});

describe.skipIf(!isHere)('restore blobs of real security domains', () => {
  const cases = realDomains.flatMap((domain) =>
    pairs.map((pair) => ({ domain, pair, out: join(folder, `${domain.day}-${pair.join('')}.az.json`) })),
  );
  const named = cases.map((made) => [`${made.domain.day}, custodians ${made.pair.join(' and ')}`, made] as const);

  it.each(named)(
    'every pair of custodians opens the whole, and the blob is for a key that two people answer for: %s',
    async (_, made) => {
      const { domain, pair } = made;
      const { checked, built } = await withQuorum(domain, pair, async (session) => ({
        checked: await session.checkQuorum(),
        built: await session.buildBlob(twoPeople),
      }));
      expect(checked.datumTags).toEqual(Object.keys(domain.plaintext));
      expect(opened(built.blob)).toEqual(domain.plaintext);
    },
  );

  describe.skipIf(!withAz)('beside az', () => {
    let results: readonly string[] = [];
    beforeAll(() => {
      const config = join(folder, 'azure');
      mkdirSync(config);
      const jobs = cases.map(({ domain, pair, out }): AzJob => {
        const wrappingKeys = pair.map((at) => keys[at]!);
        return { sdFile: domain.securityDomainFile, exchangeKey: exchangeFile, wrappingKeys, out };
      });
      results = azRestoreBlobs(jobs, config);
    });

    it.each(named)('az makes a blob of the same, and we read it: %s', long, (_, made) => {
      expect(results[cases.indexOf(made)]).toBe('written');
      expect(opened(readFileSync(made.out))).toEqual(made.domain.plaintext);
    });

    it('the command az itself and our command, on the same files and with the same flags', async () => {
      const { domain, pair } = cases.at(-1)!;
      const flags = (out: string): string[] => [
        ...['--sd-file', domain.securityDomainFile, '--sd-exchange-key', exchangeFile],
        ...['--sd-wrapping-keys', ...pair.map((at) => keys[at]!), '--sd-file-restore-blob', out],
      ];
      const [az, ours] = [join(folder, 'az.json'), join(folder, 'ours.json')];
      runAz('keyvault', 'security-domain', 'restore-blob', ...flags(az));
      const claim = ['--unattested', '--exchange-key-sha256', exchangeSha256, '--reason', 'a test without an HSM'];
      claim.push('--network-accepted');
      expect(await lifeboat('restore-blob', ...flags(ours), ...claim)).toMatchObject({ code: 0 });
      expect(opened(readFileSync(az))).toEqual(domain.plaintext);
      expect(opened(readFileSync(ours))).toEqual(domain.plaintext);
    });
  });

  it.each(each)('what az uploaded to a real HSM is read, and is for that HSM’s exchange key: %s', (_, domain) => {
    const blob = parseRestoreBlob(domain.restoreBlob);
    expect(blob.exchangeThumbprintS256).toBe(readExchangeCertificate(domain.exchangeAnswer).thumbprintS256);
    expect(blob.data.map(({ datumTag }) => datumTag)).toEqual(Object.keys(domain.plaintext));
  });

  it('what az uploaded is inspected from the command line', async () => {
    const [newest] = realDomains;
    const inspected = await lifeboat('restore-blob', 'inspect', newest!.restoreBlobFile);
    const { sha256Hex, modulusBits } = readExchangeCertificate(newest!.exchangePem);
    expect(inspected).toMatchObject({
      code: 0,
      result: { exchangeCertificateSha256: sha256Hex, exchangeKeyBits: modulusBits },
    });
  });
});

describe.skipIf(!isHere)('exchange keys of real HSMs', () => {
  const claimed = (domain: RealDomain, hsmHost: string, fileBytes: Uint8Array = domain.exchangeAnswer) => ({
    fileBytes,
    mode: 'production' as const,
    use: 'one-shot' as const,
    claim: { kind: 'attested' as const, hsmUri: `https://${hsmHost}` },
    custodianThumbprintsS256: parseSecurityDomain(domain.securityDomain).shares.map(
      ({ thumbprintS256 }) => thumbprintS256,
    ),
    custodianModuliHex: [],
  });
  const attested = each.filter(([day]) => day !== '2020-09-14');

  it.each(attested)('attest themselves under the host that they name, and under no other: %s', (_, domain) => {
    const [name] = readExchangeCertificate(domain.exchangePem).commonNames;
    for (const file of [domain.exchangeAnswer, domain.exchangePem]) {
      const key = verifyExchangeKey(claimed(domain, name!, file));
      expect(key.hsmHost).toBe(name);
      expect(key.evidence.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    }
    // The name that the recorder put in the place of the real one.
    expect(faultCode(() => verifyExchangeKey(claimed(domain, 'sanitized.managedhsm.azure.net')))).toBe(
      'EXCHANGE_NAME_OTHER',
    );
    const practice = { ...claimed(domain, name!), mode: 'practice' as const };
    expect(faultCode(() => verifyExchangeKey(practice))).toBe('PCK_ROOT_PRODUCTION');
  });

  it('of today’s kind is checked from the command line by its address alone', async () => {
    const [newest] = realDomains;
    const file = join(folder, 'answer.json');
    writeFileSync(file, newest!.exchangeAnswer);
    const [name] = readExchangeCertificate(newest!.exchangePem).commonNames;
    const assessed = await lifeboat('exchange-key', 'inspect', file, '--hsm-uri', `https://${name!}`);
    expect(assessed).toMatchObject({ code: 0, result: { accepted: true, claim: 'attested' } });
  });

  it('of 2020 has no attestation and an empty list of extensions: it is read, and two people must answer for it', () => {
    const domain = realDomains.find(({ day }) => day === '2020-09-14')!;
    const certificate = readExchangeCertificate(domain.exchangeAnswer);
    expect(certificate.x509.extensions).toEqual([]);
    expect(certificate.commonNames).toEqual(['transfer-key']);
    const attestedClaim = claimed(domain, 'transfer-key.managedhsm.azure.net');
    expect(faultCode(() => verifyExchangeKey(attestedClaim))).toBe('ATTESTATION_ABSENT');
    const branch = (approvers: readonly string[]): ExchangeKeyInput => ({
      ...attestedClaim,
      use: 'ceremony',
      claim: {
        kind: 'unattested',
        certificateSha256Hex: certificate.sha256Hex,
        reason: 'An HSM of 2020',
        approvers,
      },
    });
    expect(faultCode(() => verifyExchangeKey(branch([])))).toBe('EXCEPTION_APPROVERS_MISSING');
    expect(verifyExchangeKey(branch(['Person A', 'Person B'])).certificateSha256Hex).toBe(certificate.sha256Hex);
    const { checks } = assessExchangeKey(branch(['Person A', 'Person B']));
    expect(checks.filter(({ evidence, outcome }) => evidence === 'E1' && outcome === 'failed')).toEqual([]);
  });
});
