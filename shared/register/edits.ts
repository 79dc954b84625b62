// Changes to a register that is being written.
import { blank } from '../plan/template.ts';
import { withCopies } from './copies.ts';
import type { RegisterCopy, CustodyRegister, RegisteredCustodian } from './register.ts';

export type RegisterSite = CustodyRegister['sites'][number];
export type RegisterPerson = CustodyRegister['people'][number];

const withCustodian = (
  register: CustodyRegister,
  id: string,
  change: (custodian: RegisteredCustodian) => RegisteredCustodian,
): CustodyRegister => ({
  ...register,
  custodians: register.custodians.map((each) => (each.id === id ? change(each) : each)),
});

/** Changes one custodian. */
export const withRegistered = (
  register: CustodyRegister,
  id: string,
  change: Partial<RegisteredCustodian>,
): CustodyRegister => withCustodian(register, id, (each) => ({ ...each, ...change }));

/** Changes one of the copies of a custodian's key. @param side 0 for copy 1, 1 for copy 2 */
export const withCopy = (
  register: CustodyRegister,
  id: string,
  side: number,
  change: Partial<RegisterCopy>,
): CustodyRegister =>
  withCustodian(register, id, (each) => withCopies(each, (copy, at) => (at === side ? { ...copy, ...change } : copy)));

const unknownToken = { model: null, manufacturer: null, firmware: null, label: null, keyId: null };

/** Puts a custodian's key on a token, where it has no copy, or on two sticks. What was known of the first stays. */
export const withToken = (register: CustodyRegister, id: string, isOnToken: boolean): CustodyRegister =>
  withCustodian(register, id, (each) => {
    const { token: _token, ...first } = each.copies[0];
    const second = { site: first.site, serial: null, bag: null, proof: null };
    return { ...each, copies: isOnToken ? [{ ...first, token: unknownToken }] : [first, second] };
  });

/** Changes one site. */
export const withSite = (register: CustodyRegister, id: string, change: Partial<RegisterSite>): CustodyRegister => ({
  ...register,
  sites: register.sites.map((site) => (site.id === id ? { ...site, ...change } : site)),
});

/** Changes one person. */
export const withRegisteredPerson = (
  register: CustodyRegister,
  id: string,
  change: Partial<RegisterPerson>,
): CustodyRegister => ({
  ...register,
  people: register.people.map((person) => (person.id === id ? { ...person, ...change } : person)),
});

/** The first id with this beginning that is free. */
function newId(entries: readonly { readonly id: string }[], stem: string): string {
  const taken = new Set(entries.map(({ id }) => id));
  const numbers = Array.from({ length: entries.length + 1 }, (_, at) => `${stem}-${at + 1}`);
  return numbers.find((id) => !taken.has(id)) ?? stem;
}

/** One more site, about which nothing is known yet. */
export const withNewSite = (register: CustodyRegister): CustodyRegister => ({
  ...register,
  sites: [...register.sites, { id: newId(register.sites, 'site'), name: blank, region: null, keyholders: null }],
});

/** One more person: a keyholder of a site. */
export const withNewRegisteredPerson = (register: CustodyRegister): CustodyRegister => ({
  ...register,
  people: [
    ...register.people,
    { id: newId(register.people, 'person'), name: blank, employer: null, hsmAdministrator: false },
  ],
});

/** Whether something is kept at a site, so that nobody can take it out by mistake. */
export const isSiteUsed = ({ custodians }: CustodyRegister, id: string): boolean =>
  custodians.some(({ envelopeSite, copies }) => envelopeSite === id || copies.some(({ site }) => site === id));

/** Whether a custodian or a site names a person. */
export const isPersonUsed = ({ custodians, sites }: CustodyRegister, id: string): boolean =>
  custodians.some(({ person }) => person === id) || sites.some(({ keyholders }) => keyholders?.includes(id) === true);
