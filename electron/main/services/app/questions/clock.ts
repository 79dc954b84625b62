// The clock on the wall, as somebody reads it aloud: dates are checked by it.
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { isPersonName } from '#shared/formatting/person-name.ts';
import { dateOfDigits, timeOfDigits } from '#shared/formatting/typed-clock.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { field, press, type Question, type Typed, withoutMarks } from '../confirmation.ts';

interface WallClockRead {
  /** ISO 8601 in UTC, to the minute. */
  readonly wallUtc: string;
  readonly readBy: string;
}

/** @param holder of this machine's identity, who most often reads it; where nobody is noted, it is not asked who does */
export const askWallClock = (practice: boolean, holder?: string): Question<WallClockRead> => ({
  practice,
  draw({ screens }) {
    const t = screens.clock.wall;
    return {
      title: withoutMarks(t.heading),
      lead: [t.lead],
      facts: [],
      fields: [
        field('date', t.date),
        field('time', t.time),
        ...(holder === undefined ? [] : [field('readBy', t.readBy, { value: holder })]),
      ],
      acts: [press(t.enter)],
    };
  },
  take({ typed }) {
    const readBy = typed['readBy']?.trim() ?? '';
    if (holder !== undefined && !isPersonName(readBy))
      refuse({ code: 'PERSON_NAME_UNCLEAR', person: visibleText(readBy, 80) });
    return { wallUtc: wallUtc(typed), readBy };
  },
  again: ['CALL_MALFORMED', 'PERSON_NAME_UNCLEAR'],
});

const minute = z.iso.datetime({ precision: -1 });

/** Digits alone will do. @throws CALL_MALFORMED */
function wallUtc({ date = '', time = '' }: Typed): string {
  const typed = minute.safeParse(`${dateOfDigits(date.trim())}T${timeOfDigits(time.trim())}Z`);
  if (typed.success) return typed.data;
  return refuse({ code: 'CALL_MALFORMED', call: 'session.setWallClock', paths: ['date', 'time'] });
}
