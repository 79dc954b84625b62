// Sends the restore blob: its bundle is signed, written to the OUT stick, read back, and its words are read aloud to the other side.
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';
import { ReadAloud, WriteBundle } from './Sending.tsx';

export function ExportScreen({ view }: { readonly view: View }) {
  const t = useTexts('ceremony').blob;
  const { recovery } = view;
  if (recovery === null) return null;
  const { sent } = recovery;
  return (
    <Screen
      title={t.title}
      state={`${sent?.copies ?? 0} ${sent?.isReadBack === true ? 'read back' : ''}`}
      lead={<Rich text={t.lead} tags={{ term: (words) => <Term name="OUT stick">{words}</Term> }} />}
    >
      {sent !== null && sent.copies > 0 && <ReadAloud sent={sent} ask={() => lifeboat.blob.confirmReadBack(null)} />}
      {view.written.length > 0 && <WrittenFiles files={view.written} />}
      <WriteBundle view={view} sent={sent} region={t.region} onWrite={() => lifeboat.blob.export(null)} />
    </Screen>
  );
}
