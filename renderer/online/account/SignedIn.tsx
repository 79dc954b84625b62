// The account that is signed in: who it is, what it may do in the HSM, and how that fits the plan.
import type { AccountView, NetworkUse } from '#shared/contract/online/account-view.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { CopyableFact } from '#renderer/ui/Copy.tsx';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { CheckList } from '../pre-flight/CheckList.tsx';
import { Table } from '#renderer/ui/Table.tsx';

type SignedInAccount = Extract<AccountView, { phase: 'signed-in' }>;

export function SignedIn({ account }: { readonly account: SignedInAccount }) {
  const { action, look, isWaiting } = useOnline();
  const t = useTexts('online').account;
  return (
    <>
      <section {...resultMark} className="card stack" data-tight aria-label={t.who}>
        <dl className="facts">
          <dt>{t.who}</dt>
          <dd>
            <strong>{account.name}</strong>
          </dd>
          <dt>{t.objectId}</dt>
          <CopyableFact what={t.objectId} value={account.objectId} />
          <dt>{t.tenant}</dt>
          <CopyableFact what={t.tenant} value={account.tenantId} />
          {account.network && <Network network={account.network} />}
        </dl>
        <div className="actions">
          <ContinueButton look={look}>{t.goOn}</ContinueButton>
          <Action isPending={isWaiting} onPress={() => void action(() => online.account.refresh(null))}>
            {t.refresh}
          </Action>
          <Action kind="quiet" onPress={() => void action(() => online.account.signOut(null))}>
            {t.signOut}
          </Action>
        </div>
      </section>
      <section className="card stack" data-tight aria-label={t.checks}>
        <h2>{t.checks}</h2>
        <CheckList checks={account.checks} />
      </section>
      <section className="card stack" data-tight aria-label={t.roles}>
        <h2>{t.roles}</h2>
        <Roles roles={account.roles} />
      </section>
    </>
  );
}

/** How this machine reaches Azure, and whom it believes on the way. */
function Network({ network: { proxy, roots, source, named } }: { readonly network: NetworkUse }) {
  const t = useTexts('online').account.network;
  return (
    <>
      <dt>{t.way}</dt>
      <dd>{proxy === null ? t.straight : t.byProxy(proxy)}</dd>
      <dt>{t.trusted}</dt>
      <dd>
        {t.roots(roots, t.sources[source])}
        {named.map(({ name, sha256 }) => (
          <div key={sha256}>
            {name} <span className="mono">{sha256}</span>
          </div>
        ))}
      </dd>
    </>
  );
}

function Roles({ roles }: Pick<SignedInAccount, 'roles'>) {
  const t = useTexts('online').account;
  if (roles === null) return <p>{t.rolesUntold}</p>;
  if (roles.length === 0) return <p>{t.noRoles}</p>;
  return (
    <Table caption={t.roles} columns={[t.role, t.scope]}>
      {roles.map(({ role, scope }) => (
        <tr key={`${role} ${scope}`}>
          <td>{role}</td>
          <td className="mono">{scope}</td>
        </tr>
      ))}
    </Table>
  );
}
