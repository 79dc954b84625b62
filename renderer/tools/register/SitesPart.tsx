// The part of the form of a register on sites and those who hold their keys.
import { isSiteUsed, type RegisterSite, withNewSite, withSite } from '#shared/register/edits.ts';
import { optionalText, requiredText, shownText } from '#shared/plan/draft-text.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { FormPages, openInRow } from '../form/FormPages.tsx';
import { useOpenRegister } from './register-draft.ts';
import { RegisterText } from './RegisterText.tsx';

export function SitesPart() {
  const { register, problems, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  return (
    <>
      <FormPages
        label={t.part.sites}
        pages={register.sites.map((site, at) => ({
          id: site.id,
          title: shownText(site.name) || t.unnamedSite(at + 1),
          open: openInRow(problems, 'sites', at),
          content: <SiteFields key={site.id} site={site} at={at} />,
        }))}
        more={<Action onPress={() => edit(withNewSite(register))}>{t.addSite}</Action>}
      />
    </>
  );
}

function SiteFields({ site, at }: { readonly site: RegisterSite; readonly at: number }) {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  const { id, name, region } = site;
  return (
    <>
      <div className="columns" data-narrow="">
        <RegisterText
          path={`sites[${at}].name`}
          value={name}
          onType={(typed) => edit(withSite(register, id, { name: requiredText(typed) }))}
        />
        <RegisterText
          path={`sites[${at}].region`}
          value={region}
          onType={(typed) => edit(withSite(register, id, { region: optionalText(typed) }))}
          maxLength={40}
        />
        <Keyholders site={site} />
      </div>
      {!isSiteUsed(register, id) && register.sites.length > 1 && (
        <div className="actions">
          <Action
            kind="quiet"
            onPress={() => edit({ ...register, sites: register.sites.filter((each) => each.id !== id) })}
          >
            {t.remove(shownText(name) || t.unnamedSite(at + 1))}
          </Action>
        </div>
      )}
    </>
  );
}

/** Who can open a site alone: nobody has said, nobody can, or these people. */
function Keyholders({ site: { id, keyholders } }: { readonly site: RegisterSite }) {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  const people = register.people.map((person) => ({ value: person.id, title: shownText(person.name) || t.unnamed }));
  const set = (next: string[] | null): void => edit(withSite(register, id, { keyholders: next }));
  const [first] = people;
  const kind = keyholders === null ? 'unknown' : keyholders.length === 0 ? 'nobody' : 'people';
  const free = people.filter(({ value }) => keyholders?.includes(value) !== true);
  return (
    <>
      <SelectField
        label={t.keyholders}
        value={kind}
        choices={(['unknown', 'nobody', 'people'] as const).map((value) => ({ value, title: t.holders[value] }))}
        onChange={(value) => {
          if (value === 'people') set(first === undefined ? [] : [first.value]);
          else set(value === 'nobody' ? [] : null);
        }}
      />
      {(keyholders ?? []).map((holder) => (
        <SelectField
          key={holder}
          label={t.keyholder}
          value={holder}
          blank={t.takeOut}
          choices={people.filter(({ value }) => value === holder || free.some((each) => each.value === value))}
          onChange={(to) =>
            set((keyholders ?? []).flatMap((each) => (each !== holder ? [each] : to === '' ? [] : [to])))
          }
        />
      ))}
      {kind === 'people' && free.length > 0 && (
        <SelectField
          key={(keyholders ?? []).join(' ')}
          label={t.anotherKeyholder}
          value=""
          blank={t.holders.nobody}
          choices={free}
          onChange={(to) => {
            if (to !== '') set([...(keyholders ?? []), to]);
          }}
        />
      )}
    </>
  );
}
