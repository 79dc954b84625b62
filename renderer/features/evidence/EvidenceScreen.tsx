// Verify evidence, for auditors: a package is checked again from its files alone.
import { useState } from 'react';
import type { PickedFile } from '../../../shared/contract/desk/picked.ts';
import type { EvidenceReport } from '../../../shared/evidence/report.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '../../store/desk-store.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Action } from '../../ui/Action.tsx';
import { PickFile } from '../../ui/PickFile.tsx';
import { bareHash, isHash, PlanHash } from '../../ui/PlanHash.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Report } from './Report.tsx';

export function EvidenceScreen() {
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const [typed, setTyped] = useState('');
  const [report, setReport] = useState<EvidenceReport>();
  const { ask, isWaiting } = useDesk();
  const t = useTexts('evidence');
  const hash = bareHash(typed);
  const verify = async (): Promise<void> => {
    if (folder === null) return;
    setReport(undefined);
    const answer = await ask(() =>
      desk.evidence.verify({ folder: folder.token, planSha256: hash === '' ? null : hash }),
    );
    if (answer.ok) setReport(answer.value);
  };
  return (
    <Screen title={t.title} lead={t.lead}>
      <PickFile
        what={t.folder}
        picked={folder}
        kind="evidence"
        onPicked={(picked) => {
          setFolder(picked);
          setReport(undefined);
        }}
      />
      <PlanHash value={typed} onChange={setTyped} note={t.without} />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={isWaiting || folder === null || (hash !== '' && !isHash(hash))}
          onPress={() => void verify()}
        >
          {t.verify}
        </Action>
      </div>
      {report && <Report report={report} />}
    </Screen>
  );
}
