// The blind read-back: words are typed before this screen shows its own.
import { useState } from 'react';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Field } from '../../ui/Field.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Term } from '../../ui/Term.tsx';

interface ReadBackWordsProps {
  readonly places: readonly number[];
  readonly triesLeft: number;
  readonly host: string;
}

export function ReadBackWords({ places, triesLeft, host }: ReadBackWordsProps) {
  const [words, setWords] = useState<readonly string[]>(() => places.map(() => ''));
  const { deed, look, isWaiting } = useStore();
  const compare = async (): Promise<void> => {
    if (await deed(() => lifeboat.exchangeKey.confirmWords({ words: [...words] }))) look('exchange-key');
  };
  return (
    <section className="card stack" aria-label="Read-back">
      <div className="row spread">
        <h2>
          All checks passed. Now the <Term name="read-back" />
        </h2>
        <Mark tone={triesLeft > 1 ? 'plain' : 'warn'}>{triesLeft === 1 ? '1 try left' : `${triesLeft} tries`}</Mark>
      </div>
      <p className="measure">
        Call the number from the paper plan. The second operator reads all 32 words of{' '}
        <strong className="mono">{host}</strong> from their own sheet. Type the words at these places. This screen shows
        nothing of its own until they fit.
      </p>
      <div className="choices" data-columns="">
        {places.map((place, at) => (
          <Field
            key={place}
            label={place === 32 ? 'Word 32 (the last)' : `Word ${place}`}
            value={words[at] ?? ''}
            onChange={(word) => {
              setWords(words.map((old, other) => (other === at ? word : old)));
            }}
            maxLength={40}
          />
        ))}
      </div>
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={words.some((word) => word.trim() === '')}
          isPending={isWaiting}
          onPress={() => void compare()}
        >
          Compare
        </Action>
      </div>
    </section>
  );
}
