// Verify evidence, for auditors: what the files of a package prove by themselves, and what rests on people's word.
import { type ReactNode, useState } from 'react';
import type { PickedFile } from '../../../shared/contract/desk.ts';
import type { EvidenceReport } from '../../../shared/evidence/report.ts';
import { useCatalogue } from '../../texts/use-texts.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '../../store/desk-store.ts';
import { Action } from '../../ui/Action.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PickFile } from '../../ui/PickFile.tsx';
import { bareHash, isHash, PlanHash } from '../../ui/PlanHash.tsx';
import { Screen } from '../../ui/Screen.tsx';

export function EvidenceScreen() {
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const [typed, setTyped] = useState('');
  const [report, setReport] = useState<EvidenceReport>();
  const { ask, isWaiting } = useDesk();
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
    <Screen
      title="Verify evidence"
      lead="Every file of the package is checked again on this machine. It needs no Azure and no keys."
    >
      <PickFile
        what="the folder of the package"
        picked={folder}
        kind="evidence"
        onPicked={(picked) => {
          setFolder(picked);
          setReport(undefined);
        }}
      />
      <PlanHash value={typed} onChange={setTyped} note="Without it, the report says that nobody compared the plan." />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={folder === null || (hash !== '' && !isHash(hash))}
          isPending={isWaiting}
          onPress={() => void verify()}
        >
          Verify
        </Action>
      </div>
      {report && <Report report={report} />}
    </Screen>
  );
}

function Report({ report }: { readonly report: EvidenceReport }) {
  const { evidence } = useCatalogue();
  const { ceremony, practice, signers, proven, restsOnPeople } = report;
  return (
    <section className="card stack" aria-label="Report">
      <Notice tone={practice ? 'warn' : 'good'}>
        {practice ? 'PRACTICE – NOT A REAL CEREMONY. ' : ''}
        The package is whole. Read below what that proves, and what it cannot prove.
      </Notice>
      <dl className="facts">
        <dt>Ceremony</dt>
        <dd className="mono">{ceremony}</dd>
        <dt>Signed by</dt>
        <dd>{signers.join(', ')}</dd>
      </dl>
      <h2>Proven from the files</h2>
      <Findings mark={<Mark tone="good">proven</Mark>} texts={proven.map(evidence.proven)} />
      <h2>Rests on people</h2>
      {restsOnPeople.length === 0 ? (
        <p className="soft">Nothing.</p>
      ) : (
        <Findings mark={<Mark tone="warn">ask them</Mark>} texts={restsOnPeople.map(evidence.peoplesWord)} />
      )}
      <Fingerprint
        label="SHA-256 of the list of files: compare it with the closing page"
        sha256={report.manifestSha256}
        show="both"
      />
      <Fingerprint label="SHA-256 of the plan: compare it with the cover" sha256={report.planSha256} />
    </section>
  );
}

function Findings({ mark, texts }: { readonly mark: ReactNode; readonly texts: readonly string[] }) {
  return (
    <ul className="findings">
      {texts.map((text, at) => (
        <li key={at}>
          {mark}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
