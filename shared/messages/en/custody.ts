// English texts of quorum health and the register of custody: screens, paper and command line say the same.
import type { TokenShown } from '../../register/health.ts';
import type { KeptThing } from '../../register/findings.ts';
import type { FindingKind, ProofState } from '../../register/health.ts';
import type { RegisterFinding } from '../../register/findings.ts';
import type { ProofKind } from '../../register/register.ts';
import { percentText } from '../../formatting/percent.ts';
import { plural } from './formats.ts';

/** One finding in two sentences: what it is, and what to do about it. */
export interface FindingText {
  readonly what: string;
  readonly todo: string;
}
type FindingTexts = {
  readonly [Kind in FindingKind]: (finding: Extract<RegisterFinding, { kind: Kind }>) => FindingText;
};

export interface RegisterTexts {
  readonly findings: FindingTexts;
  readonly states: Readonly<Record<ProofState, string>>;
  readonly proofs: Readonly<Record<ProofKind, string>>;
  readonly weights: Readonly<Record<'act' | 'plan', string>>;
  readonly nothingFound: string;
  readonly assessedFor: (on: string) => string;
  readonly quorum: (required: number, custodians: number) => string;
  readonly asRegistered: string;
  readonly provenOnly: string;
  readonly afterLossOf: (site: string) => string;
  /** Instead of a figure that nobody can compute. */
  readonly afterLoss: string;
  readonly notComputed: string;
  readonly independent: string;
  readonly copy: (copy: number) => string;
  /** In the place of a copy. */
  readonly token: (token: TokenShown) => string;
  readonly reachable: (percent: number) => string;
  readonly memorised: string;
}

function thing({ custodian, copy, onToken }: KeptThing): string {
  if (onToken) return `the token of ${custodian}`;
  return copy === null ? `the envelope of ${custodian}` : `copy ${copy} of ${custodian}`;
}

const leadingThing = (kept: KeptThing): string => `${thing(kept).charAt(0).toUpperCase()}${thing(kept).slice(1)}`;

