// Which program this is, whose work is in it, and what is handed over to helpers.
import { useEffect, useState } from 'react';
import type { AboutView } from '#shared/contract/tools/about.ts';
import type { AppSide } from '#shared/contract/tools/papers.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { WrittenFile } from '#shared/contract/files.ts';
import { licencesFile } from '#shared/licences-file.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Written } from '../Written.tsx';
import { Table } from '#renderer/ui/Table.tsx';

const names = { offline: 'Lifeboat Offline', online: 'Lifeboat Online' } as const;

export function AboutScreen({ side }: { readonly side: AppSide }) {
  const [about, setAbout] = useState<AboutView>();
  const ask = useTools((store) => store.ask);
  const t = useTexts('app').about;
  useEffect(
    () =>
      void ask(() => tools.about.read(null)).then((answer) => {
        if (answer.ok) setAbout(answer.value);
      }),
    [ask],
  );
  return (
    <Screen title={t.title} lead={t.lead}>
      {about && <Program about={about} name={names[side]} />}
      <section className="card stack" data-tight aria-label={t.licences}>
        <h2>{t.licences}</h2>
        <p>{t.licence}</p>
        <p className="measure">{t.others(licencesFile)}</p>
      </section>
      <section className="card stack" data-tight aria-label={t.support}>
        <h2>{t.support}</h2>
        <p className="measure">{t.supportText}</p>
      </section>
      {about && <Log refusals={about.refusals} />}
    </Screen>
  );
}

function Program({ about, name }: { readonly about: AboutView; readonly name: string }) {
  const t = useTexts('app').about;
  return (
    <section className="card stack" data-tight aria-label={t.program}>
      <h2>{name}</h2>
      <dl className="facts">
        <dt>{t.version}</dt>
        <dd>{about.version}</dd>
        <dt>{t.electron}</dt>
        <dd>{about.electron ?? t.preview}</dd>
        {about.chromium !== null && (
          <>
            <dt>{t.chromium}</dt>
            <dd>{about.chromium}</dd>
          </>
        )}
        <dt>{t.node}</dt>
        <dd>{about.node}</dd>
        <dt>{t.system}</dt>
        <dd>{about.system}</dd>
      </dl>
      <Fingerprint label={t.programSha256} sha256={about.programSha256} mayCopy />
    </section>
  );
}

function Log({ refusals }: Pick<AboutView, 'refusals'>) {
  const moment = useMoment();
  const [written, setWritten] = useState<WrittenFile>();
  const ask = useTools((store) => store.ask);
  const { about: t } = useTexts('app');
  const { target } = useTexts('tools').choose;
  const save = async ({ token }: PickedFile): Promise<void> => {
    const answer = await ask(() => tools.about.save({ folder: token }));
    if (answer.ok) setWritten(answer.value);
  };
  return (
    <section className="card stack" data-tight aria-label={t.log}>
      <h2>{t.log}</h2>
      <p className="measure">{t.logText}</p>
      {refusals.length === 0 ? (
        <p>{t.logEmpty}</p>
      ) : (
        <Table caption={t.log} columns={[t.at, t.call, t.code]}>
          {refusals.map(({ atUtc, call, code }, at) => (
            <tr key={at}>
              <td>{moment(atUtc)}</td>
              <td className="mono">{call}</td>
              <td className="mono">{code}</td>
            </tr>
          ))}
        </Table>
      )}
      <h3>{t.save}</h3>
      <PickFile what={target} kind="folder" picked={null} onPicked={(folder) => void save(folder)} />
      {written && <Written file={written} />}
    </section>
  );
}
