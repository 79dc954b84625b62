// Two people who answer for something, where no plan names anybody: they type their names.
import { isPersonName, peopleAmong } from '#shared/formatting/person-name.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';

export type TwoNames = readonly [string, string];
export const nobodyNamed: TwoNames = ['', ''];

export const areTwoNames = (by: TwoNames): boolean =>
  by.map((name) => name.trim()).every(isPersonName) && peopleAmong(by) === 2;

/** As a call wants them. */
export const namesAsCall = ([first, second]: TwoNames): [string, string] => [first.trim(), second.trim()];

interface NamesProps {
  readonly by: TwoNames;
  readonly onChange: (by: TwoNames) => void;
  /** The first field has the keyboard as soon as it is there. */
  readonly isFirst?: boolean;
}

export function Names({ by: [first, second], onChange, isFirst = false }: NamesProps) {
  const t = useTexts('emergency').people;
  return (
    <div className="row">
      <Field
        label={t.first}
        value={first}
        maxLength={80}
        isFirst={isFirst}
        onChange={(name) => onChange([name, second])}
      />
      <Field label={t.second} value={second} maxLength={80} onChange={(name) => onChange([first, name])} />
    </div>
  );
}
