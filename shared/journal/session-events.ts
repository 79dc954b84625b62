// What the journal of a drill or of a making of keys says beyond the events of every journal: it begins without a plan, in Lifeboat Offline.
import { z } from 'zod';
import { createdKey } from '../contract/offline/new-key-view.ts';
import { appVersion, ceremonyId, utcTime } from '../schemas/atoms.ts';

const event = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape });

/** What a session without a plan is for. */
export const sessionPurposes = ['share-check', 'quorum-drill', 'custodian-keys'] as const;

export const sessionEvents = [
  event('session-opened', {
    ceremony: ceremonyId,
    practice: z.boolean(),
    machine: z.literal('offline'),
    purpose: z.enum(sessionPurposes),
    app: appVersion,
  }),
  /** The program had ended without a finish, and a person took the session up again. */
  event('session-resumed', { app: appVersion }),
  /** The clock on the wall; nobody is asked who reads it. */
  event('clock-read', { wall: utcTime }),
  event('alarm', { fault: z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/) }),
  event('key-made', { key: createdKey }),
  event('session-finished', {}),
] as const;
