// The security domain: load it, see who can open it, and compare its hash with the register.
import type { SecurityDomainView } from '#shared/contract/offline/security-domain-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { Rich } from '#renderer/texts/Rich.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { TakeFile } from '#renderer/ui/TakeFile.tsx';
import { Term } from '#renderer/ui/Term.tsx';
import type { DomainWarning } from '#shared/schemas/domain-warning.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { PracticeSet, StickFor } from '../sticks/SticksScreen.tsx';
import { DomainWarnings } from '#renderer/tools/security-domain/DomainWarnings.tsx';
import { Table } from '#renderer/ui/Table.tsx';

export function SecurityDomainScreen({ view }: { readonly view: View }) {
  const t = useTexts('securityDomain');
  const { securityDomain } = view;
  return (
    <Screen
      title={t.title}
      state={securityDomain.phase}
      lead={
        <>
          <Rich text={t.lead} tags={{ term: (words) => <Term name="security domain">{words}</Term> }} />
        </>
      }
    >
      {securityDomain.phase === 'loaded' ? (
        <Inspector domain={securityDomain} view={view} />
      ) : (
        <DomainWarnings warnings={notedWarnings(view)} />
      )}
      <Load view={view} isAgain={securityDomain.phase === 'loaded'} />
    </Screen>
  );
}

/** After a restart the file must be chosen again; what was odd about it is in the journal. */
function notedWarnings({ recovery, emergency }: View): readonly DomainWarning[] {
  const members = (recovery ?? emergency)?.unknownMembers ?? [];
  return members.length === 0 ? [] : [{ code: 'SECURITY_DOMAIN_MEMBERS_UNKNOWN', members: [...members] }];
}

function Load({ view, isAgain }: { readonly view: View; readonly isAgain: boolean }) {
  const t = useTexts('securityDomain');
  const action = useStore((store) => store.action);
  const sticks = view.volumes.filter(({ role }) => role === 'in' || role === 'own');
  return (
    <section className="stack" data-tight aria-label={t.choose}>
      <TakeFile
        legend={t.which}
        kind="security-domain"
        volumes={sticks}
        stick={
          <>
            <StickFor view={view} role="in" />
            {/* An emergency has no step of its own for the sticks. */}
            {view.emergency !== null && <PracticeSet view={view} />}
          </>
        }
        take={isAgain ? t.another : t.load}
        isAgain={isAgain}
        // What is already built was built from another.
        takesOnly={view.emergency !== null && !isAgain && view.blob.phase === 'none'}
        onTake={async (file) => {
          await action(() => lifeboat.securityDomain.load({ file }));
        }}
      />
    </section>
  );
}

/** The custodian in the plan; nothing where there is no plan. */
function nameOf({ recovery }: View, sha256: string): string {
  const custodian = recovery?.plan.custodians.find(({ certificateSha256 }) => certificateSha256 === sha256);
  const person = recovery?.plan.people.find(({ id }) => id === custodian?.person);
  return person === undefined ? '' : `${custodian?.id ?? ''} ${person.name}`;
}

interface InspectorProps {
  readonly domain: Extract<SecurityDomainView, { phase: 'loaded' }>;
  readonly view: View;
}

function Inspector({ domain, view }: InspectorProps) {
  const t = useTexts('securityDomain');
  const look = useStore((store) => store.look);
  const opened = new Set(view.custodians.accepted.map(({ thumbprint }) => thumbprint));
  return (
    <section {...resultMark} className="card stack" aria-label={t.inspector}>
      <DomainWarnings warnings={domain.warnings} />
      {/* What is compared comes first: the button below is in sight whatever is scrolled away. */}
      <Fingerprint label={t.sha256} sha256={domain.file.sha256} />
      <dl className="facts">
        <dt>{t.file}</dt>
        <dd className="mono">{domain.file.name}</dd>
        <dt>{t.form}</dt>
        <dd>{t.formText(String(domain.version), domain.file.bytes, domain.data.length)}</dd>
        <dt>
          <Rich text={t.quorum} tags={{ term: (words) => <Term name="quorum">{words}</Term> }} />
        </dt>
        <dd>
          <strong>{t.anyOf(domain.required, domain.custodians.length)}</strong>
        </dd>
        <dt>{t.parts}</dt>
        <dd className="mono">{domain.data.map(({ tag }) => tag).join(', ')}</dd>
      </dl>
      <h2>{t.whoOpens}</h2>
      <Table columns={[t.number, t.custodian, t.here]}>
        {domain.custodians.map((thumbprint, at) => (
          <tr key={thumbprint}>
            <td>{at + 1}</td>
            <td>
              {nameOf(view, certificateSha256Of(thumbprint))}
              <div className="mono">{certificateSha256Of(thumbprint)}</div>
            </td>
            <td>{opened.has(thumbprint) ? t.opened : '–'}</td>
          </tr>
        ))}
      </Table>
      {view.recovery !== null && <Notice tone="good">{t.ofPlan}</Notice>}
      <div className="actions">
        <ContinueButton look={look}>{t.agrees}</ContinueButton>
      </div>
    </section>
  );
}
