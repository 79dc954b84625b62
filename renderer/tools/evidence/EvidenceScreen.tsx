// Verify evidence, for auditors: a package is checked again from its files alone.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { bareHash, isHash, PlanHash } from '#renderer/ui/PlanHash.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { PaperActions } from '../documents/PaperActions.tsx';
import { Report } from './Report.tsx';

/** Machines that keep a journal. */
const machines = ['offline', 'operator-1', 'operator-2'] as const;
type Machine = (typeof machines)[number];
const noHeads: Readonly<Record<Machine, string>> = { offline: '', 'operator-1': '', 'operator-2': '' };
const headOf = (role: Machine, heads: typeof noHeads): readonly (readonly [Machine, string])[] =>
  bareHash(heads[role]) === '' ? [] : [[role, bareHash(heads[role])]];

export function EvidenceScreen() {
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const [typed, setTyped] = useState('');
  const [heads, setHeads] = useState(noHeads);
  const [report, setReport] = useState<EvidenceReport>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('evidence');
  const { word } = useSpokenTexts();
  const hash = bareHash(typed);
  const isTyped = (text: string): boolean => bareHash(text) === '' || isHash(text);
  const verify = async (): Promise<void> => {
    if (folder === null) return;
    setReport(undefined);
    const answer = await ask(() =>
      tools.evidence.verify({
        folder: folder.token,
        planSha256: hash === '' ? null : hash,
        journalHeads: Object.fromEntries(machines.flatMap((role) => headOf(role, heads))),
      }),
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
      {machines.map((role) => (
        <PlanHash
          key={role}
          label={t.head(word(role))}
          value={heads[role]}
          onChange={(value) => setHeads({ ...heads, [role]: value })}
          note={t.withoutHead}
        />
      ))}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={
            isWaiting || folder === null || !isTyped(typed) || !machines.every((role) => isTyped(heads[role]))
          }
          onPress={() => void verify()}
        >
          {t.verify}
        </Action>
      </div>
      {report && <Report report={report} />}
      {report && folder && <Certificate folder={folder} />}
    </Screen>
  );
}

/** One page for those who were not there. */
function Certificate({ folder }: { readonly folder: PickedFile }) {
  const { language } = useSpokenTexts();
  const t = useTexts('evidence').certificate;
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="measure">{t.lead}</p>
      <PaperActions
        order={{
          ...{ document: 'certificate', data: folder.token, language, paper: 'a4' },
          ...{ plan: null, journal: null, side: null, custodian: null },
        }}
      />
    </section>
  );
}
