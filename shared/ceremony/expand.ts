// A script filled from a plan: parts repeated for custodians, conditions applied, steps numbered as they are printed.
import { refuse } from '../faults/fault.ts';
import type { QuorumProblem } from '../faults/paper.ts';
import { activationScript, rewrapScript } from './activation.ts';
import { drillScript } from './drill.ts';
import { emergencyOfflineScript, emergencyOnlineScript } from './emergency.ts';
import type { CeremonyKind, Condition, Field, Part, Script, Step } from './model.ts';
import { recoveryOfflineScript } from './recovery-offline.ts';
import { recoveryOnlineScript } from './recovery-online.ts';
import { conditionsOf, type PlanCustodian, type ScriptShape } from './script-plan.ts';

export const scripts: Readonly<Record<CeremonyKind, Script>> = {
  activation: activationScript,
  're-wrap': rewrapScript,
  'recovery-offline': recoveryOfflineScript,
  'recovery-online': recoveryOnlineScript,
  drill: drillScript,
  'emergency-offline': emergencyOfflineScript,
  'emergency-online': emergencyOnlineScript,
};

/** A turn of a repeated part: which of how many, and whose it is where the plan knows. */
export interface Turn {
  readonly k: number;
  readonly of: number;
  readonly custodian?: PlanCustodian;
}

export interface StepInstance {
  /** `B10.2` for the second turn, `M1.online1` in the block of that machine, else the id of the step. */
  readonly instanceId: string;
  readonly step: Step;
  readonly fields: readonly Field[];
  readonly turn?: Turn;
}

export interface PartInstance {
  readonly part: Part;
  readonly turn?: Turn;
  readonly steps: readonly StepInstance[];
}

/**
 * The script of a plan, ready to print or to walk.
 * @throws SCRIPT_PLAN_UNFIT when the plan has no sensible quorum
 */
export function expandScript(plan: ScriptShape, script: Script = scripts[plan.kind]): readonly PartInstance[] {
  const problems = quorumProblems(plan);
  if (problems.length > 0) refuse({ code: 'SCRIPT_PLAN_UNFIT', problems });
  const conditions = conditionsOf(plan);
  const applies = ({ only }: { readonly only: readonly Condition[] }): boolean =>
    only.every((condition) => conditions.has(condition));
  return script.parts.filter(applies).flatMap((part) =>
    turnsOf(part, plan).map((turn): PartInstance => {
      const steps = part.steps.filter(applies).map((step): StepInstance => ({
        instanceId: instanceId(step, part, turn),
        step,
        fields: step.fields.filter(applies),
        ...(turn && { turn }),
      }));
      return { part, ...(turn && { turn }), steps };
    }),
  );
}

function quorumProblems({ custodians, quorum }: ScriptShape): readonly QuorumProblem[] {
  const n = custodians.length;
  return [
    ...(n >= 3 && n <= 10 ? [] : [{ kind: 'custodians', count: n } as const]),
    ...(quorum >= 2 && quorum <= n ? [] : [{ kind: 'quorum', quorum, custodians: n } as const]),
  ];
}

function turnsOf({ repeat }: Part, { custodians, quorum }: ScriptShape): readonly (Turn | undefined)[] {
  switch (repeat) {
    case 'once':
      return [undefined];
    case 'custodians':
      return custodians.map((custodian, at) => ({ k: at + 1, of: custodians.length, custodian }));
    case 'quorum':
      return Array.from({ length: quorum }, (_, at) => ({ k: at + 1, of: quorum }));
  }
}

function instanceId({ id }: Step, { suffix }: Part, turn: Turn | undefined): string {
  const where = turn === undefined ? suffix : String(turn.k);
  return where === undefined ? id : `${id}.${where}`;
}
