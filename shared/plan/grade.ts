// Which script a plan asks for.
import type { ScriptGrade } from '../ceremony/model.ts';
import type { Plan } from './plan.ts';

export const gradeOf = ({ grade = 'full' }: Pick<Plan, 'grade'>): ScriptGrade => grade;
