// The model check over all scripts and many plans, and the proof that it can fail.
import { describe, expect, it } from 'vitest';
import { faultCode } from '#e2e/support/faults.ts';
import { expandScript, scripts } from './expand.ts';
import type { CeremonyKind, DrillLevel, Script, Step } from './model.ts';
import type { ScriptPlan } from './script-plan.ts';
import { backupOfTests, custodiansOf, planOf } from './testdata/plans.ts';
import { sideBySide, walkScripts } from './walk.ts';

const kinds = Object.keys(scripts) as CeremonyKind[];
const levels: DrillLevel[] = ['D1', 'D2', 'D3', 'D4'];
const levelSets = Array.from({ length: 16 }, (_, bits) => levels.filter((_, at) => (bits >> at) & 1));

function* plans(kind: CeremonyKind): Generator<ScriptPlan> {
  for (const n of [3, 4, 5, 7, 10]) {
    for (const quorum of new Set([2, 3, n - 1, n])) {
      for (const method of ['identity', 'sas'] as const) {
        for (const drillLevels of kind === 'drill' ? levelSets : [[]]) {
          const base = planOf(kind);
          yield { ...base, custodians: custodiansOf(n), quorum, backup: { ...backupOfTests, method }, drillLevels };
        }
      }
    }
  }
}

/** The scripts of a kind, with every step of the one it names passed through `change`. */
function mutated(
  kind: CeremonyKind,
  change: (steps: readonly Step[], script: Script) => readonly Step[],
): readonly Script[] {
  return sideBySide(kind).map((script) =>
    script.kind === kind
      ? { ...script, parts: script.parts.map((part) => ({ ...part, steps: change(part.steps, script) })) }
      : script,
  );
}

const walkedSteps = (kind: CeremonyKind): readonly Step[] =>
  scripts[kind].parts.filter(({ branch }) => !branch).flatMap(({ steps }) => steps.filter(({ branch }) => !branch));

describe.each(kinds)('the script %s', (kind) => {
  it('is possible in its order for every plan', () => {
    let walked = 0;
    for (const plan of plans(kind)) {
      expect(walkScripts(plan)).toEqual([]);
      walked += 1;
    }
    expect(walked).toBeGreaterThan(30);
  });

  it('is impossible without any step that changes the room', () => {
    const plan = planOf(kind);
    const conditions = new Set(expandScript(plan).flatMap(({ steps }) => steps.map(({ step }) => step.id)));
    const forgiven = walkedSteps(kind)
      .filter(({ id, sets }) => Object.keys(sets).length > 0 && conditions.has(id))
      .filter(
        ({ id }) =>
          walkScripts(
            plan,
            mutated(kind, (steps) => steps.filter((step) => step.id !== id)),
          ).length === 0,
      );
    expect(forgiven.map(({ id }) => id)).toEqual([]);
  });

  it('is impossible with any two neighbours swapped that depend on each other', () => {
    const plan = planOf(kind);
    const pairs = scripts[kind].parts.flatMap(({ steps }) =>
      steps.slice(1).map((second, at) => ({ first: steps[at]!, second })),
    );
    const printed = new Set(expandScript(plan).flatMap(({ steps }) => steps.map(({ step }) => step)));
    const dependent = pairs
      .filter(({ first, second }) => printed.has(first) && printed.has(second))
      .filter(({ first, second }) =>
        Object.entries(first.sets).some(([key, value]) => {
          const wanted: unknown = (second.needs as Record<string, unknown>)[key];
          return wanted === value;
        }),
      );
    expect(dependent.length).toBeGreaterThan(5);
    for (const { first, second } of dependent) {
      const swapped = mutated(kind, (steps) => {
        const at = steps.indexOf(first);
        return at >= 0 && steps[at + 1] === second ? steps.with(at, second).with(at + 1, first) : steps;
      });
      expect(walkScripts(plan, swapped), `${second.id} before ${first.id}`).not.toEqual([]);
    }
  });

  it('names each of its steps once', () => {
    const steps = expandScript(planOf(kind)).flatMap((part) => part.steps);
    expect(new Set(steps.map(({ instanceId }) => instanceId)).size).toBe(steps.length);
  });

  it('has names that a journal can carry', () => {
    for (const { instanceId, fields } of expandScript(planOf(kind)).flatMap((part) => part.steps)) {
      expect(instanceId).toMatch(/^[A-Z][A-Za-z0-9.-]{0,31}$/u);
      for (const { id } of fields) expect(id, instanceId).toMatch(/^[a-z][a-z0-9-]{0,47}$/u);
    }
  });

  it('has two people at every hold and no field twice in a step', () => {
    for (const step of scripts[kind].parts.flatMap(({ steps }) => steps)) {
      if (step.hold) expect(step.who.length, step.id).toBeGreaterThan(1);
      expect(new Set(step.fields.map(({ id }) => id)).size, step.id).toBe(step.fields.length);
    }
  });
});

