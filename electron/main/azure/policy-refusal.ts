// A request that a policy of the organization denies: Azure's sentence, and the names of the policies, without the ids around them.
import { z } from 'zod';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { ServiceWords } from './service-words.ts';

export interface PolicyRefusal extends ServiceWords {
  /** Names of the assignments or definitions, as people know them from the portal. */
  readonly policies: readonly string[];
}

const denied = 'RequestDisallowedByPolicy';

const info = z.object({
  policyAssignmentDisplayName: z.string().nullish(),
  policyDefinitionDisplayName: z.string().nullish(),
  policyAssignmentName: z.string().nullish(),
});
const Denial = z.object({
  code: z.literal(denied),
  message: z.string().nullish(),
  additionalInfo: z
    .array(z.object({ info: info.nullish().catch(null) }))
    .nullish()
    .catch(null),
});
/** The denial stands by itself, or among the details of another error. */
const Body = z.object({ error: z.union([Denial, z.object({ details: z.array(z.unknown()) })]) });

const mostNames = 5;

/** What the body of a refusal says about policies; undefined where it is about something else. */
export function policyRefusal(json: unknown): PolicyRefusal | undefined {
  const error = Body.safeParse(json).data?.error;
  if (error === undefined) return undefined;
  const candidates: readonly unknown[] = 'code' in error ? [error] : error.details;
  const denial = candidates.map((each) => Denial.safeParse(each).data).find((each) => each !== undefined);
  if (!denial) return undefined;
  const message = denial.message ?? '';
  return {
    serviceCode: denied,
    serviceMessage: visibleText(message.split(/\s*(?:Policy identifiers:|See error details)/, 1)[0] ?? '', 300),
    policies: [...new Set([...namesIn(denial), ...namesInMessage(message)])].slice(0, mostNames),
  };
}

const namesIn = ({ additionalInfo }: z.infer<typeof Denial>): string[] =>
  (additionalInfo ?? []).flatMap(({ info: told }) => {
    const name =
      (told?.policyAssignmentDisplayName ?? '') ||
      (told?.policyDefinitionDisplayName ?? '') ||
      (told?.policyAssignmentName ?? '');
    return name === '' ? [] : [visibleText(name, 120)];
  });

/** Older answers have the names in the sentence alone, as JSON between quotation marks. */
const namesInMessage = (message: string): string[] =>
  [...message.matchAll(/"policyAssignment":\{"name":"((?:[^"\\]|\\.){1,200})"/g)].map(([, name = '']) =>
    visibleText(name, 120),
  );
