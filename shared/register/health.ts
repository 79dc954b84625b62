// Quorum health: what a register amounts to on a given day, and everything in it that could keep a quorum from coming together
// or let one come together that should not.
import { placeholderSites, isBlank, missingFacts, unassignedItems } from './placeholders.ts';
import type { RegisterFinding } from './findings.ts';
import { quorumProbability } from './probability.ts';
import { enoughSpare, hasNoCopy, keysAtRisk } from './copies.ts';
import type { RegisterCopy, CustodyRegister, ProofKind, RegisteredCustodian } from './register.ts';
import { daysAfter } from '../formatting/date-time.ts';

/** People go through the register every quarter. */
const reviewEveryDays = 92;
/** A proof that will be due within so many days is said beforehand, so that custodians can be asked to come. */
const soonDays = 14;
/** Below this, one call-out in twenty brings no quorum. */
export const leastProbability = 0.95;

/** Where the proof of one copy stands. `ahead`: it bears a date that has not come, so the register or the clock is wrong. */
export type ProofState = 'valid' | 'soon' | 'overdue' | 'never' | 'ahead';

/** A token as people are shown it. */
export interface TokenShown {
  /** As it tells it. */
  readonly model: string | null;
  /** Whether its vendor has signed that the key was made on it. */
  readonly isAttested: boolean;
}

export interface CopyHealth {
  readonly site: string;
  readonly serial: string | null;
  readonly bag: string | null;
  readonly state: ProofState;
  readonly provenOn: string | null;
  readonly how: ProofKind | null;
  readonly dueOn: string | null;
  /** Not there for a stick. */
  readonly token?: TokenShown;
}

export interface CustodianHealth {
  readonly id: string;
  readonly name: string;
  readonly certificateSha256: string;
  readonly availabilityPercent: number;
  readonly copies: readonly CopyHealth[];
  /** The later of the proofs. */
  readonly lastProof: string | null;
  /** When the first of the copies is due; null while one was never proven. */
  readonly dueOn: string | null;
  /** Whether at least one copy has a proof that is not overdue. */
  readonly counts: boolean;
}

/** Act: the quorum or its secrecy is in danger. Plan: to be put right at the next occasion. */
export type Weight = 'act' | 'plan';

export type FindingKind = RegisterFinding['kind'];

const weights: Readonly<Record<FindingKind, Weight>> = {
  'site-reaches-quorum': 'act',
  'person-reaches-quorum': 'act',
  'site-loss': 'act',
  'region-loss': 'plan',
  'custodian-administrator': 'act',
  'copies-together': 'plan',
  'envelope-beside-copy': 'act',
  'copy-unsealed': 'plan',
  'never-proven': 'act',
  'proof-overdue': 'act',
  'proof-soon': 'plan',
  'proof-ahead': 'act',
  'proven-below-quorum': 'act',
  'proven-without-spare': 'act',
  'spare-custodians': 'plan',
  'keys-without-copy': 'act',
  'quorum-improbable': 'act',
  'small-quorum': 'plan',
  'review-due': 'plan',
  'site-unknown': 'act',
  'keyholders-unknown': 'act',
  'region-unknown': 'plan',
  'domain-unknown': 'plan',
};

export const weightOf = ({ kind }: RegisterFinding): Weight => weights[kind];

export interface QuorumHealth {
  /** The day that it was checked for. */
  readonly on: string;
  readonly custodians: readonly CustodianHealth[];
  /** That a quorum comes together, if every key of the register opens its share. */
  readonly probability: number;
  /** The same, counting only the keys whose proof is not overdue. */
  readonly provenProbability: number;
  /** The same as `probability`, after the loss of the site whose loss is the worst; null while a copy lies nobody has said where. */
  readonly afterLossOfSite: { readonly site: string; readonly probability: number } | null;
  /** What needs acting on comes first. */
  readonly findings: readonly RegisterFinding[];
}

/** Checks a register for one day, `2026-10-14`. */
export function quorumHealth(register: CustodyRegister, on: string): QuorumHealth {
  const custodians = register.custodians.map((each) => custodianHealth(register, each, on));
  const probability = probabilityOf(register, () => true);
  const counting = new Set(custodians.filter(({ counts }) => counts).map(({ id }) => id));
  const findings = [
    ...reach(register),
    ...losses(register),
    ...ofEachCustodian(register, custodians),
    ...ofTheQuorum(register, counting.size, probability),
    ...review(register, on),
    ...missingFacts(register),
  ];
  return {
    on,
    custodians,
    probability,
    provenProbability: probabilityOf(register, ({ id }) => counting.has(id)),
    afterLossOfSite: worstLoss(register),
    findings: [
      ...findings.filter((each) => weightOf(each) === 'act'),
      ...findings.filter((each) => weightOf(each) === 'plan'),
    ],
  };
}

