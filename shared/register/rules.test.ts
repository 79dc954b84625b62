// The rules of a register: each broken alone, each reported by path.
import { describe, expect, it } from 'vitest';
import type { CustodyRegister, RegisteredCustodian } from './register.ts';
import { registerRuleProblems } from './rules.ts';
import { copyOf, custodianOf, registerOf, troubledRegister } from './testdata/registers.ts';

const sound = registerOf(3, 2);
const first = (changes: Parameters<typeof custodianOf>[1]): Partial<CustodyRegister> => ({
  custodians: [custodianOf(1, changes), ...sound.custodians.slice(1)],
});
const firstSite = sound.sites[0] ?? { id: '', name: '', region: null, keyholders: [] };

describe('the rules of a register', () => {
  it('find nothing in sound ones', () => {
    expect(registerRuleProblems(sound)).toEqual([]);
    expect(registerRuleProblems(troubledRegister)).toEqual([]);
  });

  it.each<[string, Partial<CustodyRegister>, object]>([
    [
      'person twice',
      {
        people: [
          ...sound.people,
          { ...sound.people[0], id: 'custodian-1', name: 'A', employer: null, hsmAdministrator: false },
        ],
      },
      { path: 'people[3].id', rule: 'given-twice', value: 'custodian-1' },
    ],
    [
      'person with two ids',
      {
        people: [...sound.people, { id: 'another', name: ' ANNA  berg', employer: null, hsmAdministrator: false }],
      },
      { path: 'people[3].name', rule: 'given-twice', value: ' ANNA  berg' },
    ],
    [
      'site twice',
      { sites: [...sound.sites, firstSite] },
      { path: 'sites[6].id', rule: 'given-twice', value: 'site-1' },
    ],
    ['custodian twice', first({ id: 'C2' }), { path: 'custodians[1].id', rule: 'given-twice', value: 'C2' }],
    [
      'one person with two keys',
      first({ person: 'custodian-2' }),
      { path: 'custodians[1].person', rule: 'given-twice', value: 'custodian-2' },
    ],
    [
      'certificate twice',
      first({ certificateSha256: custodianOf(2).certificateSha256 }),
      { path: 'custodians[1].certificateSha256', rule: 'given-twice', value: custodianOf(2).certificateSha256 },
    ],
    [
      'one stick for two copies',
      first({ copies: [copyOf(1, 1), copyOf(1, 2, { serial: copyOf(1, 1).serial })] }),
      { path: 'custodians[0].copies[1].serial', rule: 'given-twice', value: 'AK7-1003' },
    ],
    [
      'one bag for two copies',
      first({ copies: [copyOf(1, 1), copyOf(1, 2, { bag: copyOf(2, 1).bag })] }),
      { path: 'custodians[1].copies[0].bag', rule: 'given-twice', value: copyOf(2, 1).bag },
    ],
    [
      'person unknown',
      first({ person: 'nobody' }),
      { path: 'custodians[0].person', rule: 'person-unknown', person: 'nobody' },
    ],
    [
      'keyholder unknown',
      { sites: [{ ...firstSite, keyholders: ['nobody'] }, ...sound.sites.slice(1)] },
      { path: 'sites[0].keyholders[0]', rule: 'person-unknown', person: 'nobody' },
    ],
    [
      'site of a copy unknown',
      first({ copies: [copyOf(1, 1, { site: 'nowhere' }), copyOf(1, 2)] }),
      { path: 'custodians[0].copies[0].site', rule: 'site-unknown', site: 'nowhere' },
    ],
    [
      'site of an envelope unknown',
      first({ envelopeSite: 'nowhere' }),
      { path: 'custodians[0].envelopeSite', rule: 'site-unknown', site: 'nowhere' },
    ],
    [
      'more needed than there are',
      { required: 4 },
      { path: 'required', rule: 'quorum-above-custodians', required: 4, custodians: 3 },
    ],
    ['practice with a real address', { practice: true }, { path: 'hsm.uri', rule: 'practice-address' }],
  ])('%s', (_, changes, problem) => {
    expect(registerRuleProblems({ ...sound, ...changes })).toEqual([problem]);
  });

  it('take one copy of a key that is on a token, and of no other', () => {
    const token = { model: 'YubiKey YK5', manufacturer: null, firmware: null, label: null, keyId: '03' };
    const problems = (copies: RegisteredCustodian['copies']) =>
      registerRuleProblems({ ...sound, ...first({ copies }) });
    expect(problems([copyOf(1, 1, { token })])).toEqual([]);
    expect(problems([copyOf(1, 1, { token }), copyOf(1, 2, { token })])).toEqual([]);
    expect(problems([copyOf(1, 1)])).toEqual([{ path: 'custodians[0].copies', rule: 'second-copy-missing' }]);
    // Two keys on one token are one thing to lose, and one person to carry it.
    expect(problems([copyOf(1, 1, { token, serial: copyOf(2, 1).serial })])).toEqual([
      { path: 'custodians[1].copies[0].serial', rule: 'given-twice', value: copyOf(2, 1).serial },
    ]);
  });

  it('take two copies that have no number yet', () => {
    expect(
      registerRuleProblems({
        ...sound,
        ...first({ copies: [copyOf(1, 1, { serial: null, bag: null }), copyOf(1, 2, { serial: null, bag: null })] }),
      }),
    ).toEqual([]);
  });
});
