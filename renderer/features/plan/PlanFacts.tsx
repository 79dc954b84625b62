// What a plan says, as people compare it with the printed script, and who has approved it.
import type { PlanView } from '../../../shared/contract/desk.ts';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Mark } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';

export function PlanFacts({ view }: { readonly view: PlanView }) {
  const { plan, planSha256 } = view;
  return (
    <section className="card stack" aria-label="The plan">
      {plan.practice && <Notice tone="warn">PRACTICE – NOT A REAL CEREMONY.</Notice>}
      <Approvals view={view} />
      <dl className="facts">
        <dt>Ceremony</dt>
        <dd className="mono">{plan.ceremony}</dd>
        <dt>Kind and purpose</dt>
        <dd>
          {plan.kind}: {plan.purpose}
        </dd>
        <dt>When and where</dt>
        <dd>
          {plan.date}, {plan.place}
        </dd>
        {plan.source && (
          <>
            <dt>Lost HSM</dt>
            <dd className="mono">{plan.source.uri}</dd>
          </>
        )}
        <dt>HSM to work on</dt>
        <dd className="mono">{plan.target.uri}</dd>
        <dt>Quorum</dt>
        <dd>
          any {plan.quorum.required} of {plan.quorum.custodians} custodians
        </dd>
        {plan.backup && (
          <>
            <dt>Backup</dt>
            <dd className="mono">
              {plan.backup.container}
              {plan.backup.folder !== null && `/${plan.backup.folder}`}
            </dd>
          </>
        )}
      </dl>
      <People view={view} />
      {plan.waivers.map(({ person, roles, reason }) => (
        <Notice key={`${person} ${roles.join(' ')}`} tone="warn">
          Accepted conflict: {person} is {roles.join(' and ')}. {reason}
        </Notice>
      ))}
      <Fingerprint label="SHA-256 of the plan: compare it with the printed cover" sha256={planSha256} show="both" />
    </section>
  );
}

function Approvals({ view: { approvers, required } }: { readonly view: PlanView }) {
  const isUsable = approvers.length >= required;
  return (
    <div className="row">
      <Mark tone={isUsable ? 'good' : 'warn'}>
        {approvers.length} of {required} approvals
      </Mark>
      <span>{approvers.length === 0 ? 'Nobody has signed yet.' : `Signed by ${approvers.join(' and ')}.`}</span>
    </div>
  );
}

function People({ view: { plan } }: { readonly view: PlanView }) {
  return (
    <table className="table">
      <caption className="visually-hidden">People and roles</caption>
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col">Roles</th>
          <th scope="col">Holds the identity</th>
        </tr>
      </thead>
      <tbody>
        {plan.people.map(({ id, name, roles }) => (
          <tr key={id}>
            <td>{name}</td>
            <td>{roles.join(', ')}</td>
            <td>
              {plan.identities
                .filter(({ person }) => person === id)
                .map(({ role }) => role)
                .join(', ') || '–'}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
