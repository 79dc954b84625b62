// The clock on the wall, as somebody reads it aloud: dates are checked by it.
import { z } from 'zod';
import { refuse } from '#shared/faults/fault.ts';
import { dateOfDigits, timeOfDigits } from '#shared/formatting/typed-clock.ts';
import { field, press, type Question, type Typed, withoutMarks } from '../../app/confirmation.ts';

/** @returns what it says, ISO 8601 in UTC, to the minute */
export const askWallClock = (practice: boolean): Question<string> => ({
  practice,
  draw({ screens }) {
    const t = screens.clock.wall;
    return {
      title: withoutMarks(t.heading),
      lead: [t.lead],
      facts: [],
      fields: [field('date', t.date), field('time', t.time)],
      acts: [press(t.enter)],
    };
  },
  take: ({ typed }) => wallUtc(typed),
  again: ['CALL_MALFORMED'],
});

const minute = z.iso.datetime({ precision: -1 });

/** Digits alone will do. @throws CALL_MALFORMED */
function wallUtc({ date = '', time = '' }: Typed): string {
  const typed = minute.safeParse(`${dateOfDigits(date.trim())}T${timeOfDigits(time.trim())}Z`);
  if (typed.success) return typed.data;
  return refuse({ code: 'CALL_MALFORMED', call: 'session.setWallClock', paths: ['date', 'time'] });
}
