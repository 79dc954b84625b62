// Where a session is: its steps, which of them are done, and whose turn it is. A pure function of what main holds.
import type { ScreenTexts } from '../../../shared/messages/catalogue.ts';
import type { Purpose } from '../../../shared/contract/offline/session-view.ts';
import type { View } from '../../../shared/contract/offline/view.ts';
import { areMade, areProven, isRegister } from '../activation/new-keys.ts';
import type { Step } from './step.ts';

export type StepId =
  | 'clock'
  | 'sticks'
  | 'plan'
  | 'pairing'
  | 'outcome'
  | 'security-domain'
  | 'exchange-key'
  | 'custodians'
  | 'build'
  | 'export'
  | 'keys'
  | 'new-keys'
  | 'certificates'
  | 'domain'
  | 'proofs'
  | 'register'
  | 'finish';

type Texts = ScreenTexts['frame']['rail'];

const stepsOfPurpose: Readonly<Record<Purpose, readonly StepId[]>> = {
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
  return stepsOfPurpose[purpose].map((id) => ({
    id,
    title: id === 'build' && purpose === 'quorum-drill' ? t.proveQuorum : t.titles[id],
    isDone: (phase === 'finished' && !isGivenUp) || isDone(id, view),
  }));
}

function isDone(id: StepId, view: View): boolean {
  const { custodians, blob, recovery, activation } = view;
  switch (id) {
    case 'clock':
      return view.clock.phase === 'set';
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
  if (step === 'build') return t.builders;
  return step === 'keys' ? t.custodian : t.operator;
}
