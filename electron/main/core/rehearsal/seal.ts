// The sealed list of a rehearsal: everybody gets the hash before, nobody can change the list after.
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import type { RehearsalFault } from '#shared/rehearsal/faults.ts';
import {
  type Envelope,
  envelopeSchema,
  type Injection,
  injectionSchema,
  type Score,
  scoreSchema,
  type Seal,
  sealSchema,
} from '#shared/rehearsal/files.ts';
import { formProblems } from '#shared/schemas/problems.ts';
import { sha256 } from '../encoding/bytes.ts';
import { encodeCanonicalJson } from '../encoding/canonical-json.ts';
import { parseStrictJson } from '../encoding/json.ts';
import type { SignedPlan } from '../plan/approval.ts';

/** Greatest size in bytes of the files of a rehearsal. */
export const maxRehearsalBytes = 64 << 10;

export interface SealOrder {
  readonly plan: SignedPlan;
  readonly trainer: string;
  readonly faults: readonly RehearsalFault[];
  /** ISO 8601 in UTC. */
  readonly now: string;
}

/**
 * Puts a list into an envelope and seals it.
 * @throws REHEARSAL_NOT_PRACTICE
 */
export function sealList({ plan: { plan, planSha256 }, trainer, faults, now }: SealOrder): {
  readonly envelope: Envelope;
  readonly seal: Seal;
} {
  const { ceremony, practice } = plan;
  if (!practice) return refuse({ code: 'REHEARSAL_NOT_PRACTICE', ceremony });
  const common = { v: 1, practice, ceremony, planSha256, trainer, sealedAt: now } as const;
  const envelope: Envelope = {
    format: 'lifeboat-rehearsal-envelope',
    ...common,
    nonce: randomBytes(32).toString('hex'),
    faults: [...new Set(faults)],
  };
  return { envelope, seal: { format: 'lifeboat-rehearsal-seal', ...common, sealSha256: sealOf(envelope) } };
}

/** SHA-256 of the envelope's canonical bytes, hex. */
export const sealOf = (envelope: Envelope): string => sha256(encodeCanonicalJson(envelope)).toString('hex');

/**
 * Refuses an envelope that is not the one that was sealed, and a seal that says something else beside its hash.
 * @throws REHEARSAL_SEAL_BROKEN
 */
export function assertSealed(envelope: Envelope, seal: Seal): void {
  const expected = seal.sealSha256;
  const found = sealOf(envelope);
  if (found !== expected) refuse({ code: 'REHEARSAL_SEAL_BROKEN', expected, found });
  // The hash binds the envelope alone: the seal says the same beside it, and that could have been edited.
  for (const member of ['ceremony', 'planSha256', 'trainer', 'sealedAt'] as const) {
    const [sealed, said] = [envelope[member], seal[member]];
    if (sealed !== said) refuse({ code: 'REHEARSAL_SEAL_BROKEN', expected: said, found: sealed });
  }
}

/** The bytes of a file of a rehearsal. */
export const encodeRehearsalFile = (value: Envelope | Seal | Injection | Score): Buffer =>
  Buffer.from(`${JSON.stringify(value, null, 2)}\n`, 'utf8');

/** @throws REHEARSAL_FILE_INVALID, JSON_… */
export const parseEnvelope = (bytes: Uint8Array): Envelope => parsed(envelopeSchema, 'envelope', bytes);
/** @throws REHEARSAL_FILE_INVALID, JSON_… */
export const parseSeal = (bytes: Uint8Array): Seal => parsed(sealSchema, 'seal', bytes);
/** @throws REHEARSAL_FILE_INVALID, JSON_… */
export const parseInjection = (bytes: Uint8Array): Injection => parsed(injectionSchema, 'injection', bytes);
/** @throws REHEARSAL_FILE_INVALID, JSON_… */
export const parseScore = (bytes: Uint8Array): Score => parsed(scoreSchema, 'score', bytes);

function parsed<Schema extends z.ZodType>(schema: Schema, file: string, bytes: Uint8Array): z.output<Schema> {
  const form = schema.safeParse(parseStrictJson(bytes, { maxBytes: maxRehearsalBytes }));
  return form.success
    ? form.data
    : refuse({ code: 'REHEARSAL_FILE_INVALID', file, problems: formProblems(form.error) });
}
