// Sends the certificates of the new keys: one signed bundle on the OUT stick, whose words are read aloud to the other side.
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Screen } from '#renderer/ui/Screen.tsx';
import { ReadAloud, WriteBundle } from '../export/Sending.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';

export function CertificatesScreen({ view }: { readonly view: View }) {
  const t = useTexts('activation').certificates;
  const { recovery, activation } = view;
  if (recovery === null || activation === null) return null;
  const { sent, plan } = recovery;
  return (
    <Screen
      title={t.title}
      lead={t.lead(activation.keys.length, plan.quorum.required)}
      state={`${sent?.copies ?? 0} ${sent?.isReadBack === true ? 'read back' : ''}`}
    >
      {sent !== null && sent.copies > 0 && (
        <ReadAloud sent={sent} ask={() => lifeboat.activation.confirmReadBack(null)} />
      )}
      {sent !== null && <WrittenFiles files={view.written.filter(({ name }) => name === sent.name)} />}
      <WriteBundle
        view={view}
        sent={sent}
        region={t.region}
        onWrite={() => lifeboat.activation.exportCertificates(null)}
      />
    </Screen>
  );
}
