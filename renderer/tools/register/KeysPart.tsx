// The part of the form of a register on custodians’ keys and their copies.
import { withCopy, withRegistered, withToken } from '#shared/register/edits.ts';
import type { RegisterCopy, RegisteredCustodian } from '#shared/register/register.ts';
import { optionalText, requiredText, shownText } from '#shared/plan/draft-text.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { FormPages, openInRow } from '../form/FormPages.tsx';
import { FillRegister } from './FillRegister.tsx';
import { useOpenRegister } from './register-draft.ts';
import { RegisterText } from './RegisterText.tsx';
import { NumberChoice } from './NumberChoice.tsx';

export function KeysPart() {
  const { register, problems } = useOpenRegister();
  const t = useTexts('registerForm');
  return (
    <>
      <FormPages
        label={t.part.keys}
        pages={register.custodians.map((custodian, at) => ({
          id: custodian.id,
          title: custodian.id,
          aside: shownText(register.people.find(({ id }) => id === custodian.person)?.name) || t.unnamed,
          open: openInRow(problems, 'custodians', at),
          content: <KeyFields key={custodian.id} custodian={custodian} at={at} />,
        }))}
      />
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

function KeyFields({ custodian, at }: KeyProps) {
  const { register, edit } = useOpenRegister();
  const sites = useSiteChoices();
  const t = useTexts('registerForm');
  const { id, certificateSha256, availabilityPercent, envelopeSite, copies } = custodian;
  const isOnToken = copies[0].token !== undefined;
  return (
    <>
      <div className="columns" data-narrow="">
        <NumberChoice
          label={t.availability}
          value={availabilityPercent}
          usual={[50, 60, 70, 80, 90, 95, 100]}
          onChange={(value) => edit(withRegistered(register, id, { availabilityPercent: value }))}
        />
        <SelectField
          label={t.envelope}
          value={envelopeSite ?? ''}
          blank={t.memory}
          choices={sites}
          onChange={(site) => edit(withRegistered(register, id, { envelopeSite: site === '' ? null : site }))}
        />
        <SelectField
          label={t.carrier}
          value={isOnToken ? 'token' : 'sticks'}
          choices={(['sticks', 'token'] as const).map((value) => ({ value, title: t.carriers[value] }))}
          onChange={(to) => edit(withToken(register, id, to === 'token'))}
        />
      </div>
      {copies.map((copy, side) => (
        <CopyFields key={side} id={id} copy={copy} at={at} side={side} />
      ))}
      <div className="columns" data-file="">
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
        <FillRegister what={t.certificate} sourceOf={(file) => ({ kind: 'certificate', custodian: id, file })} />
      </div>
    </>
  );
}

interface CopyProps {
  readonly id: string;
  readonly copy: RegisterCopy;
  readonly at: number;
  readonly side: number;
}

function CopyFields({ id, copy: { site, serial, bag, token }, at, side }: CopyProps) {
  const { register, edit } = useOpenRegister();
  const sites = useSiteChoices();
  const { custody } = useSpokenTexts();
  const t = useTexts('registerForm');
  const name =
    token === undefined
      ? custody.copy(side + 1)
      : custody.token({ model: token.model, isAttested: token.attestation !== undefined });
  return (
    <div className="columns" data-narrow="" role="group" aria-label={`${id}, ${name}`}>
      <SelectField
        label={token === undefined ? t.copySite(name) : t.tokenSite}
        value={site}
        choices={sites}
        onChange={(to) => edit(withCopy(register, id, side, { site: to }))}
      />
      <RegisterText
        path={`custodians[${at}].copies[${side}].serial`}
        value={serial}
        onType={(typed) => edit(withCopy(register, id, side, { serial: optionalText(typed) }))}
        isMono
        maxLength={40}
      />
      {token !== undefined && (
        <RegisterText
          path={`custodians[${at}].copies[${side}].token.model`}
          value={token.model}
          onType={(typed) => edit(withCopy(register, id, side, { token: { ...token, model: optionalText(typed) } }))}
          maxLength={40}
        />
      )}
      <RegisterText
        path={`custodians[${at}].copies[${side}].bag`}
        value={bag}
        onType={(typed) => edit(withCopy(register, id, side, { bag: optionalText(typed) }))}
        isMono
        maxLength={40}
      />
    </div>
  );
}
