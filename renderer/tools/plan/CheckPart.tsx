// What is missing and who can supply it, what is wrong, and the plan that the draft becomes.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { openGroups, openPointInWords } from '#shared/messages/open-points.ts';
import { placeOfMember } from '#shared/plan/sections.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { tools } from '../../tools-bridge.ts';
import { FormPages } from '../form/FormPages.tsx';
import { PointList, SaveOpenPoints } from '../form/OpenPoints.tsx';
import { type FormPart, useOpenPlan, usePlanDraft } from './plan-draft.ts';

interface CheckPartProps {
  readonly onGo: (part: FormPart) => void;
  readonly onWrite: (folder: PickedFile) => void;
}

export function CheckPart({ onGo, onWrite }: CheckPartProps) {
  const { plan, problems } = useOpenPlan();
  const settled = usePlanDraft((store) => store.settled);
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const texts = useSpokenTexts();
  const { target } = useTexts('tools').choose;
  const { check: t, section } = useTexts('planForm');
  const groups = openGroups(plan, problems, texts);
  const pages = groups.map(({ id, title, points, isAllowed }) => ({
    ...{ id, title, isAllowed, open: isAllowed ? 0 : points.length },
    content: (
      <PointList
        lines={points.map((point) => openPointInWords(plan, point, texts))}
        parts={points.map(({ path }) => placeOfMember(path).section)}
        titles={section}
        onGo={onGo}
      />
    ),
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
      {groups.length > 0 && <SaveOpenPoints settled={settled} save={tools.plans.saveOpenPoints} />}
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
