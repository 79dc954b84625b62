// Hostile files in short: no reader crashes, or accepts what means something else; and what fails after a key was used gives one
// answer, byte for byte. `npm test` gives them a minute beside these tests, and `npm run fuzz` runs a million.
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { runLine } from '../../support/command-run.ts';
import { custodyInThread } from '../../support/custody-in-thread.ts';
import { testCustodians, testDomain, writeIdentity } from '../../support/custodians.ts';
import { carelessTargets } from './careless-targets.ts';
import { untried } from './custody-targets.ts';
import { folderOf, keptFolders, keptInputs } from './corpus.ts';
import { knownDamage } from './known-damage.ts';
import { assess, runInputs, targets } from './run-inputs.ts';
import { untargeted } from './untargeted.ts';

/** An exported function that reads, with bytes as its first parameter. */
const reader =
  /^export (?:function|const) ((?:parse|read|open)\w+)(?:<[^(]*>)?(?: = )?\(\s*\w+: (?:Uint8Array|Buffer)\b/gm;

describe('hostile files', () => {
  it.each(carelessTargets)('$name: caught', (target) => {
    expect(runInputs({ seed: 'control', from: 0, count: 500 }, [target]).findings).not.toEqual([]);
  });

  // A reader that refuses the honest file refuses everything, and its mutants prove nothing.
  it.each(targets)('$name: the honest file is read', (target) => {
    expect(assess(target, Buffer.from(target.seed))).toEqual({ problem: undefined });
  });

  it.each(targets)('$name', { timeout: 60_000 }, (target) => {
    const { findings, counts } = runInputs({ seed: 'slice', from: 0, count: 30 * target.weight }, [target]);
    expect(findings).toEqual([]);
    expect(counts.get(target.name)?.refused).toBeGreaterThan(0);
  });
});

it('tries every reader of bytes in core, or says why not', () => {
  const sourceOf = (file: string): string => readFileSync(join(root, file), 'utf8');
  const readers = globSync('electron/main/core/**/*.ts', {
    cwd: root,
    exclude: ['**/*.test.ts', '**/testdata/**'],
  }).flatMap((file) => [...sourceOf(file).matchAll(reader)].map(([, name]) => name ?? ''));
  expect(readers.length).toBeGreaterThan(35);
  const tried = globSync('e2e/proofs/inputs/*-targets.ts', { cwd: root }).map(sourceOf).join('');
  const isTried = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(tried);
  expect(readers.filter((name) => !isTried(name) && !(name in untargeted))).toEqual([]);
  expect(Object.keys(untargeted).filter((name) => isTried(name) || !readers.includes(name))).toEqual([]);
});

describe('inputs that are known', () => {
  it('belong each to a target, which has at least one', () => {
    const names = targets.map(({ name }) => name);
    if (untried.length > 0) names.push('key, PKCS#12', 'key, PKCS#12 in BER', 'key, PKCS#12 of old');
    expect(keptFolders().filter((folder) => !names.map(folderOf).includes(folder))).toEqual([]);
    expect(targets.filter(({ name }) => !known.some(({ target }) => target.name === name))).toEqual([]);
  });

  const known = targets.flatMap((target) =>
    [...knownDamage(target), ...keptInputs(target.name)].map(({ name, ...input }) => ({
      path: `${target.name}: ${name}`,
      target,
      ...input,
    })),
  );
  it.each(known)('$path', ({ target, bytes, code }) => {
    const answer = assess(target, bytes);
    expect(answer.problem).toBeUndefined();
    if (code !== undefined) expect(answer.code).toBe(code);
  });
});

describe('what fails after a key was used', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-oracle-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const custodians = testCustodians(3);
  const keys = custodians.map((custodian, i) => writeIdentity(folder, `custodian-${i}`, custodian));
  const honest = testDomain(custodians, 2).toString();

  /** The domain with one part of one JWE changed, its length kept. */
  function spoilt(member: 'enc_shares' | 'data', part: number, name: string): string {
    const domain = JSON.parse(honest) as {
      SharedKeys: { enc_shares: Record<string, string>[] };
      EncData: { data: Record<string, string>[] };
    };
    const [entry] = member === 'data' ? domain.EncData.data : domain.SharedKeys.enc_shares;
    const key = member === 'data' ? 'compact_jwe' : 'enc_key';
    const parts = (entry?.[key] ?? '').split('.');
    const bytes = Buffer.from(parts[part] ?? '', 'base64url');
    // Not the first byte: an encrypted key must stay below the modulus.
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    parts[part] = bytes.toString('base64url');
    if (entry) entry[key] = parts.join('.');
    const file = join(folder, name);
    writeFileSync(file, JSON.stringify(domain));
    return file;
  }

  const host = custodyInThread();
  const answerOf = async (args: readonly string[]): Promise<string> =>
    JSON.stringify(await runLine([...args, '--json'], host));

  it.each([
    ['a share', 'enc_shares', [1, 2, 3, 4], ['--keys', keys[0] ?? '']],
    ['a datum', 'data', [2, 3, 4], ['--keys', ...keys, '--reconstruct']],
  ] as const)('in %s: the same answer, whatever was changed', { timeout: 60_000 }, async (_, member, parts, args) => {
    const answers = new Set<string>();
    for (const part of parts) {
      const file = spoilt(member, part, `${member}-${part}.json`);
      answers.add(await answerOf(['security-domain', 'check', file, ...args]));
    }
    expect([...answers]).toEqual([expect.stringMatching(/KEY_OPENS_NO_SHARE|DATUM_NOT_AUTHENTIC/)]);
  });
});
