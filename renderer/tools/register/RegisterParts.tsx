// The parts of the form of a register: quorum, people, sites, and keys with their copies.
import {
  isPersonUsed,
  isSiteUsed,
  type RegisterPerson,
  type RegisterSite,
  withCopy,
  withNewRegisteredPerson,
  withNewSite,
  withRegistered,
  withRegisteredPerson,
  withSite,
} from '#shared/register/edits.ts';
import type { RegisteredCustodian } from '#shared/register/register.ts';
import { optionalText, requiredText, shownText } from '#shared/plan/draft-text.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { FillRegister } from './FillRegister.tsx';
import { useOpenRegister } from './register-draft.ts';
import { RegisterText } from './RegisterText.tsx';

interface NumberChoiceProps {
  readonly label: string;
  readonly value: number;
  readonly usual: readonly number[];
  readonly onChange: (value: number) => void;
}

/** One of the usual numbers, or the one that is there. */
function NumberChoice({ label, value, usual, onChange }: NumberChoiceProps) {
  const numbers = [...new Set([...usual, value])].sort((a, b) => a - b);
  return (
    <SelectField
      label={label}
      value={String(value)}
      choices={numbers.map((each) => ({ value: String(each), title: String(each) }))}
      onChange={(chosen) => {
        onChange(Number(chosen));
      }}
    />
  );
}

export function QuorumPart() {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  const { hsm, required, proofEveryDays, reviewedOn, securityDomainSha256, custodians } = register;
  return (
    <>
      <div className="columns">
        <RegisterText
          path="hsm.name"
          value={hsm.name}
          onType={(typed) => {
            edit({ ...register, hsm: { ...hsm, name: requiredText(typed) } });
          }}
          isMono
        />
        <RegisterText
          path="hsm.uri"
          value={hsm.uri}
          onType={(typed) => {
            edit({ ...register, hsm: { ...hsm, uri: requiredText(typed) } });
          }}
          isMono
        />
        <NumberChoice
          label={t.required}
          value={required}
          usual={custodians.slice(1).map((_, at) => at + 2)}
          onChange={(value) => {
            edit({ ...register, required: value });
          }}
        />
        <NumberChoice
          label={t.proofEveryDays}
          value={proofEveryDays}
          usual={[30, 61, 91, 182, 365]}
          onChange={(value) => {
            edit({ ...register, proofEveryDays: value });
          }}
        />
        <RegisterText
          path="reviewedOn"
          value={reviewedOn}
          onType={(typed) => {
            edit({ ...register, reviewedOn: optionalText(typed) });
          }}
          isMono
          maxLength={10}
        />
      </div>
      <RegisterText
        path="securityDomainSha256"
        value={securityDomainSha256}
        onType={(typed) => {
          edit({ ...register, securityDomainSha256: optionalText(typed.replace(/[\s:]/g, '').toLowerCase()) });
        }}
        isMono
        maxLength={100}
      />
      <FillRegister what={t.domain} sourceOf={(file) => ({ kind: 'security-domain', file })} />
    </>
  );
}

export function PeoplePart() {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  return (
    <>
      <p className="measure">{t.peopleText}</p>
      {register.people.map((person, at) => (
        <PersonRow key={person.id} person={person} at={at} />
      ))}
      <div className="actions">
        <Action
          onPress={() => {
            edit(withNewRegisteredPerson(register));
          }}
        >
          {t.addPerson}
        </Action>
      </div>
    </>
  );
}

function PersonRow({ person, at }: { readonly person: RegisterPerson; readonly at: number }) {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  const { id, name, employer, hsmAdministrator } = person;
  const shown = shownText(name) || t.unnamed;
  return (
    <div className="columns" data-narrow="" role="group" aria-label={shown}>
      <RegisterText
        path={`people[${at}].name`}
        value={name}
        onType={(typed) => {
          edit(withRegisteredPerson(register, id, { name: requiredText(typed) }));
        }}
      />
      <RegisterText
        path={`people[${at}].employer`}
        value={employer}
        onType={(typed) => {
          edit(withRegisteredPerson(register, id, { employer: optionalText(typed) }));
        }}
      />
      <SelectField
        label={t.administrator}
        value={hsmAdministrator ? 'yes' : 'no'}
        choices={(['no', 'yes'] as const).map((value) => ({ value, title: t[value] }))}
        onChange={(value) => {
          edit(withRegisteredPerson(register, id, { hsmAdministrator: value === 'yes' }));
        }}
      />
      {!isPersonUsed(register, id) && (
        <div className="actions">
          <Action
            kind="quiet"
            onPress={() => {
              edit({ ...register, people: register.people.filter((each) => each.id !== id) });
            }}
          >
            {t.remove(shown)}
          </Action>
        </div>
      )}
    </div>
  );
}

export function SitesPart() {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  return (
    <>
      <p className="measure">{t.sitesText}</p>
      {register.sites.map((site, at) => (
        <SiteCard key={site.id} site={site} at={at} />
      ))}
      <div className="actions">
        <Action
          onPress={() => {
            edit(withNewSite(register));
          }}
        >
          {t.addSite}
        </Action>
      </div>
    </>
  );
}

