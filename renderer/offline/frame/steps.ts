// Where a session is: its steps, which of them are done, and whose turn it is. A pure function of what main holds.
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { areMade, areProven, isRegister } from '../activation/new-keys.ts';
import type { StepId } from '#renderer/store/store.ts';
import type { Step } from '#renderer/tools/frame/step.ts';

type Texts = ScreenTexts['frame']['rail'];

export const stepsOfPurpose: Readonly<Record<Purpose, readonly StepId[]>> = {
  recovery: [
    'clock',
    'sticks',
    'plan',
    'pairing',
    'security-domain',
    'exchange-key',
    'custodians',
    'build',
    'export',
    'outcome',
    'finish',
  ],
  emergency: ['gap', 'security-domain', 'exchange-key', 'custodians', 'build', 'finish'],
  activation: [
    'clock',
    'sticks',
    'plan',
    'pairing',
    'new-keys',
    'certificates',
    'domain',
    'proofs',
    'register',
    'finish',
  ],
  'share-check': ['clock', 'sticks', 'security-domain', 'custodians', 'finish'],
  'quorum-drill': ['clock', 'sticks', 'security-domain', 'custodians', 'build', 'finish'],
  'custodian-keys': ['clock', 'keys', 'finish'],
};

/** The steps of the running session in their order; none where no session runs. */
export function stepsOf(view: View, t: Texts): readonly Step<StepId>[] {
  if (view.ceremony.phase === 'none') return [];
  const { purpose, phase } = view.ceremony;
  // What was given up keeps what it never came to.
  const isGivenUp = (view.activation?.givenUp ?? null) !== null;
  return stepsOfPurpose[purpose].map((id) => {
    const bad = badResultOf(id, view, t.marks);
    return {
      id,
      title: id === 'build' && purpose === 'quorum-drill' ? t.proveQuorum : t.titles[id],
      isDone: (phase === 'finished' && !isGivenUp) || isDone(id, view),
      ...(bad === undefined ? {} : { mark: { sign: 'stuck' as const, word: bad } }),
    };
  });
}

/** Where the script has what a screen is about. */
export const scriptSteps: Readonly<Record<StepId, string>> = {
  clock: 'M6',
  gap: 'M5',
  sticks: 'O7',
  plan: 'M7',
  pairing: 'M9',
  'security-domain': 'B2',
  'exchange-key': 'B6',
  custodians: 'B10',
  build: 'B15',
  export: 'B17',
  outcome: 'B21',
  keys: 'A7',
  'new-keys': 'A7',
  certificates: 'A13',
  domain: 'A21',
  proofs: 'A22',
  register: 'A25',
  finish: 'Z1',
};

const partOf = (step: string): string => step.slice(0, 1);
const placeOf = (step: string): number => Number(/\d+/.exec(step)?.[0] ?? 0);

/** The screen of a session on which a step of the script is worked on: the last one that does not begin after it. */
function screenOf(script: string, screens: readonly StepId[]): StepId | undefined {
  const before = screens.filter(
    (id) => partOf(scriptSteps[id]) === partOf(script) && placeOf(scriptSteps[id]) <= placeOf(script),
  );
  return before.toSorted((a, b) => placeOf(scriptSteps[a]) - placeOf(scriptSteps[b])).at(-1);
}

/** What a step has found that is not as it should be, in a word; undefined where nothing is. */
function badResultOf(id: StepId, view: View, t: Texts['marks']): string | undefined {
  const { recovery, activation, exchangeKey, ceremony } = view;
  if (ceremony.phase === 'none') return undefined;
  const screens = stepsOfPurpose[ceremony.purpose];
  if (recovery?.failures.some(({ step }) => screenOf(step, screens) === id) === true) return t.failed;
  const words = { plan: recovery?.planWords, pairing: recovery?.pairing, domain: activation?.domainWords };
  if ((id === 'plan' || id === 'pairing' || id === 'domain') && words[id]?.phase === 'locked') return t.locked;
  if (id === 'exchange-key' && exchangeKey.phase === 'locked') return t.locked;
  if (id === 'exchange-key' && exchangeKey.phase === 'refused') return t.refused;
  if (id !== 'outcome' || !recovery?.outcome) return undefined;
  const { verdict } = recovery.outcome;
  return verdict === 'succeeded' ? undefined : verdict === 'failed' ? t.failed : t.unknown;
}

function isDone(id: StepId, view: View): boolean {
  const { custodians, blob, recovery, activation } = view;
  switch (id) {
    case 'clock':
      return view.clock.phase === 'set';
    case 'gap':
      return view.airGap.phase === 'closed' || (view.ceremony.phase !== 'none' && view.ceremony.practice);
    case 'sticks':
      return view.volumes.some(({ role }) => role === 'in' || role === 'own') || view.securityDomain.phase === 'loaded';
    case 'plan':
      return recovery?.planWords.phase === 'agreed';
    case 'pairing':
      return recovery?.pairing.phase === 'agreed';
    case 'outcome':
      return recovery !== null && recovery.outcome !== null;
    case 'security-domain':
      // Once the blob is built, the security domain has done its work.
      return view.securityDomain.phase === 'loaded' || blob.phase === 'built';
    case 'exchange-key':
      return view.exchangeKey.phase === 'confirmed';
    case 'custodians':
      return (
        blob.phase !== 'none' ||
        (custodians.required > 0 && custodians.have >= custodians.required && custodians.turn.phase === 'nobody')
      );
    case 'build':
      // An emergency has no step of its own for writing the blob.
      if (view.emergency !== null) return view.emergency.copies > 0;
      return blob.phase === 'built' || blob.phase === 'proven';
    case 'certificates':
    case 'export':
      return recovery?.sent?.isReadBack === true && recovery.sent.copies > 0;
    case 'new-keys':
      return activation !== null && areMade(activation);
    case 'domain':
      return activation?.domainWords?.phase === 'agreed';
    case 'proofs':
      return activation !== null && areProven(activation);
    case 'register':
      return view.written.some(isRegister);
    case 'keys':
    case 'finish':
      return false;
  }
}

/** Who acts now. */
export function whoseTurn(view: View, step: StepId, t: Texts): string {
  const { turn, have, required } = view.custodians;
  if (step === 'custodians' && turn.phase !== 'nobody') {
    // In a share check the count is one of copies, not of people.
    const isCheck = view.ceremony.phase === 'running' && view.ceremony.purpose === 'share-check';
    const nobodyNamed = isCheck ? t.custodian : t.custodianOf(turn.phase === 'accepted' ? have : have + 1, required);
    return view.custodians.who ?? nobodyNamed;
  }
  if (view.activation?.turn) return view.activation.turn.who;
  if (step === 'build') return view.emergency === null ? t.builders : t.twoPeople;
  return step === 'keys' ? t.custodian : t.operator;
}
