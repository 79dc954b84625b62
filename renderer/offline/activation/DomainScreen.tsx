// The security domain that came back: from its bundle, its words typed before anything of it is shown, then the inspector.
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { shortFingerprint } from '#shared/formatting/fingerprint.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { ContinueButton } from '#renderer/ui/ContinueButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { TakeFile } from '#renderer/ui/TakeFile.tsx';
import { Ask } from '../frame/Ask.tsx';
import { PracticeOperators } from '../ceremony/PracticeOperators.tsx';
import { DomainWarnings } from '#renderer/tools/security-domain/DomainWarnings.tsx';
import { StickFor } from '../sticks/SticksScreen.tsx';

export function DomainScreen({ view }: { readonly view: View }) {
  const t = useTexts('activation').domain;
  const { words } = useTexts('ceremony');
  const { activation, securityDomain } = view;
  if (activation === null) return null;
  const { domainWords } = activation;
  return (
    <Screen title={t.title} lead={t.lead} state={domainWords?.phase ?? ''}>
      {domainWords === null && <Take view={view} />}
      {domainWords?.phase === 'asking' && (
        <Ask ask={() => lifeboat.activation.confirmDomain(null)}>{words.compare}</Ask>
      )}
      {domainWords?.phase === 'locked' && <Notice tone="warn">{words.locked}</Notice>}
      {securityDomain.phase === 'loaded' && <Inspector domain={securityDomain} activation={activation} />}
    </Screen>
  );
}

function Take({ view }: { readonly view: View }) {
  const t = useTexts('activation').domain;
  const action = useStore((store) => store.action);
  return (
    <section className="stack" aria-label={t.title}>
      <PracticeOperators view={view} />
      <TakeFile
        legend={t.legend}
        kind="security-domain-bundle"
        volumes={view.volumes.filter(({ role }) => role === 'in')}
        stick={<StickFor view={view} role="in" />}
        take={t.take}
        onTake={async (file) => {
          await action(() => lifeboat.activation.takeDomain({ file }));
        }}
      />
    </section>
  );
}

interface InspectorProps {
  readonly domain: Extract<View['securityDomain'], { phase: 'loaded' }>;
  readonly activation: ActivationView;
}

function Inspector({ domain, activation: { keys } }: InspectorProps) {
  const say = useTexts('activation');
  const t = say.domain;
  const look = useStore((store) => store.look);
  const nameOf = (thumbprint: string): string => {
    const sha256 = certificateSha256Of(thumbprint);
    const key = keys.find(({ certificateSha256 }) => certificateSha256 === sha256);
    return key === undefined ? shortFingerprint(sha256) : say.custodian(key.custodian, key.who);
  };
  return (
    <section {...resultMark} className="card stack" aria-label={t.title}>
      <Notice tone="good">{t.agreed}</Notice>
      <DomainWarnings warnings={domain.warnings} />
      <Fingerprint label={t.sha256} sha256={domain.file.sha256} show="both" />
      <dl className="facts">
        <dt>{t.file}</dt>
        <dd className="mono">{domain.file.name}</dd>
        <dt>{t.version}</dt>
        <dd>{domain.version}</dd>
        <dt>{t.quorum}</dt>
        <dd>
          <strong>{t.quorumText(domain.required, domain.custodians.length)}</strong>
        </dd>
        <dt>{t.who}</dt>
        <dd>{domain.custodians.map(nameOf).join(' · ')}</dd>
      </dl>
      <div className="actions">
        <ContinueButton look={look}>{t.goOn}</ContinueButton>
      </div>
    </section>
  );
}
