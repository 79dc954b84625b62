// Chooses one file on the sticks: those that say they are what is wanted come first. The screen sees names and tokens; the path stays in main.
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { FileKind, ListedFile, VolumeView } from '#shared/contract/offline/volume-view.ts';
import { lifeboat } from '../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from './Action.tsx';
import { Choices } from './Choices.tsx';
import { Notice } from './Notice.tsx';

interface FileChooserProps {
  readonly legend: string;
  readonly volumes: readonly VolumeView[];
  /** What is wanted; only such files are shown until somebody asks for all. */
  readonly kind?: FileKind;
  /** Where another stick gets its role: shown while nothing fits. */
  readonly stick?: ReactNode;
  readonly chosen: string | null;
  /** Null where the chosen file is gone. */
  readonly onChange: (token: string | null) => void;
  /** The only file that fits, as soon as it is there and nothing is chosen. Undefined: it is chosen, as if somebody had. */
  readonly onOnly?: ((token: string) => void) | undefined;
}

const sizeOf = (bytes: number, t: ScreenTexts['files']): string =>
  bytes < 1000 ? t.bytes(bytes) : t.kilobytes(Math.round(bytes / 100) / 10);

export function FileChooser({ legend, volumes, kind, stick, chosen, onChange, onOnly = onChange }: FileChooserProps) {
  const t = useTexts('files');
  const present = volumes.filter((volume) => volume.present);
  const { files, more, again, isRead } = useFiles(present.map(({ id }) => id).join(' '));
  const [isAll, setAll] = useState(false);
  const fitting = kind === undefined || isAll ? files : files.filter((file) => file.kind === kind);
  const [only] = fitting;
  // The stick was out in between, or the file was removed: what is no more cannot be chosen.
  const isGone = isRead && chosen !== null && !files.some(({ token }) => token === chosen);
  useEffect(() => {
    if (isGone) onChange(null);
  }, [isGone, onChange]);
  const isObvious = chosen === null && fitting.length === 1 && kind !== undefined;
  useEffect(() => {
    if (isObvious && only !== undefined) onOnly(only.token);
  }, [isObvious, only, onOnly]);
  if (present.length === 0) {
    return (
      <>
        <Notice tone="warn">
          <strong>{legend}</strong> {t.noStick}
        </Notice>
        {stick}
      </>
    );
  }
  const where = present.map(({ name }) => t.quoted(name)).join(', ');
  return (
    <div className="stack" data-tight>
      {fitting.length === 0 ? (
        <Notice tone="warn">
          <strong>{legend}</strong> {files.length === 0 ? t.none(where) : t.noSuch(where)}
        </Notice>
      ) : (
        <div className="scroll">
          <Choices
            legend={t.on(legend, where)}
            value={chosen}
            onChange={onChange}
            choices={fitting.map(({ token, name, bytes, at }) => ({
              value: token,
              title: <span className="mono">{name}</span>,
              aside: present.length > 1 ? `${present[at]?.name ?? ''}, ${sizeOf(bytes, t)}` : sizeOf(bytes, t),
            }))}
          />
        </div>
      )}
      {more && <Notice tone="warn">{t.onlySome}</Notice>}
      <div className="actions">
        <Action kind="quiet" onPress={again}>
          {t.again}
        </Action>
        {fitting.length < files.length && (
          <Action kind="quiet" onPress={() => setAll(true)}>
            {t.every}
          </Action>
        )}
      </div>
      {fitting.length === 0 && stick}
    </div>
  );
}

interface FoundFile extends ListedFile {
  /** Which of the sticks it is on. */
  readonly at: number;
}
interface Files {
  readonly files: readonly FoundFile[];
  readonly more: boolean;
  readonly again: () => void;
  /** Whether these are the files of the sticks that are in now. */
  readonly isRead: boolean;
}

const nothingFound = { of: '', files: [], more: false };

/** @param ids of the sticks, with spaces between them */
function useFiles(ids: string): Files {
  const refuse = useStore((store) => store.refuse);
  const [found, setFound] = useState<{ of: string; files: readonly FoundFile[]; more: boolean }>(nothingFound);
  const look = useCallback(
    (isAsked: boolean) => {
      if (ids === '') {
        setFound(nothingFound);
        return;
      }
      const lists = ids.split(' ').map((volume) => lifeboat.volumes.files({ volume }));
      void Promise.all(lists).then((answers) => {
        const values = answers.flatMap((answer, at) => (answer.ok ? [{ ...answer.value, at }] : []));
        setFound({
          of: ids,
          files: values.flatMap(({ files, at }) => files.map((file) => ({ ...file, at }))),
          more: values.some(({ more }) => more),
        });
        for (const answer of answers) {
          // Within a second the list of sticks says that this one is out. Unasked, a second refusal would only hide the first.
          if (!answer.ok && (isAsked || answer.fault.code !== 'VOLUME_GONE')) refuse(answer.fault);
        }
      });
    },
    [ids, refuse],
  );
  const again = useCallback(() => look(true), [look]);
  useEffect(() => look(false), [look]);
  return { ...found, again, isRead: found.of === ids };
}
