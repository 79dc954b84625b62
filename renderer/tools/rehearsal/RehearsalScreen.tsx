// A guided rehearsal: which window, who, what next; and the trainer's part. Everything on it is practice.
import type { AppSide } from '#shared/contract/tools/papers.ts';
import { useRehearsal } from '#renderer/store/rehearsal-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Guide } from './Guide.tsx';
import { MakeWorkspace } from './MakeWorkspace.tsx';
import { OpenWorkspace } from './OpenWorkspace.tsx';
import { Trainer } from './Trainer.tsx';

export function RehearsalScreen({ side }: { readonly side: AppSide }) {
  const t = useTexts('rehearsal');
  const view = useRehearsal((store) => store.view);
  return (
    <Screen
      title={t.title}
      lead={view === undefined ? t.lead : undefined}
      state={view === undefined ? 'choosing' : 'open'}
    >
      <Notice tone="warn">{t.practice}</Notice>
      {view === undefined ? (
        <>
          <OpenWorkspace side={side} />
          {side === 'online' && <MakeWorkspace />}
        </>
      ) : (
        <>
          <Guide view={view} side={side} />
          <Trainer view={view} />
        </>
      )}
    </Screen>
  );
}
