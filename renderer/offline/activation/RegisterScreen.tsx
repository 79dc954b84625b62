// The register of custody: numbers of sticks and bags are typed, proofs come from the journal, and the file goes to the OUT stick.
import { useState } from 'react';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { areProven, isDomainFile, isRegister } from './new-keys.ts';
import { OldSet } from './OldSet.tsx';
import { Sticks } from '../sticks/SticksScreen.tsx';

export function RegisterScreen({ view }: { readonly view: View }) {
  const say = useTexts('activation');
  const t = say.register;
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { action, look, isWaiting } = useStore();
  const { activation, recovery } = view;
  if (activation === null || recovery === null) return null;
  const out = view.volumes.find(({ role, present }) => role === 'out' && present);
  const copies = activation.keys.flatMap(({ custodian }) => ([1, 2] as const).map((copy) => ({ custodian, copy })));
  const written = view.written.filter((file) => isRegister(file) || isDomainFile(file));
  const write = async (): Promise<void> => {
    const sealed = copies.map(({ custodian, copy }) => ({
      custodian,
      copy,
      serial: typed[`serial ${custodian} ${copy}`] ?? '',
      bag: typed[`bag ${custodian} ${copy}`] ?? '',
    }));
    await action(() => lifeboat.activation.writeRegister({ copies: sealed }));
  };
  const field = (what: 'serial' | 'bag', custodian: string, copy: number) => {
    const key = `${what} ${custodian} ${copy}`;
    return (
      <Field
        key={key}
        label={t[what](custodian, copy)}
        value={typed[key] ?? ''}
        onChange={(value) => setTyped({ ...typed, [key]: value })}
        isMono
        maxLength={40}
      />
    );
  };
  return (
    <Screen title={t.title} lead={t.lead} state={String(written.length)}>
      {written.length > 0 && (
        <>
          <Notice isResult tone="good">
            {t.written}
          </Notice>
          <WrittenFiles files={written} />
          <div className="actions">
            <ContinueButton look={look}>{t.goOn}</ContinueButton>
          </div>
          <p className="soft measure">{t.later}</p>
        </>
      )}
      <section className="card stack" data-tight aria-label={t.table}>
        <h2>{t.table}</h2>
        <p className="soft">{t.blank}</p>
        {copies.map(({ custodian, copy }) => (
          <div key={`${custodian} ${copy}`} className="choices" data-columns="">
            {field('serial', custodian, copy)}
            {field('bag', custodian, copy)}
          </div>
        ))}
      </section>
      {out === undefined && <Sticks view={view} roles={['out', 'none']} />}
      <div className="actions">
        <Action
          kind={written.length > 0 ? 'plain' : 'primary'}
          isDisabled={out === undefined}
          isPending={isWaiting}
          onPress={() => void write()}
        >
          {t.write}
        </Action>
      </div>
      {activation.oldSet !== null && areProven(activation) && <OldSet oldSet={activation.oldSet} />}
    </Screen>
  );
}
