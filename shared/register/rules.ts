// The rules over a whole register that no single field shows. They run on every register whose form is right, and report together.
import { personKey } from '../formatting/person-name.ts';
import { practiceHsmSuffix } from '../schemas/cloud-suffixes.ts';
import { givenTwice, valuesIn } from '../schemas/given-twice.ts';
import type { FormProblem } from '../schemas/problems.ts';
import { hasNoCopy } from './copies.ts';
import type { CustodyRegister } from './register.ts';

export type RegisterRuleProblem = { readonly path: string } & (
  | { readonly rule: 'given-twice'; readonly value: string }
  | { readonly rule: 'person-unknown'; readonly person: string }
  | { readonly rule: 'site-unknown'; readonly site: string }
  | { readonly rule: 'quorum-above-custodians'; readonly required: number; readonly custodians: number }
  | { readonly rule: 'practice-address' }
  /** Of a key that is on no token. */
  | { readonly rule: 'second-copy-missing' }
  /** It is of another key or token, or Yubico has not signed it. */
  | { readonly rule: 'attestation-wrong' }
);
export type RegisterProblem = FormProblem | RegisterRuleProblem;

/** Everything that is wrong with a register of the right form. */
export function registerRuleProblems(register: CustodyRegister): readonly RegisterRuleProblem[] {
  return [
    ...valuesOnce(register),
    ...unknownNames(register),
    ...quorum(register),
    ...practice(register),
    ...singleCopies(register),
  ];
}

function valuesOnce({ people, sites, custodians }: CustodyRegister): readonly RegisterRuleProblem[] {
  const copies = custodians.flatMap((each, at) =>
    each.copies.map((copy, side) => ({ ...copy, path: `custodians[${at}].copies[${side}]` })),
  );
  return [
    ...givenTwice(valuesIn('people', people, 'id')),
    // One person under two ids would count as two towards a quorum.
    ...givenTwice(valuesIn('people', people, 'name'), personKey),
    ...givenTwice(valuesIn('sites', sites, 'id')),
    ...givenTwice(valuesIn('custodians', custodians, 'id')),
    // One person with two keys would count twice towards a quorum.
    ...givenTwice(valuesIn('custodians', custodians, 'person')),
    ...givenTwice(valuesIn('custodians', custodians, 'certificateSha256')),
    ...givenTwice(copies.map(({ path, serial }) => ({ path: `${path}.serial`, value: serial }))),
    ...givenTwice(copies.map(({ path, bag }) => ({ path: `${path}.bag`, value: bag }))),
  ];
}

function unknownNames({ people, sites, custodians }: CustodyRegister): readonly RegisterRuleProblem[] {
  const knownPeople = new Set(people.map(({ id }) => id));
  const knownSites = new Set(sites.map(({ id }) => id));
  const person = (path: string, id: string): readonly RegisterRuleProblem[] =>
    knownPeople.has(id) ? [] : [{ path, rule: 'person-unknown', person: id }];
  const site = (path: string, id: string | null): readonly RegisterRuleProblem[] =>
    id === null || knownSites.has(id) ? [] : [{ path, rule: 'site-unknown', site: id }];
  return [
    ...sites.flatMap(({ keyholders }, at) =>
      (keyholders ?? []).flatMap((each, holder) => person(`sites[${at}].keyholders[${holder}]`, each)),
    ),
    ...custodians.flatMap((each, at) => [
      ...person(`custodians[${at}].person`, each.person),
      ...site(`custodians[${at}].envelopeSite`, each.envelopeSite),
      ...each.copies.flatMap((copy, side) => site(`custodians[${at}].copies[${side}].site`, copy.site)),
    ]),
  ];
}

const quorum = ({ required, custodians }: CustodyRegister): readonly RegisterRuleProblem[] =>
  required > custodians.length
    ? [{ path: 'required', rule: 'quorum-above-custodians', required, custodians: custodians.length }]
    : [];

const practice = (register: CustodyRegister): readonly RegisterRuleProblem[] =>
  register.hsm.uri.endsWith(practiceHsmSuffix) === register.practice
    ? []
    : [{ path: 'hsm.uri', rule: 'practice-address' }];

const singleCopies = ({ custodians }: CustodyRegister): readonly RegisterRuleProblem[] =>
  custodians.flatMap((each, at) =>
    hasNoCopy(each) && each.copies[0].token === undefined
      ? [{ path: `custodians[${at}].copies`, rule: 'second-copy-missing' as const }]
      : [],
  );
