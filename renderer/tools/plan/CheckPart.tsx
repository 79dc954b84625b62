// What is missing and who can supply it, what is wrong, and the plan that the draft becomes.
import { useState } from 'react';
import type { WrittenFile } from '#shared/contract/files.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { type OpenPoint, openGroups, openPointInWords } from '#shared/messages/open-points.ts';
import { placeOfMember } from '#shared/plan/sections.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { tools } from '../../tools-bridge.ts';
import { FormPages } from '../form/FormPages.tsx';
import { type FormPart, useOpenPlan, usePlanDraft } from './plan-draft.ts';

interface CheckPartProps {
  readonly onGo: (part: FormPart) => void;
  readonly onWrite: (folder: PickedFile) => void;
}

export function CheckPart({ onGo, onWrite }: CheckPartProps) {
  const { plan, problems } = useOpenPlan();
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const texts = useSpokenTexts();
  const { target } = useTexts('tools').choose;
  const { check: t } = useTexts('planForm');
  const groups = openGroups(plan, problems, texts);
  const pages = groups.map(({ id, title, points, isAllowed }) => ({
    ...{ id, title, isAllowed, open: isAllowed ? 0 : points.length },
    content: <Points points={points} onGo={onGo} />,
  }));
  const file = (
    <>
      {problems.length === 0 && <Notice tone="good">{t.nothing}</Notice>}
      <PickFile what={target} kind="folder" picked={folder} onPicked={setFolder} />
    </>
  );
  return (
    <>
      <FormPages
        label={t.list}
        pages={[
          ...pages.filter(({ isAllowed }) => !isAllowed),
          { id: 'write', title: t.file, open: 0, content: file },
          ...pages.filter(({ isAllowed }) => isAllowed),
        ]}
      />
      {groups.length > 0 && <SaveOpenPoints />}
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={problems.length > 0 || folder === null}
          onPress={() => {
            if (folder !== null) onWrite(folder);
          }}
        >
          {t.write}
        </Action>
      </div>
    </>
  );
}

/** The same lists for those who owe it: a page to print, and a text to send. */
function SaveOpenPoints() {
  const [files, setFiles] = useState<readonly WrittenFile[]>([]);
  const settled = usePlanDraft((store) => store.settled);
  const { ask, isWaiting } = useTools();
  const { language } = useSpokenTexts();
  const t = useTexts('planForm').check.save;
  const save = async (): Promise<void> => {
    setFiles([]);
    const kept = await settled();
    if (kept === undefined) return;
    const order = { draft: kept.draft.token, seen: kept.sha256, language, paper: 'a4' } as const;
    const answer = await ask(() => tools.plans.saveOpenPoints(order));
    if (answer.ok && answer.value !== null) setFiles(answer.value);
  };
  return (
    <div className="row">
      <Action isPending={isWaiting} onPress={() => void save()}>
        {t.action}
      </Action>
      <span className="soft" role="status">
        {files.length > 0 && t.done(files.map(({ name }) => name).join(', '))}
      </span>
    </div>
  );
}

interface PointsProps {
  readonly points: readonly OpenPoint[];
  readonly onGo: (part: FormPart) => void;
}

/** One line for each, and one way to each part of the form where some are. */
function Points({ points, onGo }: PointsProps) {
  const { plan } = useOpenPlan();
  const texts = useSpokenTexts();
  const { check: t, section } = useTexts('planForm');
  const parts = [...new Set(points.map(({ path }) => placeOfMember(path).section))];
  return (
    <>
      <ul>
        {points.map((point, at) => (
          <li key={at}>{openPointInWords(plan, point, texts)}</li>
        ))}
      </ul>
      <div className="actions">
        {parts.map((part) => (
          <Action key={part} kind="quiet" onPress={() => onGo(part)}>
            {t.goTo(section[part])}
          </Action>
        ))}
      </div>
    </>
  );
}
