// Who must change what after a recovery, the most urgent first, and who is back. Nothing is changed from here.
import { Fragment, useState } from 'react';
import type { ConsumerRow, ConsumersView } from '#shared/contract/online/consumers-view.ts';
import { awayText } from '#shared/messages/consumer-texts.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import { Copy } from '#renderer/ui/Copy.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Table } from '#renderer/ui/Table.tsx';
import { ResourceName } from './ResourceName.tsx';

const tones: Readonly<Record<NonNullable<ConsumerRow['progress']>, Tone>> = {
  back: 'good',
  'not-working': 'stop',
  waiting: 'warn',
  elsewhere: 'warn',
  'not-seen': 'plain',
};

interface ConsumersProps {
  readonly consumers: ConsumersView;
  /** Whether a map was listed in this ceremony, perhaps in an earlier run. */
  readonly isKept: boolean;
}

export function Consumers({ consumers, isKept }: ConsumersProps) {
  const [map, setMap] = useState<PickedFile | null>(null);
  const { action, isWaiting } = useOnline();
  const { consumers: t, language } = useSpokenTexts();
  const isListed = consumers.phase === 'listed';
  return (
    <section className="card stack" data-tight aria-label={t.page.title}>
      <h2>{t.page.title}</h2>
      <p className="measure">{t.page.note}</p>
      <PickFile what={t.page.map} kind="data" picked={map} onPicked={setMap} />
      <div className="actions">
        <Action
          isDisabled={map === null}
          isPending={isWaiting}
          onPress={() => map && void action(() => online.consumers.list({ map: map.token }))}
        >
          {t.page.list}
        </Action>
        {(isListed || isKept) && (
          <>
            <Action isPending={isWaiting} onPress={() => void action(() => online.consumers.check(null))}>
              {t.page.check}
            </Action>
            <Action
              isPending={isWaiting}
              onPress={() => void action(() => online.consumers.savePdf({ language, paper: 'a4' }))}
            >
              {t.page.pdf}
            </Action>
          </>
        )}
      </div>
      {isListed && <ConsumerList consumers={consumers} />}
      <p className="soft measure">{t.applications}</p>
    </section>
  );
}

function ConsumerList({ consumers }: { readonly consumers: Extract<ConsumersView, { phase: 'listed' }> }) {
  const { rows, count, checked } = consumers;
  const t = useSpokenTexts().consumers;
  return (
    <>
      <p role="status">
        {checked === null
          ? t.page.notChecked
          : checked.back === count
            ? t.allBack
            : t.progressCounts(checked.back, count)}
      </p>
      <p className="measure">{t.unchanged}</p>
      {count > rows.length && <p>{t.page.more(rows.length, count)}</p>}
      <Table
        region={t.page.todo}
        caption={t.page.title}
        columns={[t.page.resource, t.page.owner, t.page.away, t.page.state]}
      >
        {rows.map((row) => (
          <Fragment key={row.id}>
            <tr className="leads">
              <td>
                <ResourceName {...row} />
              </td>
              <td>{row.owner ?? t.noOwner}</td>
              <td>{awayText(row, t)}</td>
              <td>{row.progress !== null && <Badge tone={tones[row.progress]}>{t.progress[row.progress]}</Badge>}</td>
            </tr>
            <tr>
              {/* Commands are as wide as the page. */}
              <td colSpan={4}>
                <ToDo row={row} />
              </td>
            </tr>
          </Fragment>
        ))}
      </Table>
    </>
  );
}

function ToDo({ row }: { readonly row: ConsumerRow }) {
  const t = useSpokenTexts().consumers;
  const { how, missing, isStranded, region, role, roleState, commands, source } = row;
  return (
    <>
      {isStranded && (
        <p>
          <Badge tone="warn">{t.bound(region)}</Badge>
        </p>
      )}
      {missing.length > 0 && (
        <p>
          <Badge tone="stop">{t.missing(missing)}</Badge>
        </p>
      )}
      {roleState !== 'has' && <p>{t.role(role, roleState)}</p>}
      <p>{t.how[how]}</p>
      {commands.length > 0 && (
        <details>
          <summary>{t.page.commands(commands.length)}</summary>
          {commands.map((command) => (
            <Command key={command.posix} {...command} />
          ))}
        </details>
      )}
      {how !== 'in-place' && source !== null && <p className="soft">{t.source(source)}</p>}
    </>
  );
}

/** Once where both kinds of shell read the same. */
function Command({ posix, windows }: ConsumerRow['commands'][number]) {
  const { page, sheets } = useSpokenTexts().consumers;
  const { shells } = sheets;
  const lines: readonly (readonly [shell: string, line: string])[] =
    posix === windows
      ? [[shells.any, posix]]
      : [
          [shells.posix, posix],
          [shells.windows, windows],
        ];
  return lines.map(([shell, line]) => (
    <p key={shell}>
      <span className="soft">{shell}</span>
      <span className="row">
        <code className="mono">{line}</code> <Copy what={page.command} value={line} />
      </span>
    </p>
  ));
}
