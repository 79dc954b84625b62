// Two people of the plan who answer for what is done next.
import { whoMayAnswer } from '#shared/plan/people.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { useRoleName } from '#renderer/tools/plan/use-role-name.ts';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import type { TwoPeople } from './people.ts';

interface PeopleFieldsProps {
  readonly plan: Plan;
  readonly by: TwoPeople;
  readonly onChange: (by: TwoPeople) => void;
}

export function PeopleFields({ plan, by, onChange }: PeopleFieldsProps) {
  const t = useTexts('ceremony').people;
  const nameOf = useRoleName();
  const choices = whoMayAnswer(plan).map(({ id, name, roles }) => ({
    value: id,
    title: `${name} (${roles.map(nameOf).join(', ')})`,
  }));
  const [first, second] = by;
  return (
    <fieldset className="stack plain-set" data-tight>
      <legend className="legend">{t.legend}</legend>
      <div className="choices" data-columns="">
        <SelectField
          label={t.first}
          value={first}
          blank={t.choose}
          choices={choices}
          onChange={(id) => onChange([id, second])}
        />
        <SelectField
          label={t.second}
          value={second}
          blank={t.choose}
          choices={choices}
          onChange={(id) => onChange([first, id])}
        />
      </div>
      {first !== '' && first === second && <p className="soft">{t.same}</p>}
    </fieldset>
  );
}
