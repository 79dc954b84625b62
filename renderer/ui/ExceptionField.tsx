// The number of an exception, as it is on its sheet. A mistyped number is named as one, and never counts as an empty field.
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from './Field.tsx';

interface ExceptionFieldProps {
  readonly label: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  /** Whether the form needs a number. Otherwise the field is empty normally. */
  readonly isNeeded?: boolean;
}

export function ExceptionField({ label, typed, onTyped, isNeeded = false }: ExceptionFieldProps) {
  const t = useTexts('ui').exception;
  return (
    <Field
      label={label}
      description={isNeeded ? t.needed : t.mayBeEmpty}
      {...(exceptionNumber(typed) === undefined ? { problem: t.wrong(typed.trim()) } : {})}
      value={typed}
      onChange={onTyped}
      maxLength={6}
    />
  );
}
