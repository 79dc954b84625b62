// The hash of the plan as people copy it from paper: in groups, in capitals, with hyphens.
import { Field } from './Field.tsx';

const hashPattern = /^[0-9a-f]{64}$/;

/** The digits alone. */
export const bareHash = (typed: string): string => typed.replace(/[\s:-]/g, '').toLowerCase();
export const isHash = (typed: string): boolean => hashPattern.test(bareHash(typed));

interface PlanHashProps {
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly note: string;
}

export function PlanHash({ value, onChange, note }: PlanHashProps) {
  const count = bareHash(value).length;
  return (
    <div className="measure">
      <Field
        label="Hash of the plan, typed from paper"
        value={value}
        onChange={onChange}
        description={`64 digits, from the cover of the script${count === 0 ? '' : ` (${count} typed)`}. ${note}`}
        isMono
        maxLength={100}
      />
    </div>
  );
}
