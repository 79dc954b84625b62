// Refusals of how a command was called.
import type { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import type { UsageProblem } from '#shared/faults/usage.ts';
import { isPracticeAddress } from '#shared/schemas/cloud-suffixes.ts';

/**
 * @param option the option, argument or command that it is about, as it is typed
 * @param allowed what may be there, as it is typed
 * @throws USAGE
 */
export function refuseUsage(problem: UsageProblem, option = '', allowed = ''): never {
  return refuse({ code: 'USAGE', problem, option, allowed });
}

/** The value of an option that is needed here, though not always. @throws USAGE */
export const needed = <T>(value: T | undefined, option: string): T => value ?? refuseUsage('needed-here', option);

/** As `needed`, of several options: all that are missing are named together. @throws USAGE */
export function neededTogether<Option extends string>(
  values: Readonly<Partial<Record<Option, string | undefined>>>,
): Readonly<Record<Option, string>> {
  const missing = Object.entries(values).flatMap(([option, value]) => (value === undefined ? [option] : []));
  if (missing.length > 0) refuseUsage('needed-here', missing.join(', '));
  return values as Readonly<Record<Option, string>>;
}

/** The address of a practice HSM means practice. Says how to say so, before anything looks like an attack. @throws USAGE */
export function notOfPractice(hsmUri: string, practice = false): string {
  if (!practice && isPracticeAddress(hsmUri)) refuseUsage('practice-needed', '--practice');
  return hsmUri;
}

/** A value as its schema has it. @param form how it is written @throws USAGE */
export function taken<T>(schema: z.ZodType<T>, value: unknown, option: string, form: string): T {
  const read = schema.safeParse(value);
  return read.success ? read.data : refuseUsage('value-form', option, form);
}

/** How a GUID is written, where one is refused. */
export const exampleGuid = '00000000-0000-0000-0000-000000000000';
