// What can be wrong with the plan of a ceremony.

export type PlanFault = never;
