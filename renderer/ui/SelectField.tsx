// One of a short list, chosen with the system's own control: it is known to every screen reader and every finger.
import { useId } from 'react';

interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  /** What is there while nothing is chosen. */
  readonly blank?: string;
  readonly choices: readonly { readonly value: string; readonly title: string }[];
  readonly onChange: (value: string) => void;
}

export function SelectField({ label, value, blank, choices, onChange }: SelectFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {blank !== undefined && <option value="">{blank}</option>}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
    </div>
  );
}
