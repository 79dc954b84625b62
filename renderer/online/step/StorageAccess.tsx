// How the HSM reaches the container of the backups: by its identity, or the old way by a token that is typed elsewhere.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';

export type Access = 'identity' | 'sas';

interface StorageAccessProps {
  readonly value: Access;
  readonly onChange: (access: Access) => void;
}

export function StorageAccess({ value, onChange }: StorageAccessProps) {
  const t = useTexts('online').step.access;
  return (
    <Choices
      legend={t.legend}
      isInColumns
      value={value}
      onChange={onChange}
      choices={[
        { value: 'identity', ...t.identity },
        { value: 'sas', ...t.sas },
      ]}
    />
  );
}
