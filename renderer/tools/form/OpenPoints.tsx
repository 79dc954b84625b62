// What is open in a draft: on its last page, and saved for those who owe it.
import { useState } from 'react';
import type { WrittenFile } from '#shared/contract/files.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import type { tools } from '../../tools-bridge.ts';

interface PointListProps<Part extends string> {
  /** One for each point. */
  readonly lines: readonly string[];
  /** In which part of the form each point is. */
  readonly parts: readonly Part[];
  readonly titles: Readonly<Record<Part, string>>;
  readonly onGo: (part: Part) => void;
}

/** One line for each, and one way to each part of the form where some are. */
export function PointList<Part extends string>({ lines, parts, titles, onGo }: PointListProps<Part>) {
  const { goTo } = useTexts('planForm').check;
  return (
    <>
      <ul>
        {lines.map((line, at) => (
          <li key={at}>{line}</li>
        ))}
      </ul>
      <div className="actions">
        {[...new Set(parts)].map((part) => (
          <Action key={part} kind="quiet" onPress={() => onGo(part)}>
            {goTo(titles[part])}
          </Action>
        ))}
      </div>
    </>
  );
}

interface SaveOpenPointsProps {
  /** Waits until the file of the draft has the last change. */
  readonly settled: () => Promise<{ readonly draft: { readonly token: string }; readonly sha256: string } | undefined>;
  readonly save: typeof tools.plans.saveOpenPoints;
}

/** A page to print, and a text to send. */
export function SaveOpenPoints({ settled, save }: SaveOpenPointsProps) {
  const [files, setFiles] = useState<readonly WrittenFile[]>([]);
  const { ask, isWaiting } = useTools();
  const { language } = useSpokenTexts();
  const t = useTexts('planForm').check.save;
  const write = async (): Promise<void> => {
    setFiles([]);
    const kept = await settled();
    if (kept === undefined) return;
    const answer = await ask(() => save({ draft: kept.draft.token, seen: kept.sha256, language, paper: 'a4' }));
    if (answer.ok && answer.value !== null) setFiles(answer.value);
  };
  return (
    <div className="row">
      <Action isPending={isWaiting} onPress={() => void write()}>
        {t.action}
      </Action>
      <span className="soft" role="status">
        {files.length > 0 && t.done(files.map(({ name }) => name).join(', '))}
      </span>
    </div>
  );
}
