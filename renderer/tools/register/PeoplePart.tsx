// The part of the form of a register on its people.
import {
  isPersonUsed,
  type RegisterPerson,
  withNewRegisteredPerson,
  withRegisteredPerson,
} from '#shared/register/edits.ts';
import { optionalText, requiredText, shownText } from '#shared/plan/draft-text.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { FormPages, openInRow } from '../form/FormPages.tsx';
import { useOpenRegister } from './register-draft.ts';
import { RegisterText } from './RegisterText.tsx';

export function PeoplePart() {
  const { register, problems, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  return (
    <>
      <FormPages
        label={t.part.people}
        pages={register.people.map((person, at) => ({
          id: person.id,
          title: shownText(person.name) || t.unnamed,
          open: openInRow(problems, 'people', at),
          content: <PersonFields key={person.id} person={person} at={at} />,
        }))}
        more={<Action onPress={() => edit(withNewRegisteredPerson(register))}>{t.addPerson}</Action>}
      />
    </>
  );
}

function PersonFields({ person, at }: { readonly person: RegisterPerson; readonly at: number }) {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  const { id, name, employer, hsmAdministrator } = person;
  return (
    <div className="columns" data-narrow="">
      <RegisterText
        path={`people[${at}].name`}
        value={name}
        onType={(typed) => edit(withRegisteredPerson(register, id, { name: requiredText(typed) }))}
      />
      <RegisterText
        path={`people[${at}].employer`}
        value={employer}
        onType={(typed) => edit(withRegisteredPerson(register, id, { employer: optionalText(typed) }))}
      />
      <SelectField
        label={t.administrator}
        value={hsmAdministrator ? 'yes' : 'no'}
        choices={(['no', 'yes'] as const).map((value) => ({ value, title: t[value] }))}
        onChange={(value) => edit(withRegisteredPerson(register, id, { hsmAdministrator: value === 'yes' }))}
      />
      {!isPersonUsed(register, id) && (
        <div className="actions">
          <Action
            kind="quiet"
            onPress={() => edit({ ...register, people: register.people.filter((each) => each.id !== id) })}
          >
            {t.remove(shownText(name) || t.unnamed)}
          </Action>
        </div>
      )}
    </div>
  );
}
