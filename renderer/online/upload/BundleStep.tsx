// A step that takes a bundle from the offline side: the bundle, its read-back, and the second person's confirmation.
import { type ReactNode, useState } from 'react';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { Result } from '#shared/faults/fault.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import type { PageProps } from '../pages.ts';
import { Confirm } from '../step/Confirm.tsx';
import { isWholeCode } from '../step/SpokenCode.tsx';
import { TakeBundle } from './TakeBundle.tsx';

interface BundleOrder {
  readonly confirmation: { readonly by: string[]; readonly typedName: string };
  readonly readBack: string;
}

interface BundleStepProps {
  readonly page: PageProps;
  readonly texts: Readonly<Record<'bundle' | 'readBack' | 'action', string>>;
  /** Whether the children are filled in so that the step can be made. */
  readonly isReady?: boolean;
  readonly make: (order: BundleOrder) => Promise<Result<OnlineView>>;
  /** What must stand right above the button. */
  readonly children?: ReactNode;
}

export function BundleStep({ page: { view, ceremony }, texts, isReady = true, make, children }: BundleStepProps) {
  const { incoming } = view;
  const [readBack, setReadBack] = useState('');
  const action = useOnline((store) => store.action);
  const isAgreed = incoming.phase === 'accepted' && incoming.readBack.phase === 'agreed';
  return (
    <>
      <TakeBundle
        what={texts.bundle}
        readBackLabel={texts.readBack}
        incoming={incoming}
        typed={readBack}
        onTyped={setReadBack}
      />
      {incoming.phase === 'accepted' && (
        <Confirm
          ceremony={ceremony}
          action={texts.action}
          isReady={isReady && (isAgreed || isWholeCode(readBack))}
          onDone={({ by, typedName }) => void action(() => make({ confirmation: { by, typedName }, readBack }))}
        >
          {children}
        </Confirm>
      )}
    </>
  );
}
