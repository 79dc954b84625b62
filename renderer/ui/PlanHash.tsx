// The hash of the plan as it is on paper: its digits in groups, its 32 words, or what a reader of codes types of the code beside them.
import { bareDigits, parsePrintedFingerprint, placeOf } from '#shared/formatting/fingerprint.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from './Field.tsx';

/** The 64 digits of what was typed; undefined until all of it is there and right. */
function hashOf(typed: string): string | undefined {
  try {
    return parsePrintedFingerprint(typed);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** The digits alone: all 64, of words and codes too; or those that are there. */
export const bareHash = (typed: string): string => hashOf(typed) ?? bareDigits(typed);
export const isHash = (typed: string): boolean => hashOf(typed) !== undefined;

/** The words of what was typed, if it is words. */
const wordsOf = (typed: string): readonly string[] =>
  /[g-z]/i.test(typed) ? typed.split(/[^\p{L}]+/u).filter((word) => word.length > 1) : [];

interface PlanHashProps {
  /** What is typed, where it is not the hash of the plan. */
  readonly label?: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly note: string;
}

export function PlanHash({ label, value, onChange, note }: PlanHashProps) {
  const t = useTexts('ui').planHash;
  const words = wordsOf(value);
  const count = bareHash(value).length;
  // The last word may still be on its way.
  const isDone = /[^\p{L}]$/u.test(value) || words.length >= 32;
  const wrong = isHash(value) ? undefined : words.slice(0, isDone ? undefined : -1).find((word) => !placeOf(word));
  const typed = words.length > 0 ? t.words(words.length, note) : t.typed(count, note);
  return (
    <div className="measure">
      <Field
        label={label ?? t.label}
        value={value}
        onChange={onChange}
        description={value === '' ? t.digits(note) : typed}
        {...(wrong === undefined ? {} : { problem: t.unknownWord(wrong) })}
        isMono
        maxLength={600}
      />
    </div>
  );
}