export const englishRegister: RegisterTexts = {
  findings: {
    'site-reaches-quorum': ({ site, keys, required }) => ({
      what: `Keys of ${keys} custodians are at ${site}; ${required} make a quorum.`,
      todo: 'Move keys until no site holds a whole quorum.',
    }),
    'person-reaches-quorum': ({ person, keys, required }) => ({
      what: `${person} can reach the keys of ${keys} custodians; ${required} make a quorum.`,
      todo: 'Give some of the safes to other keyholders, or let two people open them together.',
    }),
    'site-loss': ({ site, left, required }) => ({
      what: `If ${site} is lost, ${plural(left, { one: '1 custodian', other: `${left} custodians` })} can still open a share; ${required} must come.`,
      todo: 'Move second copies, tokens or envelopes to another site.',
    }),
    'region-loss': ({ region, left, required }) => ({
      what: `If the region ${region} is lost, ${plural(left, { one: '1 custodian', other: `${left} custodians` })} can still open a share; ${required} must come.`,
      todo: 'Keep enough second copies or tokens, and the envelopes for them, outside of this region.',
    }),
    'custodian-administrator': ({ custodian, person }) => ({
      what: `${custodian}, ${person}, is an administrator of the HSM.`,
      todo: 'Take the role away, or give the key to somebody else in a re-wrap ceremony.',
    }),
    'copies-together': ({ custodian, site }) => ({
      what: `Both copies of ${custodian} are at ${site}.`,
      todo: 'Move one copy to another site.',
    }),
    'envelope-beside-copy': ({ custodian, site }) => ({
      what: `The envelope of ${custodian}, with the passphrase or the PIN, is at ${site}, and so is a key of the same custodian.`,
      todo: 'Keep the envelope apart from the key.',
    }),
    'copy-unsealed': (found) => ({
      what: `${leadingThing(found)} has no bag number.`,
      todo: 'Seal it in a bag and write the number into the register.',
    }),
    'never-proven': (found) => ({
      what: `${leadingThing(found)} was never proven.`,
      todo: 'Let the custodian open the share with it, in a share check.',
    }),
    'proof-overdue': (found) => ({
      what: `The proof of ${thing(found)} was due on ${found.dueOn}.`,
      todo: 'Hold a share check with this custodian.',
    }),
    'proof-soon': (found) => ({
      what: `The proof of ${thing(found)} is due on ${found.dueOn}.`,
      todo: 'Ask the custodian to come to a share check before.',
    }),
    'proof-ahead': (found) => ({
      what: `The proof of ${thing(found)} bears the date ${found.on}, which has not come yet.`,
      todo: 'Look at the clock of this machine and at the register: one of them is wrong.',
    }),
    'proven-below-quorum': ({ proven, required }) => ({
      what: `Only ${proven} of the ${required} custodians who must come have a key whose proof still holds.`,
      todo: 'Hold share checks now. What cannot be proven is replaced in a re-wrap ceremony.',
    }),
    'proven-without-spare': ({ proven, required }) => ({
      what: `${proven} custodians have a key whose proof still holds, and ${required} must come: none may be missing.`,
      todo: 'Prove more keys, or plan a re-wrap ceremony.',
    }),
    'spare-custodians': ({ spare }) => ({
      what:
        spare === 0
          ? 'No custodian may be missing: one lost key loses the security domain.'
          : 'Only one custodian may be missing.',
      todo: 'Plan a re-wrap ceremony with more custodians.',
    }),
    'keys-without-copy': ({ withoutCopy, spare }) => ({
      what: `These keys are on tokens, and have no copy: ${withoutCopy.join(', ')}. A lost token is a lost custodian, and ${spare === 0 ? 'none' : 'only one'} may be missing.`,
      todo: 'Plan a re-wrap ceremony with more custodians, or with keys that have copies.',
    }),
    'quorum-improbable': ({ probability }) => ({
      what: `A quorum comes together in ${percentText(probability, 'en')} of all call-outs only.`,
      todo: 'Find out why custodians cannot come, name deputies, or plan a re-wrap ceremony with more custodians.',
    }),
    'small-quorum': ({ required }) => ({
      what: `${required} people are enough to rebuild the security domain.`,
      todo: 'Plan a re-wrap ceremony with a quorum of three or more, or have the exception signed.',
    }),
    'review-due': ({ reviewedOn }) => ({
      what:
        reviewedOn === null
          ? 'Nobody has gone through this register yet.'
          : `People last reviewed this register on ${reviewedOn}.`,
      todo: 'Go through it together every quarter: people, sites, bags, telephone numbers.',
    }),
    'site-unknown': ({ things }) => ({
      what: `The register does not say where these are: ${things.map(thing).join(', ')}. For them, nobody knows what the loss of a site would take, or whether a site holds a quorum.`,
      todo: 'Write their sites into the register.',
    }),
    'keyholders-unknown': ({ sites }) => ({
      what: `The register does not say who can open these sites alone: ${sites.join(', ')}. So nobody knows whether one person reaches a quorum.`,
      todo: 'Write the keyholders into the register, or that nobody can open the site alone.',
    }),
    'region-unknown': ({ sites }) => ({
      what: `The register does not say in which region these sites are: ${sites.join(', ')}. So nobody knows what the loss of a region would take.`,
      todo: 'Write the regions into the register.',
    }),
    'domain-unknown': () => ({
      what: 'The register does not name its security domain. Proofs of another one with the same certificates would pass.',
      todo: 'Write the SHA-256 of the downloaded file into the register.',
    }),
  },
  states: { valid: 'proven', soon: 'due soon', overdue: 'overdue', never: 'never proven', ahead: 'date ahead' },
  proofs: {
    activation: 'activation',
    're-wrap': 're-wrap',
    'share-check': 'share check',
    'share-check-on-its-word': 'share check, as the key’s own process says',
    'quorum-drill': 'quorum drill',
  },
  weights: { act: 'act now', plan: 'plan' },
  nothingFound: 'Nothing in this register needs attention.',
  assessedFor: (on) => `As of ${on}.`,
  quorum: (required, custodians) => `${required} of ${custodians} custodians must come.`,
  asRegistered: 'With every key of the register',
  provenOnly: 'With proven keys only',
  afterLossOf: (site) => `After the loss of ${site}`,
  afterLoss: 'After the loss of a site',
  notComputed: 'cannot be computed: not every copy has a site',
  independent:
    'Each custodian counts as independent of the others. An illness or a strike that meets several is not in these figures.',
  copy: (copy) => `copy ${copy}`,
  token: ({ model, isAttested }) =>
    `${model === null ? 'token' : `token ${model}`}${isAttested ? ', made on it (attested)' : ''}`,
  reachable: (percent) => `${percent} % reachable`,
  memorised: 'passphrase memorised',
};
