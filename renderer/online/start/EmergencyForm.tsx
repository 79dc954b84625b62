// Begins an emergency, or corrects its details: the address of the HSM from paper, the directory, what people have, and the two who answer for it.
import { useState } from 'react';
import type { EmergencyStart } from '#shared/contract/online/emergency-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { areTwoNames, Names, namesAsCall, nobodyNamed, type TwoNames } from '#renderer/tools/emergency/Names.tsx';
import { areObjectIds, objectIdsIn } from '../step/ObjectIds.tsx';
import { EmergencyNote } from './EmergencyNote.tsx';
import type { OpenEmergency } from '../pages.ts';
import { isWholePlace, noPlace, PlaceFields, placeAsCall } from './PlaceFields.tsx';

const starts: readonly EmergencyStart[] = ['blob', 'exchange-key', 'new-hsm'];
const practiceAddress = /\.managedhsm\.practice\.invalid\/?$/;

interface EmergencyFormProps {
  /** What was typed before, of an emergency that has begun. */
  readonly begun?: OpenEmergency;
  readonly onDone?: () => void;
}

export function EmergencyForm({ begun, onDone }: EmergencyFormProps) {
  const [start, setStart] = useState<EmergencyStart>(begun?.start ?? 'blob');
  const [address, setAddress] = useState(begun?.uri.replace('https://', '') ?? '');
  const [directory, setDirectory] = useState(begun?.tenant ?? '');
  const [people, setPeople] = useState<TwoNames>(begun?.people ?? nobodyNamed);
  const [place, setPlace] = useState(begun?.place ? { ...begun.place, identity: begun.place.identity ?? '' } : noPlace);
  const { action, look, isWaiting } = useOnline();
  const t = useTexts('online').emergency.begin;
  // The practice cloud has one directory.
  const isPractice = practiceAddress.test(address.trim());
  const [tenant = null] = objectIdsIn(directory);
  const missing = [
    ...(address.trim() === '' ? [t.missingAddress] : []),
    ...(isPractice || (tenant !== null && areObjectIds(directory)) ? [] : [t.missingDirectory]),
    ...(start === 'new-hsm' && !isWholePlace(place) ? [t.missingPlace] : []),
    ...(areTwoNames(people) ? [] : [t.missingPeople]),
  ];
  const order = {
    address: address.trim(),
    tenant: isPractice ? null : tenant,
    start,
    people: namesAsCall(people),
    place: start === 'new-hsm' ? placeAsCall(place) : null,
  };
  const begin = async (): Promise<void> => {
    if (!begun) look(undefined);
    if (await action(() => (begun ? online.emergency.change(order) : online.emergency.open(order)))) onDone?.();
  };
  return (
    <section className="card stack" aria-label={begun ? t.change : t.title}>
      {!begun && <EmergencyNote />}
      <Choices
        legend={t.start}
        isInColumns
        value={start}
        onChange={setStart}
        choices={starts.map((value) => ({ value, ...t.starts[value] }))}
      />
      <div className="columns">
        <Field
          label={t.address}
          description={t.addressNote}
          value={address}
          onChange={setAddress}
          isMono
          maxLength={120}
        />
        {!isPractice && (
          <Field
            label={t.directory}
            description={t.directoryNote}
            value={directory}
            onChange={setDirectory}
            isMono
            maxLength={40}
          />
        )}
      </div>
      {start === 'new-hsm' && <PlaceFields place={place} onChange={setPlace} />}
      <Names by={people} onChange={setPeople} />
      <p className="soft measure">{begun ? t.changeNote : t.checked}</p>
      <div className="actions">
        <Action kind="primary" isDisabled={missing.length > 0} isPending={isWaiting} onPress={() => void begin()}>
          {begun ? t.save : t.action}
        </Action>
        {missing.length > 0 && <span className="soft">{t.missing(missing.join(', '))}</span>}
      </div>
    </section>
  );
}
