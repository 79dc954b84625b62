// What is right for most ceremonies as it is: boot medium, proxy, signers of enclaves.
import { optionalText } from '#shared/plan/draft-text.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { useOpenPlan } from './plan-draft.ts';
import { PlanText } from './PlanText.tsx';

export function FurtherPart() {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').further;
  const { versions, network, enclaveSigners, creation } = plan;
  return (
    <>
      <p className="measure">{t.text}</p>
      <PlanText
        path="versions.bootMediumSha256"
        value={versions.bootMediumSha256}
        onType={(typed) => {
          const bootMediumSha256 = optionalText(typed.replace(/[\s:]/g, '').toLowerCase());
          edit({ ...plan, versions: { ...versions, bootMediumSha256 } });
        }}
        detail={t.boot}
        isMono
        maxLength={100}
      />
      {network !== undefined && (
        <PlanText
          path="network.proxy"
          value={network.proxy}
          onType={(typed) => {
            edit({ ...plan, network: { ...network, proxy: optionalText(typed) } });
          }}
          detail={t.proxy}
          isMono
          maxLength={140}
        />
      )}
      <PlanText
        path="enclaveSigners"
        value={enclaveSigners.join('\n')}
        onType={(typed) => {
          edit({ ...plan, enclaveSigners: typed.split('\n').map((line) => line.trim().toLowerCase()) });
        }}
        detail={t.signers}
        isLong
        maxLength={600}
      />
      {(creation !== undefined || (network?.roots.length ?? 0) > 0) && <p className="soft">{t.kept}</p>}
      <p className="soft">{t.version(versions.app)}</p>
    </>
  );
}
