// What everybody waits for in a recovery, in its order: the online calls, and what the offline machine knows of it.
export const milestones = ['create', 'init-recovery', 'upload', 'backup', 'restore'] as const;
export type Milestone = (typeof milestones)[number];

export const offlineMilestones = ['exchange-key', 'blob'] as const;
export type ClockMilestone = Milestone | (typeof offlineMilestones)[number];

/** Each side's journal knows its own. */
export const milestonesOf = { online: milestones, offline: offlineMilestones } as const;
export type ClockSide = keyof typeof milestonesOf;