const probabilityOf = (register: CustodyRegister, comes: (custodian: RegisteredCustodian) => boolean): number =>
  quorumProbability(
    register.required,
    register.custodians.filter(comes).map(({ availabilityPercent }) => availabilityPercent / 100),
  );

function custodianHealth(register: CustodyRegister, custodian: RegisteredCustodian, on: string): CustodianHealth {
  const copies = custodian.copies.map((copy) => copyHealth(register, copy, on));
  const proofs = copies.flatMap(({ provenOn }) => provenOn ?? []).sort();
  const due = copies.flatMap(({ dueOn }) => dueOn ?? []).sort();
  return {
    id: custodian.id,
    name: nameOf(register, custodian.person),
    certificateSha256: custodian.certificateSha256,
    availabilityPercent: custodian.availabilityPercent,
    copies,
    lastProof: proofs.at(-1) ?? null,
    dueOn: due.length === copies.length ? (due[0] ?? null) : null,
    counts: copies.some(({ state }) => state === 'valid' || state === 'soon'),
  };
}

function copyHealth(
  { sites, proofEveryDays }: CustodyRegister,
  { site, serial, bag, proof, token }: RegisterCopy,
  on: string,
): CopyHealth {
  const name = sites.find(({ id }) => id === site)?.name ?? site;
  const place = { site: name, serial, bag, ...(token && { token: shownToken(token) }) };
  if (proof === null) return { ...place, state: 'never', provenOn: null, how: null, dueOn: null };
  const dueOn = daysAfter(proof.on, proofEveryDays);
  return { ...place, state: proofState(proof.on, dueOn, on), provenOn: proof.on, how: proof.how, dueOn };
}

const shownToken = ({ model, attestation }: NonNullable<RegisterCopy['token']>): TokenShown => ({
  model,
  isAttested: attestation !== undefined,
});

/** Days are compared as text: ISO dates sort as time does. */
function proofState(provenOn: string, dueOn: string, on: string): ProofState {
  if (provenOn > on) return 'ahead';
  if (dueOn < on) return 'overdue';
  return dueOn <= daysAfter(on, soonDays) ? 'soon' : 'valid';
}

const nameOf = ({ people }: CustodyRegister, id: string): string => people.find((each) => each.id === id)?.name ?? id;

/** Whether a copy of this custodian's key is at one of these sites. */
const liesAt = ({ copies }: RegisteredCustodian, sites: ReadonlySet<string>): boolean =>
  copies.some(({ site }) => sites.has(site));

/** Where a whole quorum of sticks is within reach of one place or one person. */
function reach(register: CustodyRegister): readonly RegisterFinding[] {
  const { sites, people, custodians, required } = register;
  return [
    ...sites
      .filter((site) => !isBlank(site))
      .flatMap(({ id, name }): RegisterFinding[] => {
        const keys = custodians.filter((each) => liesAt(each, new Set([id]))).length;
        return keys >= required ? [{ kind: 'site-reaches-quorum', site: name, keys, required }] : [];
      }),
    ...people.flatMap(({ id, name }): RegisterFinding[] => {
      const open = new Set(sites.filter(({ keyholders }) => keyholders?.includes(id) === true).map((site) => site.id));
      const keys = custodians.filter((each) => each.person === id || liesAt(each, open)).length;
      return keys >= required ? [{ kind: 'person-reaches-quorum', person: name, keys, required }] : [];
    }),
  ];
}

/** Custodians who can still open their share when these sites are gone: a stick opens nothing without its passphrase. */
const leftWithout = ({ custodians }: CustodyRegister, lost: ReadonlySet<string>): readonly RegisteredCustodian[] =>
  custodians.filter(
    ({ copies, envelopeSite }) =>
      copies.some(({ site }) => !lost.has(site)) && (envelopeSite === null || !lost.has(envelopeSite)),
  );

