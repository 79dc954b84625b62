// Pairing: one side reads the code aloud; the other types it before its own screen shows anything.
import { useState } from 'react';
import { ceremonyIdPattern } from '#shared/schemas/ceremony-id.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { ReadCode } from './ReadCode.tsx';
import { TypeCode } from './TypeCode.tsx';

type Part = 'type' | 'read';

export function PairingScreen() {
  const [ceremony, setCeremony] = useState('');
  const [offline, setOffline] = useState<PickedFile | null>(null);
  const [online, setOnline] = useState<PickedFile | null>(null);
  const [part, setPart] = useState<Part>('type');
  const t = useTexts('pairing');
  const id = ceremony.trim();
  const pair =
    offline && online && ceremonyIdPattern.test(id)
      ? { ceremony: id, offline: offline.token, online: online.token }
      : undefined;
  return (
    <Screen title={t.title} lead={t.lead}>
      <section className="card stack" aria-label={t.machines}>
        <div className="measure">
          <Field
            label={t.ceremony}
            value={ceremony}
            onChange={(text) => setCeremony(text.toUpperCase())}
            description={t.ceremonyDetail}
            isMono
            maxLength={40}
          />
        </div>
        <PickFile what={t.offline} kind="identity" picked={offline} onPicked={setOffline} />
        <PickFile what={t.online} kind="identity" picked={online} onPicked={setOnline} />
      </section>
      <Choices
        legend={t.what}
        isInColumns
        value={part}
        onChange={setPart}
        choices={(['type', 'read'] as const).map((value) => ({ value, ...t[value] }))}
      />
      {pair === undefined ? (
        <p className="soft">{t.first}</p>
      ) : part === 'type' ? (
        <TypeCode pair={pair} />
      ) : (
        <ReadCode pair={pair} />
      )}
    </Screen>
  );
}
