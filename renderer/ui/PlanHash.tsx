// The hash of the plan as people copy it from paper: in groups, in capitals, with hyphens.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from './Field.tsx';

const hashPattern = /^[0-9a-f]{64}$/;

/** The digits alone. */
export const bareHash = (typed: string): string => typed.replace(/[\s:-]/g, '').toLowerCase();
export const isHash = (typed: string): boolean => hashPattern.test(bareHash(typed));

interface PlanHashProps {
  /** What is typed, where it is not the hash of the plan. */
  readonly label?: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly note: string;
}

export function PlanHash({ label, value, onChange, note }: PlanHashProps) {
  const count = bareHash(value).length;
  const t = useTexts('ui').planHash;
  return (
    <div className="measure">
      <Field
        label={label ?? t.label}
        value={value}
        onChange={onChange}
        description={count === 0 ? t.digits(note) : t.typed(count, note)}
        isMono
        maxLength={100}
      />
    </div>
  );
}
