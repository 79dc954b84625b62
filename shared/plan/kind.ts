// What follows from the kind and the grade of a plan, without its schema: asked by the order of events, by steps, screens and records alike.
import type { ScriptGrade } from '../ceremony/model.ts';
import type { Plan } from './plan.ts';

/** Whether custodians get new keys in a ceremony of this kind: its backup is the first one for them, and no restore follows. */
export const givesKeys = (kind: string | undefined): kind is 'activation' | 're-wrap' =>
  kind === 'activation' || kind === 're-wrap';

/** Which script a plan asks for. */
export const gradeOf = ({ grade = 'full' }: Pick<Plan, 'grade'>): ScriptGrade => grade;
