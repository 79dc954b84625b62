// Changes to a plan that is being written: what follows from what was typed is set with it, and nothing else.
import { describe, expect, it } from 'vitest';
import { optionalText, requiredText, shownText } from './draft-text.ts';
import {
  holdersOf,
  hsmSuffixesFor,
  hsmSuffixOf,
  isNeeded,
  sitesOf,
  withCustodianPerson,
  withCustodianSite,
  withJourney,
  withNewCustodian,
  withNewPerson,
  withoutLastCustodian,
  withoutPerson,
  withPerson,
  withRole,
  withSource,
  withTarget,
  withTargetResourceId,
} from './edits.ts';
import type { Plan } from './plan.ts';
import { placeOfMember, rowOfMember } from './sections.ts';
import { blank, planTemplate } from './template.ts';

const draft = planTemplate({
  kind: 'recovery',
  practice: false,
  ceremony: 'MHSM-DR-9',
  date: '2026-10-14',
  custodians: 3,
  required: 2,
  app: '0.1.0',
});
const subscription = '00000000-0000-4000-8000-000000000001';

it('an empty field is a blank, and a blank is an empty field', () => {
  expect([requiredText(''), requiredText('x'), optionalText(''), optionalText('x')]).toEqual([blank, 'x', null, 'x']);
  expect([shownText(blank), shownText(null), shownText(undefined), shownText('x')]).toEqual(['', '', '', 'x']);
});

describe('the HSM', () => {
  it('has an address and a resource id once its name, subscription and resource group are known', () => {
    const named = withTarget(draft, { name: 'New-Hsm' });
    expect([named.target.uri, named.target.resourceId]).toEqual(['https://new-hsm.managedhsm.azure.net', blank]);
    const { target } = withTarget(named, { subscription, resourceGroup: 'recovery' });
    expect(target.resourceId).toBe(
      `/subscriptions/${subscription}/resourceGroups/recovery/providers/Microsoft.KeyVault/managedHSMs/New-Hsm`,
    );
    expect(withTarget({ ...draft, target }, { name: blank }).target).toMatchObject({ uri: blank, resourceId: blank });
  });

  it('is read out of a resource id, and what is none stays as it was typed', () => {
    const id = `/subscriptions/${subscription.toUpperCase()}/resourceGroups/recovery/providers/Microsoft.KeyVault/managedHSMs/new-hsm`;
    expect(withTargetResourceId(draft, ` ${id} `).target).toMatchObject({ name: 'new-hsm', subscription });
    expect(withTargetResourceId(draft, '/subscriptions/').target).toEqual({
      ...draft.target,
      resourceId: '/subscriptions/',
    });
  });

  it('keeps its cloud, and practice has one of its own', () => {
    const china = withSource(draft, 'lost-hsm', 'managedhsm.azure.cn');
    expect(withSource(china, 'other-hsm').source?.uri).toBe('https://other-hsm.managedhsm.azure.cn');
    expect(hsmSuffixesFor(true)).toEqual(['managedhsm.practice.invalid']);
    expect(hsmSuffixesFor(false)).not.toContain('managedhsm.practice.invalid');
    expect(hsmSuffixOf({ ...draft, practice: true }, blank)).toBe('managedhsm.practice.invalid');
  });
});

describe('people', () => {
  it('hand a role on, with the machine that belongs to it', () => {
    const next = withRole(draft, 'RO1', 'operator-1', 'witness');
    expect(holdersOf(next, 'RO1').map(({ id }) => id)).toEqual(['witness']);
    expect(next.identities.find(({ role }) => role === 'operator-1')?.person).toBe('witness');
    expect(next.identities.find(({ role }) => role === 'operator-2')?.person).toBe('operator-2');
    const without = withRole(draft, 'RO1', 'operator-1', undefined);
    expect(holdersOf(without, 'RO1')).toEqual([]);
    expect(without.identities).toEqual(draft.identities);
  });

  it('come with ids of their own, and go only while nothing names them', () => {
    const more = withNewPerson(withNewPerson(draft));
    expect(more.people.slice(-2).map(({ id }) => id)).toEqual(['person-1', 'person-2']);
    expect(isNeeded(more, 'person-1')).toBe(false);
    expect(isNeeded(more, 'custodian-1')).toBe(true);
    expect(isNeeded(more, 'administrator')).toBe(true);
    expect(withoutPerson(more, 'person-1').people).toHaveLength(draft.people.length + 1);
  });
});

