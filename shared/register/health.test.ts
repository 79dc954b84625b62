// Quorum health: nothing is said of a sound register, and each trouble is said by its own finding, on both sides of each limit.
import { describe, expect, it } from 'vitest';
import { findingText } from '../messages/custody-texts.ts';
import { germanRegister } from '../messages/de/custody.ts';
import { englishRegister } from '../messages/en/custody.ts';
import { type FindingKind, quorumHealth, weightOf } from './health.ts';
import { withCopies } from './copies.ts';
import type { CustodyRegister, RegisterCopy } from './register.ts';
import { registerRuleProblems } from './rules.ts';
import { copyOf, custodianOf, registerOf, troubledRegister } from './testdata/registers.ts';

const today = '2026-10-14';
const kinds = (register: CustodyRegister, on = today): FindingKind[] =>
  quorumHealth(register, on).findings.map(({ kind }) => kind);
const only = (register: CustodyRegister, on = today) => {
  expect(registerRuleProblems(register)).toEqual([]);
  return quorumHealth(register, on).findings;
};
/** A register of five with the first custodian changed. */
const withFirst = (
  changes: Parameters<typeof custodianOf>[1],
  register: Partial<CustodyRegister> = {},
): CustodyRegister =>
  registerOf(5, 3, { custodians: [custodianOf(1, changes), ...registerOf(5, 3).custodians.slice(1)], ...register });

describe('a sound register', () => {
  it('has no finding, and its figures are those of the formula', () => {
    const health = quorumHealth(registerOf(5, 3), today);
    expect(health.findings).toEqual([]);
    expect(health.probability).toBeCloseTo(0.99144, 5);
    expect(health.provenProbability).toBe(health.probability);
    expect(health.afterLossOfSite?.probability).toBe(health.probability);
    expect(health.custodians[0]).toMatchObject({
      id: 'C1',
      lastProof: '2026-09-01',
      dueOn: '2026-12-01',
      counts: true,
    });
  });
});

describe('facts that nobody has filled in', () => {
  const sound = registerOf(5, 3);
  const siteWith = (changes: Partial<CustodyRegister['sites'][number]>): CustodyRegister => ({
    ...sound,
    sites: sound.sites.map((each, at) => (at === 0 ? { ...each, ...changes } : each)),
  });

  it('are named with what cannot be checked: keyholders who were not asked are not nobody', () => {
    expect(only(siteWith({ keyholders: [] }))).toEqual([]);
    expect(only(siteWith({ keyholders: null }))).toEqual([{ kind: 'keyholders-unknown', sites: ['Office 1'] }]);
    expect(only(siteWith({ region: null }))).toEqual([{ kind: 'region-unknown', sites: ['Office 1'] }]);
    expect(only({ ...sound, securityDomainSha256: null })).toEqual([{ kind: 'domain-unknown' }]);
  });

  it('are not asked of a site where nothing lies', () => {
    const empty = { id: 'empty', name: 'Empty', region: null, keyholders: null };
    expect(only({ ...sound, sites: [...sound.sites, empty] })).toEqual([]);
  });

  it('make of copies without a place no site that holds a quorum or is lost', () => {
    const nowhere = { id: 'nowhere', name: 'FILL IN', region: null, keyholders: null };
    const register = {
      ...sound,
      sites: [...sound.sites, nowhere],
      custodians: sound.custodians.map((each) => ({
        ...withCopies(each, (copy) => ({ ...copy, site: 'nowhere' })),
        envelopeSite: each.id === 'C1' ? 'nowhere' : null,
      })),
    };
    const things = sound.custodians.flatMap(({ id }) => [
      ...[1, 2].map((copy) => ({ custodian: id, copy })),
      ...(id === 'C1' ? [{ custodian: 'C1', copy: null }] : []),
    ]);
    expect(only(register)).toEqual([{ kind: 'site-unknown', things }]);
    expect(quorumHealth(register, today).afterLossOfSite).toBeNull();
    const [finding] = only(register);
    expect(finding && findingText(englishRegister, finding).what).toContain('copy 2 of C1, the envelope of C1');
    expect(finding && findingText(germanRegister, finding).what).toContain('Kopie 2 von C1, der Umschlag von C1');
  });
});

