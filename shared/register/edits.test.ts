// Changes to a register that is being written: each changes what it names, and nothing else.
import { expect, it } from 'vitest';
import { blank } from '../plan/template.ts';
import {
  isPersonUsed,
  isSiteUsed,
  withCopy,
  withNewRegisteredPerson,
  withNewSite,
  withRegistered,
  withRegisteredPerson,
  withSite,
  withToken,
} from './edits.ts';
import { registerOf } from './testdata/registers.ts';

const register = registerOf(3, 2);

it('changes one copy, one custodian, one site, one person', () => {
  const moved = withCopy(register, 'C2', 1, { bag: 'B1' });
  expect(moved.custodians[1]?.copies.map(({ bag }) => bag)).toEqual([register.custodians[1]?.copies[0].bag, 'B1']);
  expect([moved.custodians[0], moved.custodians[2]]).toEqual([register.custodians[0], register.custodians[2]]);
  expect(withCopy(register, 'C9', 0, { bag: 'B1' })).toEqual(register);
  expect(withRegistered(register, 'C1', { availabilityPercent: 50 }).custodians[0]?.availabilityPercent).toBe(50);
  expect(withSite(register, 'site-1', { region: 'north' }).sites[0]?.region).toBe('north');
  expect(withRegisteredPerson(register, 'custodian-1', { hsmAdministrator: true }).people[0]).toMatchObject({
    hsmAdministrator: true,
  });
});

it('adds sites and people with ids of their own, which can go until something names them', () => {
  const more = withNewRegisteredPerson(withNewSite(register));
  expect(more.sites.at(-1)).toEqual({ id: 'site-4', name: blank, region: null, keyholders: null });
  expect(more.people.at(-1)).toMatchObject({ id: 'person-1', name: blank });
  expect([isSiteUsed(more, 'site-4'), isSiteUsed(more, 'site-1'), isSiteUsed(more, 'vault-3')]).toEqual([
    false,
    true,
    true,
  ]);
  expect([isPersonUsed(more, 'person-1'), isPersonUsed(more, 'custodian-1')]).toEqual([false, true]);
  expect(isPersonUsed(withSite(more, 'site-4', { keyholders: ['person-1'] }), 'person-1')).toBe(true);
  expect(isSiteUsed(withRegistered(more, 'C1', { envelopeSite: 'site-4' }), 'site-4')).toBe(true);
});

it('puts a key on a token, which has no copy, and back on two sticks', () => {
  const { copies: before } = register.custodians[1]!;
  const token = { model: null, manufacturer: null, firmware: null, label: null, keyId: null };
  const onToken = withToken(register, 'C2', true);
  expect(onToken.custodians[1]?.copies).toEqual([{ ...before[0], token }]);
  expect(onToken.custodians[0]).toEqual(register.custodians[0]);
  const second = { site: before[0].site, serial: null, bag: null, proof: null };
  expect(withToken(onToken, 'C2', false).custodians[1]?.copies).toEqual([before[0], second]);
});
