// The calls of a recovery that everybody waits for, in their order.
export const milestones = ['create', 'init-recovery', 'upload', 'backup', 'restore'] as const;
export type Milestone = (typeof milestones)[number];