describe('a key on a token', () => {
  const unknown = { model: null, manufacturer: null, firmware: null, label: null, keyId: null };
  const onToken = (k: number, changes: Partial<RegisterCopy> = {}) =>
    custodianOf(k, { copies: [copyOf(k, 1, { token: { ...unknown, model: 'YubiKey YK5' }, ...changes })] });
  /** A register of so many custodians, the first of whom have tokens. */
  const withTokens = (tokens: number, custodians: number, required: number) =>
    registerOf(custodians, required, {
      custodians: registerOf(custodians, required).custodians.map((each, at) => (at < tokens ? onToken(at + 1) : each)),
    });

  it('counts with its one proof, and has no second copy to be missed', () => {
    expect(only(withTokens(5, 5, 3))).toEqual([]);
    const health = quorumHealth(withTokens(1, 5, 3), today);
    expect(health.custodians[0]).toMatchObject({ counts: true, dueOn: '2026-12-01' });
    expect(health.custodians[0]?.copies).toMatchObject([
      { token: { model: 'YubiKey YK5', isAttested: false }, state: 'valid' },
    ]);
    expect(health.provenProbability).toBe(health.probability);
  });

  it('is acted on where fewer than two custodians could be lost', () => {
    const found = (tokens: number, custodians: number, required: number) =>
      only(withTokens(tokens, custodians, required)).filter(({ kind }) => kind === 'keys-without-copy');
    expect(found(1, 5, 3)).toEqual([]);
    expect(found(0, 4, 3)).toEqual([]);
    const finding = { kind: 'keys-without-copy', withoutCopy: ['C1', 'C2'], spare: 1 } as const;
    expect(found(2, 4, 3)).toEqual([finding]);
    expect(weightOf(finding)).toBe('act');
    expect(found(1, 3, 3)).toEqual([{ ...finding, withoutCopy: ['C1'], spare: 0 }]);
    // A site that is lost takes the custodian with it.
    expect(quorumHealth(withTokens(1, 3, 3), today).findings).toContainEqual(
      expect.objectContaining({ kind: 'site-loss', site: 'Office 1', left: 2 }),
    );
  });

  it('is called a token in every finding', () => {
    const tokenWith = (changes: Partial<RegisterCopy>) =>
      registerOf(5, 3, { custodians: [onToken(1, changes), ...registerOf(5, 3).custodians.slice(1)] });
    const proof = (on: string) => ({ on, how: 'share-check', ceremony: 'MHSM-D1-1' }) as const;
    for (const [kind, changes] of [
      ['copy-unsealed', { bag: null }],
      ['never-proven', { proof: null }],
      ['proof-overdue', { proof: proof('2026-01-01') }],
      ['proof-soon', { proof: proof('2026-07-16') }],
      ['proof-ahead', { proof: proof('2027-01-01') }],
    ] as const) {
      const [finding] = only(tokenWith(changes));
      expect(finding).toMatchObject({ kind, custodian: 'C1', onToken: true });
      expect(finding && findingText(englishRegister, finding).what).toMatch(/the token of C1/iu);
      expect(finding && findingText(germanRegister, finding).what).toMatch(/das Token von C1/iu);
    }
  });
});

