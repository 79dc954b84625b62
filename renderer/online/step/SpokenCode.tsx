// The words or digits of a hash as the other side reads them; how many are typed is counted, whether they are right is not said here.
import { Field } from '#renderer/ui/Field.tsx';

/** Words in a hash; as digits it has twice as many characters. */
const words = 32;

/** Whether as much was typed as a hash has: 32 words, or 64 hex digits in groups or not. */
export function isWholeCode(typed: string): boolean {
  return countWords(typed) === words || /^[0-9a-f]{64}$/i.test(typed.replace(/[\s:-]/gu, ''));
}
export const countWords = (typed: string): number => typed.split(/[\s,;]+/u).filter((word) => word !== '').length;

interface SpokenCodeProps {
  readonly label: string;
  readonly note: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}

export function SpokenCode({ label, note, value, onChange }: SpokenCodeProps) {
  return (
    <Field
      label={label}
      description={`${countWords(value)} / ${words}. ${note}`}
      value={value}
      onChange={onChange}
      isLong
      maxLength={600}
    />
  );
}
