// Where a new HSM is made: what the control plane must be told, typed from paper.
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';

export const noPlace = { subscription: '', resourceGroup: '', location: '', identity: '' };
type Place = typeof noPlace;

const patterns: Readonly<Record<keyof Place, RegExp>> = {
  subscription: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  resourceGroup: /^[\w.()-]{1,90}$/,
  location: /^[a-z0-9]{2,40}$/,
  identity:
    /^(?:|\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[\w-]{3,128})$/,
};
const fields = ['subscription', 'resourceGroup', 'location', 'identity'] as const;

const typed = (place: Place, field: keyof Place): string => place[field].trim();
export const isWholePlace = (place: Place): boolean =>
  fields.every((field) => patterns[field].test(typed(place, field)));

/** As a call wants it; an HSM without an identity reaches the container with a token. */
export const placeAsCall = (place: Place) => ({
  subscription: typed(place, 'subscription'),
  resourceGroup: typed(place, 'resourceGroup'),
  location: typed(place, 'location'),
  identity: typed(place, 'identity') || null,
});

interface PlaceFieldsProps {
  readonly place: Place;
  readonly onChange: (place: Place) => void;
}

export function PlaceFields({ place, onChange }: PlaceFieldsProps) {
  const t = useTexts('online').emergency.place;
  return (
    <fieldset className="stack" data-tight>
      <legend className="legend">{t.title}</legend>
      <div className="columns">
        {fields.map((field) => {
          const isWrong = typed(place, field) !== '' && !patterns[field].test(typed(place, field));
          return (
            <Field
              key={field}
              label={t[field]}
              value={place[field]}
              onChange={(text) => onChange({ ...place, [field]: text })}
              isMono
              maxLength={400}
              {...(isWrong ? { problem: t.wrong[field] } : {})}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