function SiteCard({ site, at }: { readonly site: RegisterSite; readonly at: number }) {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  const { id, name, region } = site;
  const shown = shownText(name) || t.unnamedSite(at + 1);
  return (
    <section className="card stack" data-tight aria-label={shown}>
      <h3>{shown}</h3>
      <div className="columns" data-narrow="">
        <RegisterText
          path={`sites[${at}].name`}
          value={name}
          onType={(typed) => {
            edit(withSite(register, id, { name: requiredText(typed) }));
          }}
        />
        <RegisterText
          path={`sites[${at}].region`}
          value={region}
          onType={(typed) => {
            edit(withSite(register, id, { region: optionalText(typed) }));
          }}
          maxLength={40}
        />
        <Keyholders site={site} />
      </div>
      {!isSiteUsed(register, id) && register.sites.length > 1 && (
        <div className="actions">
          <Action
            kind="quiet"
            onPress={() => {
              edit({ ...register, sites: register.sites.filter((each) => each.id !== id) });
            }}
          >
            {t.remove(shown)}
          </Action>
        </div>
      )}
    </section>
  );
}

/** Who can open a site alone: nobody has said, nobody can, or these people. */
function Keyholders({ site: { id, keyholders } }: { readonly site: RegisterSite }) {
  const { register, edit } = useOpenRegister();
  const t = useTexts('registerForm');
  const people = register.people.map((person) => ({ value: person.id, title: shownText(person.name) || t.unnamed }));
  const set = (next: string[] | null): void => {
    edit(withSite(register, id, { keyholders: next }));
  };
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
          onChange={(to) => {
            set((keyholders ?? []).flatMap((each) => (each !== holder ? [each] : to === '' ? [] : [to])));
          }}
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

export function KeysPart() {
  const { register } = useOpenRegister();
  const t = useTexts('registerForm');
  return (
    <>
      <p className="measure">{t.keysText}</p>
      {register.custodians.map((custodian, at) => (
        <KeyCard key={custodian.id} custodian={custodian} at={at} />
      ))}
    </>
  );
}

function useSiteChoices() {
  const { register } = useOpenRegister();
  const t = useTexts('registerForm');
  return register.sites.map(({ id, name }, at) => ({ value: id, title: shownText(name) || t.unnamedSite(at + 1) }));
}

interface KeyProps {
  readonly custodian: RegisteredCustodian;
  readonly at: number;
}

function KeyCard({ custodian, at }: KeyProps) {
  const { register, edit } = useOpenRegister();
  const sites = useSiteChoices();
  const t = useTexts('registerForm');
  const { id, person, certificateSha256, availabilityPercent, envelopeSite } = custodian;
  const name = shownText(register.people.find((each) => each.id === person)?.name) || t.unnamed;
  return (
    <section className="card stack" data-tight aria-label={id}>
      <h3>
        {id} {name}
      </h3>
      <div className="columns" data-narrow="">
        <NumberChoice
          label={t.availability}
          value={availabilityPercent}
          usual={[50, 60, 70, 80, 90, 95, 100]}
          onChange={(value) => {
            edit(withRegistered(register, id, { availabilityPercent: value }));
          }}
        />
        <SelectField
          label={t.envelope}
          value={envelopeSite ?? ''}
          blank={t.memory}
          choices={sites}
          onChange={(site) => {
            edit(withRegistered(register, id, { envelopeSite: site === '' ? null : site }));
          }}
        />
      </div>
      {([0, 1] as const).map((side) => (
        <CopyFields key={side} custodian={custodian} at={at} side={side} />
      ))}
      <RegisterText
        path={`custodians[${at}].certificateSha256`}
        value={certificateSha256}
        onType={(typed) => {
          const bare = typed.replace(/[\s:]/g, '').toLowerCase();
          edit(withRegistered(register, id, { certificateSha256: requiredText(bare) }));
        }}
        isMono
        maxLength={100}
      />
      <FillRegister what={t.certificate(id)} sourceOf={(file) => ({ kind: 'certificate', custodian: id, file })} />
    </section>
  );
}

function CopyFields({ custodian: { id, copies }, at, side }: KeyProps & { readonly side: 0 | 1 }) {
  const { register, edit } = useOpenRegister();
  const sites = useSiteChoices();
  const { custody } = useSpokenTexts();
  const t = useTexts('registerForm');
  const { site, serial, bag } = copies[side];
  return (
    <div className="columns" data-narrow="" role="group" aria-label={`${id}, ${custody.copy(side + 1)}`}>
      <SelectField
        label={t.copySite(custody.copy(side + 1))}
        value={site}
        choices={sites}
        onChange={(to) => {
          edit(withCopy(register, id, side, { site: to }));
        }}
      />
      <RegisterText
        path={`custodians[${at}].copies[${side}].serial`}
        value={serial}
        onType={(typed) => {
          edit(withCopy(register, id, side, { serial: optionalText(typed) }));
        }}
        isMono
        maxLength={40}
      />
      <RegisterText
        path={`custodians[${at}].copies[${side}].bag`}
        value={bag}
        onType={(typed) => {
          edit(withCopy(register, id, side, { bag: optionalText(typed) }));
        }}
        isMono
        maxLength={40}
      />
    </div>
  );
}
