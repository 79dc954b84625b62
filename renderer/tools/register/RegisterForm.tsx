// The form of the register of custody, part by part. The last part says what is missing and what needs attention, and writes it.
import { type ReactNode, useState } from 'react';
import type { RegisterView } from '#shared/contract/tools/custody.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { WrittenFile } from '#shared/contract/files.ts';
import { openRegisterGroups, registerPointInWords } from '#shared/messages/open-points.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { tools } from '../../tools-bridge.ts';
import { DraftForm } from '../form/DraftForm.tsx';
import { FormPages } from '../form/FormPages.tsx';
import { PointList, SaveOpenPoints } from '../form/OpenPoints.tsx';
import { Findings } from './Findings.tsx';
import { partOfMember, type RegisterPart, registerParts, useRegisterDraft } from './register-draft.ts';
import { KeysPart } from './KeysPart.tsx';
import { PeoplePart } from './PeoplePart.tsx';
import { QuorumPart } from './QuorumPart.tsx';
import { SitesPart } from './SitesPart.tsx';

/** A register that the form has written. */
export interface WrittenRegister {
  readonly file: WrittenFile;
  readonly register: PickedFile;
  readonly view: RegisterView;
}

export function RegisterForm({ onWritten }: { readonly onWritten: (written: WrittenRegister) => void }) {
  const { view, isKept, open } = useRegisterDraft();
  const [part, setPart] = useState<RegisterPart>('quorum');
  const t = useTexts('registerForm');
  if (view === undefined) return null;
  const openIn = (each: RegisterPart): number =>
    each === 'check' ? view.problems.length : view.problems.filter(({ path }) => partOfMember(path) === each).length;
  const parts: Readonly<Record<RegisterPart, () => ReactNode>> = {
    quorum: () => <QuorumPart />,
    people: () => <PeoplePart />,
    sites: () => <SitesPart />,
    keys: () => <KeysPart />,
    check: () => <CheckPart onGo={setPart} onWritten={onWritten} />,
  };
  return (
    <DraftForm
      title={t.title}
      label={t.parts}
      draft={{ name: view.draft.name, isKept, isPractice: view.register.practice }}
      parts={registerParts}
      titles={t.part}
      notes={{ people: t.peopleText, sites: t.sitesText, keys: t.keysText, check: t.writeText }}
      openIn={openIn}
      current={part}
      onGo={setPart}
      onLeave={() => open(undefined)}
    >
      {parts[part]()}
    </DraftForm>
  );
}

interface CheckPartProps {
  readonly onGo: (part: RegisterPart) => void;
  readonly onWritten: (written: WrittenRegister) => void;
}

function CheckPart({ onGo, onWritten }: CheckPartProps) {
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const { view, settled } = useRegisterDraft();
  const ask = useTools((store) => store.ask);
  const texts = useSpokenTexts();
  const t = useTexts('registerForm');
  const { check } = useTexts('planForm');
  const { findings } = useTexts('custody');
  const { target } = useTexts('tools').choose;
  if (view === undefined) return null;
  const { problems, health, register } = view;
  const groups = openRegisterGroups(register, problems, texts);
  const write = async (): Promise<void> => {
    const kept = await settled();
    if (kept === undefined || folder === null) return;
    const order = { draft: kept.draft.token, seen: kept.sha256, folder: folder.token };
    const answer = await ask(() => tools.custody.writeRegister(order));
    if (answer.ok) onWritten(answer.value);
  };
  return (
    <>
      <FormPages
        label={check.list}
        pages={[
          ...groups.map(({ title, points }) => ({
            ...{ id: title, title, open: points.length },
            content: (
              <PointList
                lines={points.map((point) => registerPointInWords(register, point, texts))}
                parts={points.map(({ path }) => partOfMember(path))}
                titles={t.part}
                onGo={onGo}
              />
            ),
          })),
          {
            id: 'write',
            title: check.file,
            open: 0,
            content: (
              <>
                {problems.length === 0 && <Notice tone="good">{check.nothing}</Notice>}
                <PickFile what={target} kind="folder" picked={folder} onPicked={setFolder} />
              </>
            ),
          },
          ...(health === null || health.findings.length === 0
            ? []
            : [{ id: 'findings', title: findings, open: 0, content: <Findings findings={health.findings} /> }]),
        ]}
      />
      {groups.length > 0 && <SaveOpenPoints settled={settled} save={tools.custody.saveOpenPoints} />}
      <div className="actions">
        <Action kind="primary" isDisabled={problems.length > 0 || folder === null} onPress={() => void write()}>
          {t.write}
        </Action>
      </div>
    </>
  );
}
