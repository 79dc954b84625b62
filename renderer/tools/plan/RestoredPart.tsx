// Where the backup lies, and which security domain opens it.
import { optionalText, requiredText } from '#shared/plan/draft-text.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { FillFrom } from './FillFrom.tsx';
import { useOpenPlan } from './plan-draft.ts';
import { PlanText } from './PlanText.tsx';

export function RestoredPart() {
  const { plan } = useOpenPlan();
  const t = useTexts('planForm').restored;
  const { backup, securityDomain } = plan;
  return (
    <>
      {backup === null && securityDomain === null && <p>{t.none}</p>}
      {securityDomain !== null && <Domain domain={securityDomain} />}
      {backup !== null && <Backup backup={backup} />}
    </>
  );
}

function Domain({ domain }: { readonly domain: NonNullable<Plan['securityDomain']> }) {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').restored;
  return (
    <section className="card stack" data-tight aria-label={t.domain}>
      <h3>{t.domain}</h3>
      <FillFrom
        what={t.domainFile}
        detail={t.domainNote}
        kind="data"
        sourceOf={(file) => ({ kind: 'security-domain', file })}
      />
      <PlanText
        path="securityDomain.sha256"
        value={domain.sha256}
        onType={(typed) => {
          const sha256 = requiredText(typed.replace(/[\s:]/g, '').toLowerCase());
          edit({ ...plan, securityDomain: { ...domain, sha256 } });
        }}
        isMono
        maxLength={100}
      />
      <PlanText
        path="securityDomain.provenance"
        value={domain.provenance}
        onType={(typed) => edit({ ...plan, securityDomain: { ...domain, provenance: requiredText(typed) } })}
        detail={t.provenance}
        maxLength={200}
      />
    </section>
  );
}

function Backup({ backup }: { readonly backup: NonNullable<Plan['backup']> }) {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').restored;
  const set = (change: Partial<typeof backup>): void => edit({ ...plan, backup: { ...backup, ...change } });
  const isRecovery = plan.kind === 'recovery';
  return (
    <section className="card stack" data-tight aria-label={t.backup}>
      <h3>{t.backup}</h3>
      {!isRecovery && <p className="soft">{t.newFolder}</p>}
      <Choices
        legend={t.method}
        isInColumns
        value={backup.method}
        onChange={(method) => set({ method, identity: method === 'identity' ? requiredText('') : null })}
        choices={(['identity', 'sas'] as const).map((value) => ({ value, title: t.methods[value] }))}
      />
      <div className="columns">
        <PlanText
          path="backup.account"
          value={backup.account}
          onType={(typed) => set({ account: requiredText(typed) })}
          detail={t.account}
          isMono
        />
        <PlanText
          path="backup.container"
          value={backup.container}
          onType={(typed) => set({ container: requiredText(typed) })}
          isMono
          maxLength={63}
        />
      </div>
      {isRecovery && (
        <PlanText
          path="backup.folder"
          value={backup.folder}
          onType={(typed) => set({ folder: requiredText(typed) })}
          detail={t.folder}
          isMono
          maxLength={60}
        />
      )}
      {backup.method === 'identity' && (
        <PlanText
          path="backup.identity"
          value={backup.identity}
          onType={(typed) => set({ identity: optionalText(typed) ?? requiredText('') })}
          detail={t.identity}
          isMono
        />
      )}
    </section>
  );
}
