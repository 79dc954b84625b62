// Practice or production: what may be done on this machine rests on it, so no page says it.
import type { Purpose } from '#shared/contract/offline/session-view.ts';
import { refuse } from '#shared/faults/fault.ts';
import { ceremonyId, practicePrefix } from '#shared/schemas/atoms.ts';
import { field, press, type Question } from '../../app/confirmation.ts';
import type { OfflineWorld } from '../world.ts';

export interface Begun {
  readonly practice: boolean;
  /** From the cover of the printed script; empty for an emergency, whose id is made. */
  readonly id: string;
}

/** An id of practice that nobody has used: the moment, to the second. */
const practiceIdAt = (moment: Date): string => {
  const utc = moment.toISOString();
  return `${practicePrefix}${utc.slice(0, 10)}-${utc.slice(11, 19).replaceAll(':', '')}`;
};

/**
 * @param isTrial people only want to try it: then it is practice, with an id that is made
 * @returns what people chose
 */
export function askBegin(
  { now, practiceOnly: isPreview }: Pick<OfflineWorld, 'now' | 'practiceOnly'>,
  purpose: Purpose,
  isTrial: boolean,
): Question<Begun> {
  const practiceOnly = isPreview || isTrial;
  return {
    practice: practiceOnly || null,
    draw({ screens: { start: t } }) {
      const modes = ['practice', ...(practiceOnly ? [] : (['production'] as const))] as const;
      return {
        title: t.modeOf(t.purposes[purpose].title),
        lead: [
          `${t.practice}: ${t.practiceDetail}`,
          `${t.production}: ${isPreview ? t.notInPreview : t.productionDetail}`,
        ],
        facts: [],
        fields:
          purpose === 'emergency'
            ? []
            : [field('id', t.id, { value: isTrial ? practiceIdAt(now()) : '', detail: t.idDetail })],
        acts: modes.map((mode) => press(t[mode], mode)),
      };
    },
    take({ typed, act }) {
      const practice = practiceOnly || act !== 'production';
      if (purpose === 'emergency') return { practice, id: '' };
      const id = (typed['id'] ?? '').trim().toUpperCase();
      if (!ceremonyId.safeParse(id).success) refuse({ code: 'CEREMONY_ID_UNCLEAR' });
      if (id.startsWith(practicePrefix) !== practice) refuse({ code: 'CEREMONY_ID_NOT_PRACTICE', id });
      return { practice, id };
    },
    again: ['CEREMONY_ID_UNCLEAR', 'CEREMONY_ID_NOT_PRACTICE'],
  };
}
