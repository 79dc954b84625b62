// One of several, each with a line that says what it means.
import type { ReactNode } from 'react';
import { Label } from 'react-aria-components/Label';
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components/RadioGroup';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly title: ReactNode;
  readonly detail?: string;
  readonly aside?: string;
  readonly isDisabled?: boolean;
}

interface ChoicesProps<Value extends string> {
  readonly legend: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly isInColumns?: boolean;
}

export function Choices<Value extends string>({ legend, choices, value, onChange, isInColumns }: ChoicesProps<Value>) {
  return (
    <RadioGroup
      className="stack"
      data-tight
      value={value}
      onChange={(chosen) => {
        const choice = choices.find((one) => one.value === chosen);
        if (choice) onChange(choice.value);
      }}
    >
      <Label className="legend">{legend}</Label>
      <div className="choices" data-columns={isInColumns === true ? '' : undefined}>
        {choices.map((choice) => (
          <RadioField key={choice.value} value={choice.value} isDisabled={choice.isDisabled ?? false}>
            <RadioButton className="choice">
              <span>{choice.title}</span>
              {choice.aside !== undefined && <span className="aside">{choice.aside}</span>}
              {choice.detail !== undefined && <span className="detail">{choice.detail}</span>}
            </RadioButton>
          </RadioField>
        ))}
      </div>
    </RadioGroup>
  );
}
