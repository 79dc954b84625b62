// Several people of the plan, ticked by name.
interface PeopleChoiceProps {
  readonly legend: string;
  readonly people: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

export function PeopleChoice({ legend, people, chosen, onChange }: PeopleChoiceProps) {
  return (
    <fieldset className="people">
      <legend className="legend">{legend}</legend>
      {people.map((name) => (
        <label key={name} className="row">
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, name] : chosen.filter((each) => each !== name))
            }
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  );
}
