// The files of a rehearsal: what it is and which failure scenarios were chosen, what was injected, and the report of it.
import { z } from 'zod';
import { ceremonyId, lineOfText, personName, sha256Hex, utcTime } from '../schemas/atoms.ts';
import { rehearsalFaults } from './faults.ts';
import { guideStages } from './guide.ts';

const fault = z.enum(rehearsalFaults);
const common = { v: z.literal(1), practice: z.literal(true), ceremony: ceremonyId, planSha256: sha256Hex };

/** What makes a folder the workspace of a rehearsal. */
export const rehearsalSchema = z.strictObject({
  format: z.literal('lifeboat-rehearsal'),
  ...common,
  trainer: personName,
  /** The failure scenarios that the trainer has chosen. */
  faults: z.array(fault).max(rehearsalFaults.length),
});
export type RehearsalFile = z.infer<typeof rehearsalSchema>;

/** The trainer has done it, or has put it right again. */
export const injectionSchema = z.strictObject({
  format: z.literal('lifeboat-rehearsal-injection'),
  v: z.literal(2),
  practice: z.literal(true),
  ceremony: ceremonyId,
  fault,
  /** Whose stick or envelope was damaged, 1 to N; null where it was nobody's. It is put right where it was done. */
  custodian: z.int().min(1).max(10).nullable(),
  at: utcTime,
  action: z.enum(['injected', 'put-right']),
});
export type Injection = z.infer<typeof injectionSchema>;

const machine = z.enum(['offline', 'online']);

const faultReportSchema = z.strictObject({
  fault,
  injectedAt: utcTime.nullable(),
  /** The first sign of it in a journal: the code of a refusal, or the kind of event; an exception where people alone noticed it. */
  noticed: z
    .strictObject({
      at: utcTime,
      machine,
      step: lineOfText(32).nullable(),
      sign: lineOfText(64),
      /** Names, or initials on an exception sheet, as far as that event has them: empty where the machine noticed it alone. */
      by: z.array(personName).max(14),
    })
    .nullable(),
  /** The exception by which people dealt with it. */
  answered: z
    .strictObject({
      at: utcTime,
      machine,
      exception: z.int().min(1),
      step: lineOfText(32),
      by: z.array(personName).min(1).max(8),
      /** On its sheet: who was there. */
      initials: z.array(lineOfText(8)).max(14),
    })
    .nullable(),
});
export type FaultReport = z.infer<typeof faultReportSchema>;

export const reportSchema = z.strictObject({
  format: z.literal('lifeboat-rehearsal-report'),
  ...common,
  trainer: personName,
  reportedAt: utcTime,
  /** The stage that was next then; null when everything was done. */
  stage: z.enum(guideStages).nullable(),
  faults: z.array(faultReportSchema).max(rehearsalFaults.length),
  /** Refusals that no injection explains: a mistake of the trainees, or a true trouble. */
  unplanned: z.array(z.strictObject({ at: utcTime, machine, step: lineOfText(32), fault: lineOfText(64) })).max(200),
});
export type RehearsalReport = z.infer<typeof reportSchema>;
