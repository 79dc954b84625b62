// The account that is signed in, and the practice cloud of a practice ceremony.
import { z } from 'zod';
import type { OnlineCheck } from '../../online/check-results.ts';
import { guid, sha256Hex, utcTime } from '../../schemas/atoms.ts';
import { ourFault, ours } from '../ours.ts';

/** `practice` is the only way of a practice ceremony, and of no other. */
export const signInWay = z.enum(['device-code', 'azure-cli', 'browser', 'secret', 'certificate', 'practice']);
export type SignInWay = z.output<typeof signInWay>;

/** The way to Azure as it is used: straight where no proxy is named, and whose roots are trusted on it. */
export const networkUse = z.strictObject({
  /** HOST:PORT */
  proxy: z.string().nullable(),
  /** How many roots, and of whom. */
  roots: z.int(),
  source: z.enum(['system', 'program', 'both']),
  /** Roots that people named beside them. */
  named: z.array(z.strictObject({ name: z.string(), sha256: sha256Hex })),
});
export type NetworkUse = z.output<typeof networkUse>;

export const accountView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('signed-out') }),
  /** A code that a person types elsewhere is shown by main alone. */
  z.strictObject({ phase: z.literal('signing-in'), way: signInWay, sinceUtc: utcTime }),
  z.strictObject({ phase: z.literal('refused'), way: signInWay, fault: ourFault }),
  z.strictObject({
    phase: z.literal('signed-in'),
    way: signInWay,
    name: z.string(),
    objectId: z.string(),
    tenantId: z.string(),
    /** Null in practice, which goes to this machine alone. */
    network: networkUse.nullable(),
    /** Roles in the new HSM; null where it does not tell, which it does to nobody before it is active. */
    roles: z.array(z.strictObject({ scope: z.string(), role: z.string() })).nullable(),
    /** The account beside the plan: what agrees, what a person must look at. */
    checks: z.array(ours<OnlineCheck>('outcome')),
  }),
]);
export type AccountView = z.output<typeof accountView>;

/** The practice cloud of a practice ceremony. */
export const practiceCloudView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  /** `serving`: this app runs it. `joined`: another program on this machine does. */
  z.strictObject({ phase: z.enum(['serving', 'joined']), folder: z.string() }),
]);
export type PracticeCloudView = z.output<typeof practiceCloudView>;

/** Object ids of people or groups in Azure. */
export const objectIds = z.array(guid).max(20);
