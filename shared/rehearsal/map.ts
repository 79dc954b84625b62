// Both rooms of a rehearsal in one living map: whoever trains may read both journals.
import { mapOf, type LivingMap, type MapPlace, seenOf } from '../map/map.ts';
import { type BothSides, type GuideStage, stagePlaces } from './guide.ts';

const windows = { online: ['online'], offline: ['offline'], both: ['online', 'gap', 'offline'] } as const;

/** What a stage works on besides the machines. */
const further: Readonly<Partial<Record<GuideStage, readonly MapPlace[]>>> = {
  'exchange-key': ['new-hsm'],
  custodians: ['custodians'],
  upload: ['new-hsm'],
  'restore-point': ['backup', 'new-hsm'],
  restore: ['backup', 'new-hsm'],
  verify: ['new-hsm'],
};

/**
 * What is on a machine, or has left it, its own journal says.
 * @param stage undefined when the rehearsal is over
 * @param required how many custodians must give
 */
export function mapOfRehearsal(
  { offline, online }: BothSides,
  stage: GuideStage | undefined,
  required: number,
): LivingMap {
  const [inside, outside] = [seenOf(offline), seenOf(online)];
  const seen = {
    ...inside,
    hsm: outside.hsm,
    exchange: inside.exchange === 'none' ? outside.exchange : inside.exchange,
    blob: outside.blob === 'none' ? inside.blob : outside.blob,
  };
  const wrong = (
    [
      ['offline', offline],
      ['online', online],
    ] as const
  ).flatMap(([place, state]) => ((state?.failures.length ?? 0) > 0 ? [place] : []));
  if (stage === undefined) return mapOf(seen, required, { wrong, acting: [] });
  const { window, who } = stagePlaces[stage];
  return mapOf(seen, required, { lit: [...windows[window], ...(further[stage] ?? [])], wrong, acting: who });
}