describe('custodians', () => {
  it('are counted by the quorum, and bring a person each', () => {
    const more = withNewCustodian(draft);
    expect(more.quorum).toEqual({ custodians: 4, required: 2 });
    expect(more.custodians.at(-1)).toEqual({ id: 'C4', person: 'custodian-4', site: null, certificateSha256: blank });
    expect(withoutLastCustodian(more)).toEqual(draft);
  });

  it('leave the person in the plan about whom something is known', () => {
    const known = withPerson(withNewCustodian(draft), 'custodian-4', { name: 'Ada' });
    const fewer = withoutLastCustodian(known);
    expect(fewer.custodians).toHaveLength(3);
    expect(fewer.people.at(-1)).toMatchObject({ id: 'custodian-4', name: 'Ada', roles: [] });
  });

  it('have the role of one, whoever it is', () => {
    const next = withCustodianPerson(draft, 'C1', 'witness');
    expect(next.custodians[0]?.person).toBe('witness');
    expect(holdersOf(next, 'C').map(({ id }) => id)).toEqual(['witness', 'custodian-2', 'custodian-3']);
  });
});

describe('a journey', () => {
  const at = (id: string, site: string) => (plan: Plan) => withCustodianSite(plan, id, site);
  const withSites = [at('C1', 'Bern'), at('C2', 'Bern'), at('C3', 'Chur')].reduce((plan, edit) => edit(plan), draft);

  it('is typed for each site once, in minutes, up to what a plan takes', () => {
    expect(sitesOf(withSites)).toEqual(['Bern', 'Chur']);
    const typed = withJourney(withJourney(withJourney(withSites, null, '9999 min'), 'Bern', '45'), 'Bern', '50');
    expect(typed.travel).toEqual({ rooms: 1440, sites: [{ site: 'Bern', minutes: 50 }] });
    expect(withJourney(typed, 'Chur', '99999').travel?.sites).toContainEqual({ site: 'Chur', minutes: 10_080 });
    expect(withJourney(typed, 'Bern', '').travel).toEqual({ rooms: 1440, sites: [] });
  });

  it('goes with the name of a site while it is typed, and ends with its last custodian', () => {
    const typed = withJourney(withJourney(withSites, 'Chur', '30'), 'Bern', '45');
    expect(withCustodianSite(typed, 'C3', 'Chur 2').travel?.sites).toContainEqual({ site: 'Chur 2', minutes: 30 });
    expect(withCustodianSite(typed, 'C3', 'Bern').travel?.sites).toEqual([{ site: 'Bern', minutes: 45 }]);
    expect(withCustodianSite(typed, 'C3', null).travel?.sites).toEqual([{ site: 'Bern', minutes: 45 }]);
    // Somebody else is still there.
    expect(withCustodianSite(typed, 'C1', 'Thun').travel).toEqual(typed.travel);
  });
});

it('every member has a part of the form and somebody who knows it', () => {
  expect(placeOfMember('custodians[2].site')).toEqual({ section: 'custodians', supplier: 'custodians' });
  expect(placeOfMember('identities')).toEqual({ section: 'machines', supplier: 'machines' });
  expect(placeOfMember('purpose')).toEqual({ section: 'ceremony', supplier: 'administrator' });
  expect([rowOfMember('people[12].name'), rowOfMember('purpose')]).toEqual([12, undefined]);
});
