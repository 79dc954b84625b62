// A step that takes a bundle from the offline side: the bundle, and its read-back.
import { type ReactNode, useState } from 'react';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { Result } from '#shared/faults/fault.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { emptyRows, wordsAt } from '#shared/formatting/word-rows.ts';
import { Confirm } from '../step/Confirm.tsx';
import { type ReadBackOfBundle, TakeBundle } from './TakeBundle.tsx';

interface BundleStepProps {
  readonly view: OnlineView;
  readonly texts: Readonly<Record<'bundle' | 'readBack' | 'action', string>>;
  /** Whether the children are filled in so that the step can be made. */
  readonly isReady?: boolean;
  readonly make: (words: string[]) => Promise<Result<OnlineView>>;
  /** What must stand right above the button. */
  readonly children?: ReactNode;
}

export function BundleStep({ view, texts, isReady = true, make, children }: BundleStepProps) {
  const { incoming } = view;
  const [rows, setRows] = useState(emptyRows);
  const action = useOnline((store) => store.action);
  const words = incoming.phase === 'accepted' ? heardOf(incoming.readBack, rows) : undefined;
  return (
    <>
      <TakeBundle what={texts.bundle} readBackLabel={texts.readBack} incoming={incoming} rows={rows} onRows={setRows} />
      {incoming.phase === 'accepted' && (
        <Confirm
          action={texts.action}
          isReady={isReady && words !== undefined}
          onDone={() => {
            if (words !== undefined) void action(() => make(words));
          }}
        >
          {children}
        </Confirm>
      )}
    </>
  );
}

/** What was heard of the bundle; undefined while words are missing, or after too many wrong tries. */
function heardOf(readBack: ReadBackOfBundle, rows: readonly string[]): string[] | undefined {
  switch (readBack.phase) {
    case 'asking':
      return wordsAt(readBack.places, rows);
    case 'locked':
      return undefined;
    case 'agreed':
      return [];
  }
}
