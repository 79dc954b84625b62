// Deleted HSMs of the subscription, with what each is to the plan; and for those of the plan, the way to bring them back or destroy them.
import type { DeletedHsmView } from '#shared/contract/online/administration-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { PageProps } from '../pages.ts';
import { Ask } from '../step/Ask.tsx';
import { DeletedHsmForm } from './DeletedHsmForm.tsx';
import { Table } from '#renderer/ui/Table.tsx';

export function DeletedHsms({ view }: Pick<PageProps, 'view'>) {
  const moment = useMoment();
  const { deletedHsms } = view;
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.deleted;
  const planned = deletedHsms?.hsms.filter((hsm) => hsm.planned !== null) ?? [];
  return (
    <>
      <section className="card stack" data-tight>
        {deletedHsms && (
          <>
            <p className="soft">{t.listed(moment(deletedHsms.atUtc))}</p>
            {deletedHsms.hsms.length === 0 ? <p>{t.none}</p> : <DeletedTable hsms={deletedHsms.hsms} />}
            {deletedHsms.hsms.length > planned.length && <Notice>{t.onlyPlanned}</Notice>}
          </>
        )}
        <div className="actions">
          <Action
            kind={deletedHsms === null ? 'primary' : 'plain'}
            isPending={isWaiting}
            onPress={() => void action(() => online.deletedHsms.list(null))}
          >
            {deletedHsms === null ? t.list : t.again}
          </Action>
        </div>
      </section>
      {deletedHsms?.failed && <FailedHsm {...deletedHsms.failed} />}
      {planned.length > 0 && (
        // Another list is another question: what was typed for the last one is gone.
        <DeletedHsmForm key={deletedHsms?.atUtc} hsms={planned} />
      )}
    </>
  );
}

interface FailedHsmProps {
  readonly name: string;
  readonly state: string;
}

function FailedHsm({ name, state }: FailedHsmProps) {
  const t = useTexts('online').pages.deleted.failed;
  return (
    <>
      <section className="card stack" data-tight aria-label={t.title}>
        <h2>{t.title}</h2>
        <p>{t.lead(name, state)}</p>
        <p>{t.after}</p>
      </section>
      <Ask isFilledIn ask={() => online.deletedHsms.deleteFailed(null)}>
        {t.action}
      </Ask>
    </>
  );
}

function DeletedTable({ hsms }: { readonly hsms: readonly DeletedHsmView[] }) {
  const moment = useMoment();
  const t = useTexts('online').pages.deleted;
  return (
    <Table region={t.title} caption={t.title} columns={[t.name, t.region, t.deletedOn, t.purgedOn, t.inPlan]}>
      {hsms.map(({ name, location, deletedUtc, purgedUtc, planned }) => (
        <tr key={`${location} ${name}`}>
          <td className="mono code">{name}</td>
          <td>{location}</td>
          <td>{deletedUtc === null ? t.unknown : moment(deletedUtc)}</td>
          <td>{purgedUtc === null ? t.unknown : moment(purgedUtc)}</td>
          <td>
            <Badge tone={planned === null ? 'plain' : 'warn'}>{planned === null ? t.foreign : t[planned]}</Badge>
          </td>
        </tr>
      ))}
    </Table>
  );
}
