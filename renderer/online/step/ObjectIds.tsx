// Object ids of people or groups in Azure, one in each line.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';

const pattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The ids in what was typed, lowercase. */
export const objectIdsIn = (typed: string): string[] =>
  typed
    .toLowerCase()
    .split(/[\s,;]+/u)
    .filter((part) => part !== '');
export const areObjectIds = (typed: string): boolean => objectIdsIn(typed).every((id) => pattern.test(id));

interface ObjectIdsProps {
  readonly label: string;
  readonly note: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
}

export function ObjectIds({ label, note, value, onChange }: ObjectIdsProps) {
  const t = useTexts('online').step.objectIds;
  const wrong = objectIdsIn(value).find((id) => !pattern.test(id));
  return (
    <Field
      label={label}
      value={value}
      onChange={onChange}
      description={wrong === undefined ? note : t.wrong(wrong)}
      isLong
      isMono
      maxLength={1000}
    />
  );
}
