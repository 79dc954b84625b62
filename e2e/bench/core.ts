// The core without processes: the whole work of a quorum against the floor of its RSA private operations, and how it grows.
import { constants, createPrivateKey, type KeyObject, privateDecrypt, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCustodianKey } from '#core/custodian-key/custodian-key.ts';
import { parseCustodianKeyFile } from '#core/custodian-key/key-file.ts';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { openWrappedJwe } from '#core/security-domain/jwe.ts';
import { buildRestoreBlob } from '#core/security-domain/restore-blob.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { combineShares, parseShare, splitSecret } from '#core/security-domain/shamir.ts';
import { testCustodians, testDomain, testIdentity, verifiedExchangeKey } from '../support/custodians.ts';
import { type DomainFiles, makeDomainFiles } from './domain-files.ts';
import { median, rounded, times } from './statistics.ts';

const runs = 25;

export async function measureCore(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-bench-'));
  try {
    const growth = await measureQuorums(folder);
    const large = await makeDomainFiles(join(folder, 'large'), { custodians: 10, required: 10, bits: 4096 });
    return {
      quorumRsa2048: growth,
      quorum10Rsa4096: await measureQuorum(large),
      datumSizes: await measureDatumSizes(),
      combineShares: await measureCombining(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Quorums of three to ten custodians. @param folder where their files are made */
export async function measureQuorums(folder: string): Promise<({ readonly custodians: number } & QuorumTimes)[]> {
  const growth: ({ readonly custodians: number } & QuorumTimes)[] = [];
  for (const custodians of [3, 4, 5, 6, 7, 8, 9, 10]) {
    const shape = { custodians, required: custodians, bits: 2048 } as const;
    const files = await makeDomainFiles(join(folder, String(custodians)), shape);
    growth.push({ custodians, ...(await measureQuorum(files)) });
  }
  return growth;
}

/** One datum of growing size, opened under the old master key and sealed under the new one. */
export async function measureDatumSizes(): Promise<{ readonly kib: number; readonly buildMs: number }[]> {
  const custodians = testCustodians(3);
  const exchangeKey = verifiedExchangeKey(testIdentity('exchange'));
  const growth: { readonly kib: number; readonly buildMs: number }[] = [];
  for (const kib of [64, 128, 256, 512, 1024]) {
    const plaintext = randomBytes(kib << 10);
    const { shares, data, required } = parseSecurityDomain(
      testDomain(custodians, 2, [{ datumTag: 'hsm_backup', plaintext }]),
    );
    const given = shares.slice(0, required).map(({ jwe, thumbprintS256 }, i) => ({
      ...parseShare(openWrappedJwe(jwe, custodians[i]!.privateKey)),
      custodian: thumbprintS256,
    }));
    const masterKey = combineShares(given, required);
    const buildMs = rounded(median(await times(runs, () => buildRestoreBlob(data, masterKey, exchangeKey))));
    growth.push({ kib, buildMs });
  }
  return growth;
}

interface QuorumTimes {
  readonly floorMs: number;
  readonly wholeMs: number;
  readonly timesFloor: number;
}

/** From the bytes of the files to the bytes of the blob, against the private operations alone. */
async function measureQuorum(files: DomainFiles): Promise<QuorumTimes> {
  const keyFiles = files.keyFiles.map((file) => readFileSync(file));
  const exchangeKeyFile = readFileSync(files.exchangeKeyFile);
  const { shares } = parseSecurityDomain(files.securityDomain);
  const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
  const loadKeys = (): KeyObject[] => files.keyFiles.map((file) => createPrivateKey(readFileSync(file)));
  // A key's first use costs twice its later ones, and a custodian's key is used once: so the floor uses fresh keys too.
  const fresh = Array.from({ length: runs + 1 }, loadKeys);
  const floor = median(
    await times(runs, () => {
      const keys = fresh.pop()!;
      shares.forEach(({ jwe }, i) => privateDecrypt({ key: keys[i]!, ...oaep }, jwe.encryptedKey));
    }),
  );
  const whole = median(
    await times(runs, () => {
      const domain = parseSecurityDomain(files.securityDomain);
      const given = [];
      for (const [i, { jwe, thumbprintS256 }] of domain.shares.entries()) {
        const key = openCustodianKey(parseCustodianKeyFile(keyFiles[i]!), undefined);
        given.push({ ...parseShare(openWrappedJwe(jwe, key)), custodian: thumbprintS256 });
      }
      const masterKey = combineShares(given, domain.required);
      const exchangeKey = verifyExchangeKey({
        fileBytes: exchangeKeyFile,
        mode: 'production',
        use: 'one-shot',
        claim: { kind: 'unattested', certificateSha256Hex: files.exchangeCertificateSha256, reason: 'measurement' },
        custodianThumbprintsS256: domain.shares.map(({ thumbprintS256 }) => thumbprintS256),
      });
      buildRestoreBlob(domain.data, masterKey, exchangeKey);
    }),
  );
  return { floorMs: rounded(floor), wholeMs: rounded(whole), timesFloor: rounded(whole / floor) };
}

async function measureCombining(): Promise<object[]> {
  const rows: object[] = [];
  for (let count = 3; count <= 10; count += 1) {
    const shares = splitSecret(Buffer.alloc(32, 7), count, count).map((share, i) => ({
      ...share,
      custodian: String(i),
    }));
    rows.push({
      custodians: count,
      microseconds: rounded(median(await times(50, () => combineShares(shares, count))) * 1000, 0),
    });
  }
  return rows;
}
