// What the log of a drill or of a making of keys can say; a recovery keeps a journal. Every kind of event with its closed schema. No member could hold a secret.
import { z } from 'zod';
import { writtenFile } from '../contract/files.ts';
import { exceptionView } from '../contract/exception-view.ts';
import { wallClock } from '../contract/clock-view.ts';
import { copyNumber, createdKey } from '../contract/offline/new-key-view.ts';
import { loadedFile } from '../contract/offline/security-domain-view.ts';
import { loggedPurpose } from '../contract/offline/session-view.ts';
import { ceremonyId } from '../schemas/atoms.ts';

const event = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape });
const name = z.string().max(500);
const faultCode = z.string().regex(/^[A-Z][A-Z0-9_]{1,63}$/);
const version = z.string().max(32);

export const sessionEvent = z.discriminatedUnion('kind', [
  event('session-begun', { id: ceremonyId, purpose: loggedPurpose, practice: z.boolean(), version }),
  /** The program had ended without a finish, and a person took the session up again. */
  event('session-resumed', { version }),
  event('session-finished', {}),
  event('wall-clock', { clock: wallClock }),
  event('exception', { exception: exceptionView }),
  event('air-gap', { isClosed: z.boolean(), waysOut: z.array(name).max(64) }),
  event('alarm', { fault: faultCode }),
  event('security-domain-loaded', { file: loadedFile, required: z.int(), custodians: z.int() }),
  /** `copy`: as the people in the room said; the program cannot tell one stick from another. */
  event('share-accepted', { thumbprint: name, fileName: name, copy: copyNumber }),
  event('share-refused', { fileName: name, fault: faultCode }),
  /** Shares that were in memory are no longer: nothing brings them back but their custodians. */
  event('shares-gone', { count: z.int().min(1) }),
  event('quorum-proven', { data: z.int() }),
  event('file-written', { file: writtenFile }),
  event('key-made', { key: createdKey }),
]);
export type SessionEvent = z.infer<typeof sessionEvent>;
export type SessionEventOf<Kind extends SessionEvent['kind']> = Extract<SessionEvent, { kind: Kind }>;
