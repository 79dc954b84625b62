// The machine itself: the ways out of it, and the sheet of facts that somebody looks at before keys are used.
import { z } from 'zod';
import { selfTestReport } from '../../self-test/self-test.ts';

/** Ways out of this machine that are open. */
export const wayOut = z.strictObject({ kind: z.enum(['interface', 'route', 'radio', 'unreadable']), name: z.string() });
export type WayOut = z.output<typeof wayOut>;
export const airGapView = z.discriminatedUnion('phase', [
  z.strictObject({ phase: z.literal('unknown') }),
  z.strictObject({ phase: z.literal('closed') }),
  z.strictObject({ phase: z.literal('open'), waysOut: z.array(wayOut) }),
]);
export type AirGapView = z.output<typeof airGapView>;

const machineRow = z.strictObject({
  about: z.enum([
    'program-version',
    'program-file',
    'system',
    'system-build',
    'clock',
    'ways-out',
    'open-interface',
    'open-route',
    'open-radio',
    'open-unreadable',
    'namespace',
    'interfaces',
    'model',
    'firmware',
    'virtual',
    'swap',
    'crash-dumps',
    'process-memory',
    'disks',
    'usb',
  ]),
  /** As the system tells it; or a word for what it does not tell, has none of, or shows. */
  value: z.union([z.strictObject({ text: z.string() }), z.strictObject({ word: z.enum(['not-told', 'none', 'yes']) })]),
  /** Somebody must look at this before keys are used. */
  doubt: z.boolean(),
});
export type MachineRow = z.output<typeof machineRow>;

/** The last self-test of this run of the program, and whether a journal names it. */
export const selfTestResult = z.strictObject({ report: selfTestReport, isInJournal: z.boolean() });
export type SelfTestResult = z.output<typeof selfTestResult>;

export const machineSheet = z.strictObject({ rows: z.array(machineRow), selfTest: selfTestResult.nullable() });
export type MachineSheet = z.output<typeof machineSheet>;
