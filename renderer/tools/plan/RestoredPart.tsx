// Where the backup lies, and which security domain opens it.
import { optionalText, requiredText } from '#shared/plan/draft-text.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { FormPages, openAt } from '../form/FormPages.tsx';
import { FillFrom } from './FillFrom.tsx';
import { useOpenPlan } from './plan-draft.ts';
import { PlanText } from './PlanText.tsx';

export function RestoredPart() {
  const { plan, problems } = useOpenPlan();
  const { restored: t, section } = useTexts('planForm');
  const { backup, securityDomain } = plan;
  const domain = { id: 'domain', title: t.domain, open: openAt(problems, 'securityDomain') };
  if (backup === null && securityDomain === null) return <p>{t.none}</p>;
  const lost = { id: 'backup', title: t.backup, open: openAt(problems, 'backup') };
  return (
    <FormPages
      label={section.restored}
      pages={[
        ...(securityDomain === null ? [] : [{ ...domain, content: <Domain domain={securityDomain} /> }]),
        ...(backup === null ? [] : [{ ...lost, content: <Backup backup={backup} /> }]),
      ]}
    />
  );
}

function Domain({ domain }: { readonly domain: NonNullable<Plan['securityDomain']> }) {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').restored;
  return (
    <>
      <div className="columns" data-file="">
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
        <FillFrom what={t.domainFile} kind="data" sourceOf={(file) => ({ kind: 'security-domain', file })} />
      </div>
      <PlanText
        path="securityDomain.provenance"
        value={domain.provenance}
        onType={(typed) => edit({ ...plan, securityDomain: { ...domain, provenance: requiredText(typed) } })}
        detail={t.provenance}
        maxLength={200}
      />
    </>
  );
}

function Backup({ backup }: { readonly backup: NonNullable<Plan['backup']> }) {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').restored;
  const set = (change: Partial<typeof backup>): void => edit({ ...plan, backup: { ...backup, ...change } });
  const isRecovery = plan.kind === 'recovery';
  return (
    <>
      {!isRecovery && <p className="soft">{t.newFolder}</p>}
      <div className="columns">
        <SelectField
          label={t.method}
          value={backup.method}
          onChange={(to) => {
            const method = to === 'sas' ? 'sas' : 'identity';
            set({ method, identity: method === 'identity' ? requiredText('') : null });
          }}
          choices={(['identity', 'sas'] as const).map((value) => ({ value, title: t.methods[value] }))}
        />
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
      </div>
      {backup.method === 'identity' && (
        <PlanText
          path="backup.identity"
          value={backup.identity}
          onType={(typed) => set({ identity: optionalText(typed) ?? requiredText('') })}
          detail={t.identity}
          isMono
        />
      )}
    </>
  );
}
