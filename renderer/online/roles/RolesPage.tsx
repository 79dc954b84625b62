// Who has which role in the HSM, and the ways to give one and take one away.
import type { RoleAssignmentView } from '#shared/contract/online/administration-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import type { PageProps } from '../pages.ts';
import { AssignForm } from './AssignForm.tsx';
import { Table } from '#renderer/ui/Table.tsx';

export function RolesPage({ view, ceremony }: PageProps) {
  const moment = useMoment();
  const { roles, account } = view;
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.roles;
  if (account.phase !== 'signed-in') {
    return (
      <Screen title={t.title} lead={t.lead}>
        <Notice>{t.notSignedIn}</Notice>
      </Screen>
    );
  }
  const { listed, changed } = roles;
  const mayChange = ceremony.phase === 'open';
  return (
    <Screen title={t.title} lead={t.lead}>
      {changed && (
        <div className="verdict" data-tone="good" role="status" aria-label={t.changed}>
          <strong>{t.changes[changed.change](changed.role, changed.scope, changed.principalId)}</strong>
          <span className="soft">{moment(changed.atUtc)}</span>
        </div>
      )}
      {/* Nothing is listed yet: there is nothing to frame. */}
      <section className={listed ? 'card stack' : 'stack'} data-tight>
        {listed && (
          <>
            <p className="soft">{t.listed(moment(listed.atUtc))}</p>
            {listed.assignments.length === 0 ? (
              <p>{t.none}</p>
            ) : (
              <RolesTable assignments={listed.assignments} own={account.objectId} mayChange={mayChange} />
            )}
          </>
        )}
        <div className="actions">
          <Action
            kind={listed === null ? 'primary' : 'plain'}
            isPending={isWaiting}
            onPress={() => void action(() => online.roles.list(null))}
          >
            {listed === null ? t.list : t.again}
          </Action>
        </div>
      </section>
      {/* Who changes roles has seen them. After each change the form is empty again. */}
      {mayChange && listed !== null && <AssignForm key={changed?.atUtc} />}
    </Screen>
  );
}

interface RolesTableProps {
  readonly assignments: readonly RoleAssignmentView[];
  /** Object id of the signed-in account. */
  readonly own: string;
  readonly mayChange: boolean;
}

function RolesTable({ assignments, own, mayChange }: RolesTableProps) {
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.roles;
  return (
    <Table
      region={t.title}
      caption={t.title}
      columns={[t.role, t.scope, t.principal, ...(mayChange ? [t.remove] : [])]}
    >
      {assignments.map((each) => (
        <tr key={`${each.role} ${each.scope} ${each.principalId}`}>
          <td>{each.role}</td>
          <td className="mono">{each.scope}</td>
          <td className="mono">
            {each.principalId} {each.principalId === own && <span className="soft">({t.own})</span>}
          </td>
          {mayChange && (
            <td>
              <Action
                kind="quiet"
                isPending={isWaiting}
                label={t.removeOf(each.role, each.principalId)}
                onPress={() => void action(() => online.roles.remove(each))}
              >
                {t.remove}
              </Action>
            </td>
          )}
        </tr>
      ))}
    </Table>
  );
}
