// A number of a register, as a choice.
import { SelectField } from '#renderer/ui/SelectField.tsx';

interface NumberChoiceProps {
  readonly label: string;
  readonly value: number;
  readonly usual: readonly number[];
  readonly onChange: (value: number) => void;
}

/** One of the usual numbers, or the one that is there. */
export function NumberChoice({ label, value, usual, onChange }: NumberChoiceProps) {
  const numbers = [...new Set([...usual, value])].sort((a, b) => a - b);
  return (
    <SelectField
      label={label}
      value={String(value)}
      choices={numbers.map((each) => ({ value: String(each), title: String(each) }))}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  );
}
