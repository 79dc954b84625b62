// SKU, tags and network rules of a new HSM: in the plan, or where it is created.
import { hsmSkus } from '#shared/plan/creation.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { type CreationInput, wrongAddressIn, wrongTagIn } from './creation-input.ts';

export interface CreationFieldsProps {
  readonly value: CreationInput;
  readonly onChange: (value: CreationInput) => void;
}

export function CreationFields(props: CreationFieldsProps) {
  return (
    <>
      <SkuFields {...props} />
      <NetworkFields {...props} />
    </>
  );
}

export function SkuFields({ value, onChange }: CreationFieldsProps) {
  const t = useTexts('online').pages.create;
  const set = (change: Partial<CreationInput>): void => onChange({ ...value, ...change });
  const { sku, tags } = value;
  const wrongTag = wrongTagIn(tags);
  return (
    <>
      <SelectField
        label={t.sku}
        value={sku}
        onChange={(chosen) => set({ sku: hsmSkus.find((name) => name === chosen) ?? sku })}
        choices={hsmSkus.map((name) => ({ value: name, title: name }))}
      />
      <Field
        label={t.tags}
        description={t.tagsNote}
        {...(wrongTag === undefined ? {} : { problem: t.wrongTag(wrongTag) })}
        value={tags}
        onChange={(typed) => set({ tags: typed })}
        isLong
        isMono
        maxLength={4000}
      />
    </>
  );
}

export function NetworkFields({ value, onChange }: CreationFieldsProps) {
  const t = useTexts('online').pages.create;
  const set = (change: Partial<CreationInput>): void => onChange({ ...value, ...change });
  const { access, addresses, bypass } = value;
  const wrongAddress = wrongAddressIn(addresses);
  return (
    <>
      <Choices
        legend={t.network}
        isInColumns
        value={access}
        onChange={(chosen) => set({ access: chosen })}
        choices={(['anyone', 'listed', 'nobody'] as const).map((each) => ({ value: each, ...t[each] }))}
      />
      {access === 'listed' && (
        <Field
          label={t.addresses}
          description={t.addressesNote}
          {...(wrongAddress === undefined ? {} : { problem: t.wrongAddress(wrongAddress) })}
          value={addresses}
          onChange={(typed) => set({ addresses: typed })}
          isLong
          isMono
          maxLength={4000}
        />
      )}
      {access !== 'anyone' && (
        <Choices
          legend={t.bypass}
          isInColumns
          value={bypass}
          onChange={(chosen) => set({ bypass: chosen })}
          choices={[
            { value: 'on', ...t.bypassOn },
            { value: 'off', ...t.bypassOff },
          ]}
        />
      )}
    </>
  );
}
