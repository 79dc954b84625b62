// What was not finished: one line on the first screen, and all of it one level down.
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTexts } from '../../texts/use-texts.ts';
import { Screen } from '../../ui/Screen.tsx';
import { GoBack } from './GoBack.tsx';

interface UnfinishedProps {
  readonly items: readonly { readonly id: string; readonly title: string }[];
  readonly onLook: () => void;
}

export function Unfinished({ items, onLook }: UnfinishedProps) {
  const t = useTexts('bring').unfinished;
  if (items.length === 0) return null;
  const shown = items.length > 2 ? items.slice(0, 1) : items;
  const others = items.length - shown.length;
  return (
    <div className="unfinished">
      {[...shown, ...(others === 0 ? [] : [{ id: '', title: t.more(others) }])].map(({ id, title }) => (
        <Button key={id} className="answer" onPress={onLook}>
          {title}
        </Button>
      ))}
    </div>
  );
}

interface UnfinishedScreenProps {
  readonly onBack: () => void;
  /** A card for each: what is gone, what is still true, and the way to go on. */
  readonly children: ReactNode;
}

export function UnfinishedScreen({ onBack, children }: UnfinishedScreenProps) {
  const t = useTexts('bring').unfinished;
  return (
    <Screen title={t.title}>
      {children}
      <GoBack onBack={onBack} />
    </Screen>
  );
}
