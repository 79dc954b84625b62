// The model check: walks scripts through the model of the room and finds every step whose needs are not met.
import { expandScript, scripts, type StepInstance } from './expand.ts';
import {
  type CeremonyKind,
  type Counted,
  isEmergency,
  type Link,
  type CeremonyModel,
  type Script,
  type State,
  type Step,
} from './model.ts';
import type { ScriptPlan, ScriptShape } from './script-plan.ts';

/** What is wrong with an order of steps. */
export type WalkProblem =
  | { readonly kind: 'need'; readonly step: string; readonly key: keyof State; readonly found: string | number }
  | { readonly kind: 'waits-for-ever'; readonly step: string; readonly after: readonly string[] }
  | { readonly kind: 'nobody'; readonly step: string; readonly role: string }
  | { readonly kind: 'hold-of-one'; readonly step: string }
  | { readonly kind: 'key-without-machine'; readonly step: string }
  | {
      readonly kind: 'left-over';
      readonly kindOf: CeremonyKind;
      readonly key: keyof State;
      readonly found: string | number;
    };

const startModel: CeremonyModel = {
  session: 'before',
  plan: 'unchecked',
  materials: 'put-away',
  offline: 'sealed',
  online1: 'sealed',
  online2: 'sealed',
  records: 'none',
  custodianStick: 'none',
  custodianKey: 'none',
  pairing: 'none',
  shares: 0,
  certificates: 0,
  proven: 0,
};
const startLink: Link = {
  bundle: 'none',
  domain: 'none',
  exchange: 'none',
  blob: 'none',
  outcome: 'none',
  hsm: 'unknown',
};

/** What must be true when a script is over: nobody leaves a secret behind. */
const endModel: Partial<CeremonyModel> = { session: 'closed', custodianStick: 'none', custodianKey: 'none', shares: 0 };

const counted: ReadonlySet<string> = new Set<Counted>(['shares', 'certificates', 'proven']);

interface Walker {
  readonly script: Script;
  readonly rest: StepInstance[];
  model: CeremonyModel;
}

/**
 * Walks one script, or several that run side by side and wait for each other.
 * The same plan fills all of them. No problem means that the order is possible.
 */
export function walkScripts(plan: ScriptPlan, side: readonly Script[] = sideBySide(plan.kind)): readonly WalkProblem[] {
  const problems: WalkProblem[] = [];
  const walkers = walkersOf(plan, side);
  for (const { instance, state, script } of stepsInOrder(walkers))
    problems.push(...problemsAt(instance, state, script, plan));
  for (const { rest, model, script } of walkers) {
    const [stuck] = rest;
    if (stuck) problems.push({ kind: 'waits-for-ever', step: stuck.instanceId, after: stuck.step.after });
    else problems.push(...leftOver(model, script.kind));
  }
  return problems;
}

/** What is true before each step of a document, by the printed id of the step. */
export function statesBefore(plan: ScriptShape): ReadonlyMap<string, State> {
  const steps = [...stepsInOrder(walkersOf(plan, sideBySide(plan.kind)))];
  const own = steps.filter(({ script }) => script.kind === plan.kind);
  return new Map(own.map(({ instance, state }) => [instance.instanceId, state]));
}

const walkersOf = (plan: ScriptShape, side: readonly Script[]): readonly Walker[] =>
  side.map((script): Walker => ({
    script,
    rest: expandScript({ ...plan, kind: script.kind }, script)
      .filter(({ part }) => !part.branch)
      .flatMap(({ steps }) => steps.filter(({ step }) => !step.branch)),
    model: { ...startModel, ...script.start },
  }));

interface WalkedStep {
  readonly instance: StepInstance;
  readonly script: Script;
  /** What is true before it. */
  readonly state: State;
}

/** Every step of all rooms in an order in which it can be done; what waits in vain stays in its walker. */
function* stepsInOrder(walkers: readonly Walker[]): Generator<WalkedStep> {
  const done = new Set<string>();
  let link = startLink;
  for (let walker = next(walkers, done); walker; walker = next(walkers, done)) {
    const instance = walker.rest.shift();
    if (instance === undefined) break;
    const state: State = { ...walker.model, ...link };
    yield { instance, script: walker.script, state };
    const after = applied(instance.step, state);
    walker.model = after;
    const { bundle, domain, exchange, blob, outcome, hsm } = after;
    link = { bundle, domain, exchange, blob, outcome, hsm };
    done.add(instance.step.id);
  }
}

/** The two sides of a recovery are walked together, because each waits for the other. */
export function sideBySide(kind: CeremonyKind): readonly Script[] {
  if (isEmergency(kind)) return [scripts['emergency-offline'], scripts['emergency-online']];
  return kind === 'recovery-offline' || kind === 'recovery-online'
    ? [scripts['recovery-offline'], scripts['recovery-online']]
    : [scripts[kind]];
}

const next = (walkers: readonly Walker[], done: ReadonlySet<string>): Walker | undefined =>
  walkers.find(({ rest: [first] }) => first?.step.after.every((id) => done.has(id)));

function problemsAt(
  { instanceId, step, turn }: StepInstance,
  state: State,
  script: Script,
  plan: ScriptPlan,
): readonly WalkProblem[] {
  const needs = Object.entries(step.needs).flatMap(([name, wanted]): WalkProblem[] => {
    const key = name as keyof State;
    const found = counted.has(name) ? countOf(name as Counted, state, plan) : state[key];
    const allowed: readonly unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    return allowed.includes(found) ? [] : [{ kind: 'need', step: instanceId, key, found }];
  });
  const absent = step.who
    .filter((role) => !script.cast.includes(role) || (role === 'C' && turn === undefined))
    .map((role): WalkProblem => ({ kind: 'nobody', step: instanceId, role }));
  const alone: WalkProblem[] = step.hold && step.who.length < 2 ? [{ kind: 'hold-of-one', step: instanceId }] : [];
  const handlesKeys = step.sets.custodianKey === 'in-memory' || step.sets.shares === 'one-more';
  const unsafe: WalkProblem[] =
    handlesKeys && state.offline !== 'ready' ? [{ kind: 'key-without-machine', step: instanceId }] : [];
  return [...needs, ...absent, ...alone, ...unsafe];
}

function countOf(key: Counted, state: State, plan: ScriptPlan): 'none' | 'below' | 'full' {
  const full = key === 'shares' ? plan.quorum : plan.custodians.length;
  if (state[key] === 0) return 'none';
  return state[key] < full ? 'below' : 'full';
}

function applied({ sets }: Step, state: State): State {
  const changes = Object.entries(sets).map(([key, value]) => {
    if (!counted.has(key)) return [key, value];
    return [key, value === 'clear' ? 0 : state[key as Counted] + 1];
  });
  // The keys and values come from `Sets`, which pairs them; Object.entries forgets that.
  return { ...state, ...(Object.fromEntries(changes) as Partial<State>) };
}

function leftOver(model: CeremonyModel, kindOf: CeremonyKind): readonly WalkProblem[] {
  const wrong = Object.entries(endModel).filter(([key, wanted]) => model[key as keyof CeremonyModel] !== wanted);
  const running = (['offline', 'online1', 'online2'] as const).filter((key) => !['sealed', 'off'].includes(model[key]));
  return [...wrong.map(([key]) => key as keyof CeremonyModel), ...running].map((key) => ({
    kind: 'left-over',
    kindOf,
    key,
    found: model[key],
  }));
}
