// The journal as people read it: whole or damaged, what stands open, its events page by page; and exceptions written into it.
import { useState } from 'react';
import type { JournalView } from '#shared/contract/tools/journals.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Events } from './Events.tsx';
import { ExceptionForm } from './ExceptionForm.tsx';
import { JournalFacts } from './JournalFacts.tsx';

/** As many as main gives at once. */
const pageLength = 50;

export function JournalScreen() {
  const [file, setFile] = useState<PickedFile | null>(null);
  const [view, setView] = useState<JournalView>();
  const [page, setPage] = useState(0);
  const { ask } = useTools();
  const t = useTexts('journal');
  const read = async (picked: PickedFile, at: number): Promise<void> => {
    const answer = await ask(() => tools.journals.read({ journal: picked.token, page: at }));
    setView(answer.ok ? answer.value : undefined);
    setPage(at);
  };
  const choose = (picked: PickedFile): void => {
    setFile(picked);
    void read(picked, 0);
  };
  return (
    <Screen title={t.title} lead={t.lead}>
      <PickFile what={t.journal} kind="journal" picked={file} onPicked={choose} />
      {view && <JournalFacts view={view} />}
      {view && file && !view.closed && (
        <ExceptionForm
          key={file.token}
          journal={file.token}
          view={view}
          onWritten={(after) => {
            setView(after);
            setPage(0);
          }}
        />
      )}
      {view && file && view.page.length > 0 && (
        <>
          <Events entries={view.page} />
          <div className="actions">
            {page > 0 && <Action onPress={() => void read(file, page - 1)}>{t.newer}</Action>}
            {view.events > (page + 1) * pageLength && (
              <Action onPress={() => void read(file, page + 1)}>{t.older}</Action>
            )}
          </div>
        </>
      )}
    </Screen>
  );
}