describe('the model check finds', () => {
  const offline = (change: (steps: readonly Step[]) => readonly Step[]) =>
    walkScripts(planOf('recovery-offline'), mutated('recovery-offline', change));
  const replaced = (id: string, changes: Partial<Step>) =>
    offline((steps) => steps.map((step) => (step.id === id ? { ...step, ...changes } : step)));

  it('a need that is not met', () => {
    expect(replaced('B12', { sets: {} })).toContainEqual({
      kind: 'need',
      step: 'B9.2',
      key: 'custodianStick',
      found: 'out',
    });
  });

  it('two sides that wait for each other for ever', () => {
    expect(replaced('B4', { after: ['C16'] })).toContainEqual({ kind: 'waits-for-ever', step: 'B4', after: ['C16'] });
  });

  it('a role that is not there, and a custodian outside a turn', () => {
    expect(replaced('B15', { who: ['RO1'] })).toContainEqual({ kind: 'nobody', step: 'B15', role: 'RO1' });
    expect(replaced('B15', { who: ['C'] })).toContainEqual({ kind: 'nobody', step: 'B15', role: 'C' });
  });

  it('a hold with one person', () => {
    expect(replaced('B14', { who: ['CA'] })).toContainEqual({ kind: 'hold-of-one', step: 'B14' });
  });

  it('a share in a machine that is not ready', () => {
    expect(replaced('M9', { sets: {} })).toContainEqual({ kind: 'key-without-machine', step: 'B10.1' });
  });

  it('a secret that is left over', () => {
    expect(replaced('B16', { sets: { blob: 'recorded' } })).toContainEqual({
      kind: 'left-over',
      kindOf: 'recovery-offline',
      key: 'shares',
      found: 3,
    });
  });

  it('a laptop that stays on', () => {
    expect(replaced('Z5', { sets: {} })).toContainEqual({
      kind: 'left-over',
      kindOf: 'recovery-offline',
      key: 'offline',
      found: 'ready',
    });
  });
});

describe('a plan', () => {
  it.each([
    [2, 2],
    [11, 3],
    [5, 1],
    [5, 6],
  ])('with %i custodians and a quorum of %i is refused', (n, quorum) => {
    const plan = { ...planOf('recovery-offline'), custodians: custodiansOf(n), quorum };
    expect(faultCode(() => expandScript(plan))).toBe('SCRIPT_PLAN_UNFIT');
  });

  it.each([
    [3, 2],
    [10, 10],
  ])('with %i custodians and a quorum of %i repeats the part of the custodian', (n, quorum) => {
    const plan = { ...planOf('recovery-offline'), custodians: custodiansOf(n), quorum };
    expect(expandScript(plan).filter(({ part }) => part.id === 'b3')).toHaveLength(quorum);
    expect(expandScript({ ...plan, kind: 'activation' }).filter(({ part }) => part.id === 'a2')).toHaveLength(n);
  });

  it('prints only what it chose', () => {
    const ids = (changes: Partial<ScriptPlan>) =>
      expandScript(planOf('drill', changes)).flatMap(({ steps }) => steps.map(({ step }) => step.id));
    expect(ids({ drillLevels: ['D1'] })).not.toContain('D10');
    expect(ids({ drillLevels: ['D2'] })).not.toContain('D6');
    const fields = (method: 'identity' | 'sas') =>
      expandScript(planOf('recovery-online', { backup: { ...backupOfTests, method } }))
        .flatMap(({ steps }) => steps)
        .find(({ step }) => step.id === 'C4')
        ?.fields.map(({ id }) => id);
    expect(fields('identity')).toEqual(['role', 'bypass', 'container', 'immutability']);
    expect(fields('sas')).toContain('backup-rights');
  });
});

it('lets nobody go who is asked to sign later', () => {
  const signing = (Object.keys(scripts) as CeremonyKind[]).flatMap((kind) =>
    walkedSteps(kind).flatMap(({ id, fields }) => {
      const names = fields.map(({ id: field }) => field);
      return names.includes('release') ? [[id, names.indexOf('signed'), names.indexOf('release')] as const] : [];
    }),
  );
  expect(signing).toEqual([['B22', 0, 1]]);
});
