// Who is beside the one who sits here: chosen from the people of the plan, never the same person.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import type { OpenCeremony } from '../pages.ts';

/** The plan's roles whose people may confirm a call; the operators come first. */
const mayConfirm = ['RO2', 'RO1', 'CA'] as const;

interface SecondPersonProps {
  /** Who sits here. */
  readonly holder: string;
  readonly people: OpenCeremony['plan']['people'];
  readonly value: string | null;
  readonly onChange: (name: string) => void;
  readonly legend?: string;
}

export function SecondPerson({ holder, people: planned, value, onChange, legend }: SecondPersonProps) {
  const t = useTexts('online').step.confirm;
  const others = mayConfirm.flatMap((role) =>
    planned
      .filter(({ name, roles }) => name !== holder && roles.includes(role))
      .map(({ name }) => ({ value: name, title: name, aside: role })),
  );
  const people = others.filter(({ value: name }, at) => others.findIndex((other) => other.value === name) === at);
  return (
    <Choices legend={legend ?? t.whoBeside(holder)} isInColumns value={value} onChange={onChange} choices={people} />
  );
}