/** Fires and floods: what is left when a site, or all sites of a region, are gone. */
function losses(register: CustodyRegister): readonly RegisterFinding[] {
  const { sites, required } = register;
  const regions = [...new Set(sites.flatMap(({ region }) => region ?? []))];
  return [
    ...sites
      .filter((site) => !isBlank(site))
      .flatMap(({ id, name }): RegisterFinding[] => {
        const left = leftWithout(register, new Set([id])).length;
        return left < required ? [{ kind: 'site-loss', site: name, left, required }] : [];
      }),
    ...regions.flatMap((region): RegisterFinding[] => {
      const lost = sites.filter((site) => site.region === region);
      // The loss of a region with one site is the loss of that site.
      if (lost.length < 2) return [];
      const left = leftWithout(register, new Set(lost.map(({ id }) => id))).length;
      return left < required ? [{ kind: 'region-loss', region, left, required }] : [];
    }),
  ];
}

function worstLoss(register: CustodyRegister): QuorumHealth['afterLossOfSite'] {
  if (unassignedItems(register).length > 0) return null;
  const after = register.sites.map(({ id, name }) => {
    const left = new Set(leftWithout(register, new Set([id])));
    return { site: name, probability: probabilityOf(register, (each) => left.has(each)) };
  });
  return after.reduce((worst, each) => (each.probability < worst.probability ? each : worst));
}

function ofEachCustodian(register: CustodyRegister, health: readonly CustodianHealth[]): readonly RegisterFinding[] {
  const nowhere = placeholderSites(register);
  return register.custodians.flatMap((custodian, at): RegisterFinding[] => {
    const [first, second] = custodian.copies;
    const siteName = (id: string): string => register.sites.find((site) => site.id === id)?.name ?? id;
    const person = register.people.find(({ id }) => id === custodian.person);
    const { envelopeSite } = custodian;
    const who = custodian.id;
    return [
      ...(person?.hsmAdministrator === true
        ? [{ kind: 'custodian-administrator' as const, custodian: who, person: person.name }]
        : []),
      ...(envelopeSite !== null && !nowhere.has(envelopeSite) && liesAt(custodian, new Set([envelopeSite]))
        ? [{ kind: 'envelope-beside-copy' as const, custodian: who, site: siteName(envelopeSite) }]
        : []),
      ...(first.site === second?.site && !nowhere.has(first.site)
        ? [{ kind: 'copies-together' as const, custodian: who, site: siteName(first.site) }]
        : []),
      ...(health[at]?.copies ?? []).flatMap((copy, side) => ofCopy(who, side + 1, copy)),
    ];
  });
}

function ofCopy(
  custodian: string,
  copy: number,
  { bag, state, provenOn, dueOn, token }: CopyHealth,
): readonly RegisterFinding[] {
  const found = { custodian, copy, ...(token !== undefined && { onToken: true as const }) };
  const unsealed: readonly RegisterFinding[] = bag === null ? [{ kind: 'copy-unsealed', ...found }] : [];
  if (provenOn === null || dueOn === null) return [...unsealed, { kind: 'never-proven', ...found }];
  if (state === 'overdue') return [...unsealed, { kind: 'proof-overdue', ...found, dueOn }];
  if (state === 'soon') return [...unsealed, { kind: 'proof-soon', ...found, dueOn }];
  return state === 'ahead' ? [...unsealed, { kind: 'proof-ahead', ...found, on: provenOn }] : unsealed;
}

function ofTheQuorum(
  { required, custodians }: CustodyRegister,
  proven: number,
  probability: number,
): readonly RegisterFinding[] {
  const spare = custodians.length - required;
  const atRisk = keysAtRisk(
    required,
    custodians.map((each) => ({ id: each.id, isSingle: hasNoCopy(each) })),
  );
  return [
    // REQ-31: with fewer than M + 1 proven keys, the keys are made again.
    ...(proven < required ? [{ kind: 'proven-below-quorum' as const, proven, required }] : []),
    ...(proven === required ? [{ kind: 'proven-without-spare' as const, proven, required }] : []),
    ...(spare < enoughSpare ? [{ kind: 'spare-custodians' as const, spare }] : []),
    ...(atRisk ? [{ kind: 'keys-without-copy' as const, ...atRisk }] : []),
    ...(probability < leastProbability ? [{ kind: 'quorum-improbable' as const, probability }] : []),
    // REQ-31: two people who agree are enough for a quorum of two.
    ...(required < 3 ? [{ kind: 'small-quorum' as const, required }] : []),
  ];
}

const review = ({ reviewedOn }: CustodyRegister, on: string): readonly RegisterFinding[] =>
  reviewedOn === null || daysAfter(reviewedOn, reviewEveryDays) < on ? [{ kind: 'review-due', reviewedOn }] : [];