describe('sites and people', () => {
  it('says where a site holds a quorum, and not one key before', () => {
    const at = (count: number): CustodyRegister =>
      registerOf(5, 3, {
        custodians: registerOf(5, 3).custodians.map((each, k) =>
          k < count ? withCopies(each, (copy, at) => (at === 0 ? { ...copy, site: 'vault-5' } : copy)) : each,
        ),
      });
    // vault-5 holds the second copy of the fifth as well.
    expect(only(at(1))).toEqual([]);
    expect(only(at(2))).toEqual([{ kind: 'site-reaches-quorum', site: 'Vault 5', keys: 3, required: 3 }]);
  });

  it('counts the own key of a keyholder with those of the sites that are open to them', () => {
    const opened = (...sites: string[]): CustodyRegister => {
      const register = registerOf(5, 3);
      return {
        ...register,
        sites: register.sites.map((each) =>
          sites.includes(each.id) ? { ...each, keyholders: ['custodian-1'] } : each,
        ),
      };
    };
    expect(only(opened('vault-1', 'vault-2'))).toEqual([]);
    expect(only(opened('vault-2', 'vault-3'))).toEqual([
      { kind: 'person-reaches-quorum', person: 'Anna Berg', keys: 3, required: 3 },
    ]);
  });

  it('says what is left after the loss of a site, and of a region of several', () => {
    const together = registerOf(5, 3, {
      custodians: registerOf(5, 3).custodians.map((each, k) =>
        k < 3 ? withCopies(each, (copy, at) => ({ ...copy, site: at === 0 ? 'site-1' : 'vault-1' })) : each,
      ),
    });
    const regional = {
      ...together,
      sites: together.sites.map((each) => (each.id.endsWith('-1') ? { ...each, region: 'westeurope' } : each)),
    };
    expect(kinds(together)).not.toContain('site-loss');
    expect(quorumHealth(regional, today).findings).toContainEqual({
      kind: 'region-loss',
      region: 'westeurope',
      left: 2,
      required: 3,
    });
    const oneSite = {
      ...together,
      custodians: together.custodians.map((each, k) =>
        k < 3 ? withCopies(each, (copy) => ({ ...copy, site: 'site-1' })) : each,
      ),
    };
    const health = quorumHealth(oneSite, today);
    expect(health.findings).toContainEqual({ kind: 'site-loss', site: 'Office 1', left: 2, required: 3 });
    expect(health.afterLossOfSite).toEqual({ site: 'Office 1', probability: 0 });
  });

  it('counts nobody whose envelope is gone, however many sticks are left', () => {
    // REQ-30: an envelope is there because the passphrase is in no memory.
    const sound = registerOf(5, 3);
    const sites = [...sound.sites, { id: 'vault', name: 'Main vault', region: 'westeurope', keyholders: [] }];
    const sealed = (count: number): CustodyRegister => ({
      ...sound,
      sites,
      custodians: sound.custodians.map((each, k) => (k < count ? { ...each, envelopeSite: 'vault' } : each)),
    });
    expect(only(sealed(2))).toEqual([]);
    expect(only(sealed(3))).toEqual([{ kind: 'site-loss', site: 'Main vault', left: 2, required: 3 }]);
    const health = quorumHealth(sealed(5), today);
    expect(health.findings).toEqual([{ kind: 'site-loss', site: 'Main vault', left: 0, required: 3 }]);
    expect(health.afterLossOfSite).toEqual({ site: 'Main vault', probability: 0 });
    expect(health.probability).toBeCloseTo(0.99144, 5);
    // Another site of the same region changes nothing, and the region is named as well.
    const regional = {
      ...sealed(5),
      sites: sites.map((each) => ({ ...each, region: each.id === 'site-1' ? 'westeurope' : each.region })),
    };
    expect(kinds(regional)).toEqual(['site-loss', 'region-loss']);
  });

  it('says when a custodian administers the HSM, and when envelope or copies lie together', () => {
    const register = registerOf(5, 3);
    const administrator = {
      ...register,
      people: register.people.map((each) => ({ ...each, hsmAdministrator: each.id === 'custodian-2' })),
    };
    expect(only(administrator)).toEqual([
      { kind: 'custodian-administrator', custodian: 'C2', person: 'Bruno Castelli' },
    ]);
    expect(only(withFirst({ envelopeSite: 'vault-2' }))).toEqual([]);
    expect(only(withFirst({ envelopeSite: 'vault-1' }))).toEqual([
      { kind: 'envelope-beside-copy', custodian: 'C1', site: 'Vault 1' },
    ]);
    expect(only(withFirst({ copies: [copyOf(1, 1), copyOf(1, 2, { site: 'site-1' })] }))).toEqual([
      { kind: 'copies-together', custodian: 'C1', site: 'Office 1' },
    ]);
    expect(only(withFirst({ copies: [copyOf(1, 1, { bag: null }), copyOf(1, 2)] }))).toEqual([
      { kind: 'copy-unsealed', custodian: 'C1', copy: 1 },
    ]);
  });
});

