// What a step would ask of a plan in vain.
import { describe, expect, it } from 'vitest';
import { expandScript } from '../ceremony/expand.ts';
import { scriptPlanOf } from '../ceremony/plan-view.ts';
import type { Plan } from './plan.ts';
import { stepNeeds } from './step-needs.ts';
import { planTemplate } from './template.ts';

const template = (kind: Plan['kind']): Plan =>
  planTemplate({ kind, practice: false, ceremony: 'DR-1', date: '2026-10-14', custodians: 3, required: 2, app: '1' });

/** A plan that has all of it. */
const complete = (kind: Plan['kind']): Plan => {
  const plan = template(kind);
  return {
    ...plan,
    people: plan.people.map((person) => ({ ...person, phone: '+49 69 555 0101' })),
    custodians: plan.custodians.map((custodian, at) => ({ ...custodian, site: `Site ${at + 1}` })),
    travel: { rooms: 20, sites: [1, 2, 3].map((at) => ({ site: `Site ${at}`, minutes: 30 * at })) },
    versions: { app: '1', bootMediumSha256: 'a'.repeat(64) },
  };
};

describe.each(['activation', 're-wrap', 'recovery', 'drill'] as const)('of a plan for %s', (kind) => {
  it('nothing is missing where all of it is there', () => {
    expect(stepNeeds(complete(kind))).toEqual([]);
  });

  it('each need names a step that its script has', () => {
    const steps = (['offline', 'online'] as const).flatMap((side) =>
      expandScript(
        scriptPlanOf(template(kind), {
          planSha256: 'a'.repeat(64),
          isApproved: true,
          side,
          drillLevels: ['D1', 'D2'],
        }),
      ).flatMap((part) => part.steps.map(({ step }) => step.id)),
    );
    const needs = stepNeeds({
      ...template(kind),
      people: template(kind).people.map((each) => ({ ...each, roles: [] })),
    });
    expect(needs.length).toBeGreaterThan(0);
    for (const { step } of [...needs, ...stepNeeds(template(kind))]) expect(steps).toContain(step);
  });
});

it('names whoever is called and has no number, by their place in the plan', () => {
  const plan = complete('recovery');
  const at = plan.people.findIndex(({ roles }) => roles.includes('RO2'));
  const people = plan.people.with(at, { ...plan.people[at]!, phone: null });
  expect(stepNeeds({ ...plan, people })).toEqual([{ path: `people[${at}].phone`, step: 'B7', need: 'telephone' }]);
});

it('names the media controller, the boot medium and the sites', () => {
  const plan = complete('activation');
  const people = plan.people.map((person) => ({ ...person, roles: person.roles.filter((role) => role !== 'MC') }));
  const custodians = plan.custodians.with(1, { ...plan.custodians[1]!, site: null });
  const versions = { app: '1', bootMediumSha256: null };
  expect(stepNeeds({ ...plan, people, custodians, versions })).toEqual([
    { path: 'people', step: 'O7', need: 'media-controller' },
    { path: 'custodians[1].site', step: 'A25', need: 'site' },
    { path: 'versions.bootMediumSha256', step: 'M3', need: 'boot-medium' },
  ]);
});

it('asks for the numbers of custodians who must be called', () => {
  const plan = complete('recovery');
  const people = plan.people.map((person) => (person.roles.includes('C') ? { ...person, phone: null } : person));
  expect(stepNeeds({ ...plan, people }).map(({ step, need }) => `${step} ${need}`)).toEqual(
    Array.from({ length: 3 }, () => 'B0 reachable'),
  );
});

it.each([
  ['activation', 'A25'],
  ['drill', 'D2'],
  ['recovery', 'B3'],
] as const)('says of a plan for %s which site holds a whole quorum, as the register does', (kind, step) => {
  const plan = complete(kind);
  const custodians = plan.custodians.with(1, { ...plan.custodians[1]!, site: 'Site 1' });
  const travel = { rooms: 0, sites: plan.travel!.sites.toSpliced(1, 1) };
  expect(stepNeeds({ ...plan, custodians, travel })).toEqual([
    { path: 'custodians[0].site', step, need: 'site-holds-quorum' },
  ]);
});

it.each([
  ['activation', 'A25'],
  ['drill', 'D2'],
  ['recovery', 'B3'],
] as const)(
  'says of a plan for %s which keys have no copy where fewer than two custodians could be lost',
  (kind, step) => {
    const plan = complete(kind);
    const token = {
      serial: '13952502',
      model: 'YubiKey YK5',
      manufacturer: null,
      firmware: null,
      label: null,
      keyId: '03',
    };
    const custodians = plan.custodians.with(1, { ...plan.custodians[1]!, token });
    expect(stepNeeds({ ...plan, custodians })).toEqual([
      { path: 'custodians[1].token', step, need: 'keys-without-copy' },
    ]);
    // With two to spare, losing a token is what spare custodians are for.
    const more = [...custodians, { ...custodians[0]!, id: 'C4' }];
    expect(stepNeeds({ ...plan, custodians: more }).filter(({ need }) => need === 'keys-without-copy')).toEqual([]);
  },
);

it('asks a recovery for its journeys: of every site, of no other, and of each once', () => {
  const { travel, ...plan } = complete('recovery');
  expect(stepNeeds(plan)).toEqual([{ path: 'travel', step: 'B3', need: 'journeys' }]);
  // As a template has it.
  expect(stepNeeds({ ...plan, travel: { rooms: 0, sites: [] } })).toEqual([
    { path: 'travel', step: 'B3', need: 'journeys' },
  ]);
  const [first, , third] = travel!.sites;
  const sites = [first!, third!, { site: 'Site 4', minutes: 5 }, first!];
  expect(stepNeeds({ ...plan, travel: { rooms: 20, sites } })).toEqual([
    { path: 'custodians[1].site', step: 'B3', need: 'journey-unknown' },
    { path: 'travel.sites[2].site', step: 'B3', need: 'journey-of-nobody' },
    { path: 'travel.sites[3].site', step: 'B3', need: 'journey-of-nobody' },
  ]);
});
