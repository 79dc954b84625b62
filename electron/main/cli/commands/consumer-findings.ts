// What needs a person in a map of consumers, in a terminal: red where no backup has a key, yellow where a region or a role is wrong.
import { type ConsumerMap, shortName } from '#shared/consumers/consumers.ts';
import type { ConsumerTexts } from '#shared/messages/en/consumers.ts';
import type { MapAssessment } from '#core/consumers/assess.ts';
import { type Line, toned } from '../terminal-layout.ts';

/** Whether somebody must look at one of them. */
export const needsLook = ({ stranded, withoutRole, notBackedUp }: MapAssessment): boolean =>
  stranded.length + withoutRole.length + notBackedUp.length > 0;

export function findingLines(
  { plannedRegion }: Pick<ConsumerMap, 'plannedRegion'>,
  { stranded, withoutRole, notBackedUp }: MapAssessment,
  t: ConsumerTexts,
): readonly Line[] {
  const group = (tone: 'stop' | 'attention', title: (count: number) => string, ids: readonly string[]): Line[] =>
    ids.length === 0 ? [] : [toned(tone, title(ids.length)), ...ids.map((id) => `  ${shortName(id)}`)];
  return [
    ...group('stop', t.notBackedUp, notBackedUp),
    ...group('attention', (count) => t.stranded(plannedRegion ?? '', count), stranded),
    ...group('attention', t.withoutRole, withoutRole),
  ];
}
