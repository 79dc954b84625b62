// What a plan says, as people compare it with the printed script, and who has approved it.
import type { PlanView } from '#shared/contract/tools/plans.ts';
import { qrText } from '#shared/formatting/qr.ts';
import { gradeOf } from '#shared/plan/kind.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { QrCode } from '#renderer/ui/QrCode.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { CompareWithPaper } from './CompareWithPaper.tsx';
import { Table } from '#renderer/ui/Table.tsx';
import { useRoleOnPaper } from './use-role-name.ts';

export function PlanFacts({ view }: { readonly view: PlanView }) {
  const { plan, planSha256 } = view;
  const t = useTexts('plan').facts;
  const { word } = useSpokenTexts();
  const nameOf = useRoleOnPaper();
  const practiceText = useTexts('tools').practice;
  return (
    <section className="card stack" aria-label={t.region}>
      {plan.practice && <Notice tone="warn">{practiceText}</Notice>}
      <Approvals view={view} />
      <dl className="facts">
        <dt>{t.ceremony}</dt>
        <dd className="mono">{plan.ceremony}</dd>
        <dt>{t.purpose}</dt>
        <dd>
          {word(plan.kind)}: {plan.purpose}
        </dd>
        <dt>{t.when}</dt>
        <dd>
          {plan.date}, {plan.place}
        </dd>
        {plan.source && (
          <>
            <dt>{t.source}</dt>
            <dd className="mono">{plan.source.uri}</dd>
          </>
        )}
        <dt>{t.target}</dt>
        <dd className="mono">{plan.target.uri}</dd>
        <dt>{t.quorum}</dt>
        <dd>{t.anyOf(plan.quorum.required, plan.quorum.custodians)}</dd>
        <dt>{t.grade}</dt>
        <dd>{t.grades[gradeOf(plan)]}</dd>
        {plan.backup && (
          <>
            <dt>{t.backup}</dt>
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
          {t.conflict(person, roles.map(nameOf).join(', '), reason)}
        </Notice>
      ))}
      <div className="row">
        <Fingerprint label={t.fingerprint} sha256={planSha256} show="both" />
        <QrCode text={qrText(plan.ceremony, 'plan', planSha256)} label={t.code} />
      </div>
      <CompareWithPaper planSha256={planSha256} />
    </section>
  );
}

function Approvals({ view: { approvers, required } }: { readonly view: PlanView }) {
  const isUsable = approvers.length >= required;
  const t = useTexts('plan').facts;
  return (
    <div className="row">
      <Badge tone={isUsable ? 'good' : 'warn'}>{t.approvals(approvers.length, required)}</Badge>
      <span>{approvers.length === 0 ? t.nobody : t.signedBy(approvers.join(', '))}</span>
    </div>
  );
}

function People({ view: { plan } }: { readonly view: PlanView }) {
  const t = useTexts('plan').facts;
  const { word } = useSpokenTexts();
  const nameOf = useRoleOnPaper();
  return (
    <Table caption={t.people} columns={[t.person, t.roles, t.identity]}>
      {plan.people.map(({ id, name, roles }) => (
        <tr key={id}>
          <td>{name}</td>
          <td>{roles.map(nameOf).join(', ')}</td>
          <td>
            {plan.identities
              .filter(({ person }) => person === id)
              .map(({ role }) => word(role))
              .join(', ') || '–'}
          </td>
        </tr>
      ))}
    </Table>
  );
}