describe('proofs', () => {
  const provenOn = (on: string | null): CustodyRegister =>
    withFirst({
      copies: [
        copyOf(1, 1, { proof: on === null ? null : { on, how: 'activation', ceremony: 'MHSM-ACT-1' } }),
        copyOf(1, 2),
      ],
    });

  it.each([
    [today, 'valid', undefined],
    ['2026-07-30', 'valid', undefined],
    ['2026-07-29', 'soon', { kind: 'proof-soon', custodian: 'C1', copy: 1, dueOn: '2026-10-28' }],
    ['2026-07-15', 'soon', { kind: 'proof-soon', custodian: 'C1', copy: 1, dueOn: '2026-10-14' }],
    ['2026-07-14', 'overdue', { kind: 'proof-overdue', custodian: 'C1', copy: 1, dueOn: '2026-10-13' }],
    ['2026-10-15', 'ahead', { kind: 'proof-ahead', custodian: 'C1', copy: 1, on: '2026-10-15' }],
    [null, 'never', { kind: 'never-proven', custodian: 'C1', copy: 1 }],
  ])('of %s is %s', (on, state, finding) => {
    const register = provenOn(on);
    expect(quorumHealth(register, today).custodians[0]?.copies[0]?.state).toBe(state);
    expect(only(register)).toEqual(finding === undefined ? [] : [finding]);
  });

  it('count a custodian by the better copy, and are due by the worse', () => {
    const [first] = quorumHealth(provenOn('2026-07-14'), today).custodians;
    expect(first).toMatchObject({ counts: true, lastProof: '2026-09-01', dueOn: '2026-10-13' });
    expect(quorumHealth(provenOn(null), today).custodians[0]).toMatchObject({ counts: true, dueOn: null });
  });

  it('that hold for a quorum without a spare, or for less, call for a re-wrap', () => {
    const proven = (count: number): CustodyRegister =>
      registerOf(5, 3, {
        custodians: [1, 2, 3, 4, 5].map((k) =>
          custodianOf(k, k > count ? { copies: [copyOf(k, 1, { proof: null }), copyOf(k, 2, { proof: null })] } : {}),
        ),
      });
    expect(kinds(proven(4)).filter((kind) => kind.startsWith('proven'))).toEqual([]);
    expect(only(proven(3))).toContainEqual({ kind: 'proven-without-spare', proven: 3, required: 3 });
    expect(only(proven(2))).toContainEqual({ kind: 'proven-below-quorum', proven: 2, required: 3 });
    expect(quorumHealth(proven(2), today).provenProbability).toBe(0);
  });
});

describe('the quorum', () => {
  it('needs two spare custodians, three who must come, and to come together nearly always', () => {
    expect(only(registerOf(5, 3))).toEqual([]);
    expect(
      only(registerOf(4, 3, { custodians: [1, 2, 3, 4].map((k) => custodianOf(k, { availabilityPercent: 99 })) })),
    ).toEqual([{ kind: 'spare-custodians', spare: 1 }]);
    expect(only(registerOf(4, 2))).toEqual([{ kind: 'small-quorum', required: 2 }]);
    const often = (availabilityPercent: number) =>
      only(registerOf(5, 3, { custodians: [1, 2, 3, 4, 5].map((k) => custodianOf(k, { availabilityPercent })) }));
    // 0.81: 0.9507, 0.80: 0.9421.
    expect(often(82)).toEqual([]);
    expect(often(80)).toMatchObject([{ kind: 'quorum-improbable' }]);
  });

  it('is gone through every quarter', () => {
    expect(only(registerOf(5, 3, { reviewedOn: '2026-07-14' }))).toEqual([]);
    expect(only(registerOf(5, 3, { reviewedOn: '2026-07-13' }))).toEqual([
      { kind: 'review-due', reviewedOn: '2026-07-13' },
    ]);
    expect(only(registerOf(5, 3, { reviewedOn: null }))).toEqual([{ kind: 'review-due', reviewedOn: null }]);
  });
});

describe('texts', () => {
  it('say every finding in both languages, what needs acting on first', () => {
    const { findings } = quorumHealth(troubledRegister, today);
    const weights = findings.map(weightOf);
    expect(weights).toEqual([...weights].sort());
    expect(new Set(weights).size).toBe(2);
    for (const finding of findings) {
      const [english, german] = [findingText(englishRegister, finding), findingText(germanRegister, finding)];
      for (const text of [english.what, english.todo, german.what, german.todo]) expect(text).toMatch(/\.$/);
      expect(german).not.toEqual(english);
    }
  });
});
