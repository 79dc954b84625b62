// The page of a healthy HSM: what names it, what was found of its readiness, and a backup outside of a ceremony.
import { z } from 'zod';
import type { Readiness } from '../../readiness/readiness.ts';
import { hsmDetailsSchema } from '../../readiness/hsm-details.ts';
import { cardCheckValue, guid, sha256Hex, utcTime } from '../../schemas/atoms.ts';
import { paperOrder } from '../tools/papers.ts';
import { fileToken } from '../files.ts';
import { ourFault, ours } from '../ours.ts';
import { progressView } from './step-view.ts';

export const readinessView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('none') }),
  z.strictObject({
    phase: z.literal('open'),
    practice: z.boolean(),
    name: z.string(),
    uri: z.string(),
    tenant: guid,
    container: z.string(),
    place: hsmDetailsSchema.shape.place,
    identity: hsmDetailsSchema.shape.identity,
    look: z.discriminatedUnion('phase', [
      z.strictObject({ phase: z.literal('not-looked') }),
      z.strictObject({ phase: z.literal('looking'), sinceUtc: utcTime }),
      z.strictObject({ phase: z.literal('looked'), readiness: ours<Readiness>('light') }),
    ]),
    backup: z.discriminatedUnion('phase', [
      z.strictObject({ phase: z.literal('none') }),
      z.strictObject({ phase: z.literal('running'), progress: progressView }),
      z.strictObject({ phase: z.literal('refused'), fault: ourFault, atUtc: utcTime }),
      z.strictObject({ phase: z.literal('done'), folderUri: z.string() }),
    ]),
  }),
]);
export type ReadinessView = z.output<typeof readinessView>;

/** What readiness is looked at with. A file that nobody chose is a row that is not known. */
export const readinessOrder = z.strictObject({
  inventory: fileToken.nullable(),
  /** The map of consumers. */
  consumers: fileToken.nullable(),
  securityDomain: fileToken.nullable(),
  /** Its hash, typed from paper. */
  securityDomainSha256: sha256Hex.nullable(),
  register: fileToken.nullable(),
  /** The plan that is kept ready for an emergency, and the check value on the card that was printed from it. */
  plan: fileToken.nullable(),
  card: cardCheckValue.nullable(),
  /** Certificates of custodians. */
  certificates: z.array(fileToken).max(10),
  /** The folder in which backups on a schedule leave their records. */
  records: fileToken.nullable(),
  /** How old the last backup may be, in hours. */
  maxAgeHours: z.int().min(1).max(999),
});

/** In which language, and on which paper, what was found is printed. */
export const readinessPaper = paperOrder.pick({ language: true, paper: true });

/** The emergency card of a plan, with the newest backup of the folder of records. */
export const cardOrder = readinessPaper.extend({ plan: fileToken, records: fileToken.nullable() });
