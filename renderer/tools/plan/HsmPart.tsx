// The HSM that was lost, and the HSM to work on. Addresses and ids follow from what names them.
import { requiredText, shownText } from '#shared/plan/draft-text.ts';
import { hsmSuffixesFor, hsmSuffixOf, withSource, withTarget, withTargetResourceId } from '#shared/plan/edits.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { useOpenPlan } from './plan-draft.ts';
import { PlanText } from './PlanText.tsx';

const members = ['name', 'subscription', 'resourceGroup', 'tenant', 'location'] as const;

export function HsmPart() {
  const { plan, edit } = useOpenPlan();
  const t = useTexts('planForm').hsm;
  const { source, target } = plan;
  return (
    <>
      {source !== null && (
        <section className="card stack" data-tight aria-label={t.lost}>
          <h3>{t.lost}</h3>
          <div className="columns">
            <PlanText
              path="source.name"
              value={source.name}
              onType={(typed) => {
                edit(withSource(plan, requiredText(typed)));
              }}
              isMono
              maxLength={24}
            />
            <Cloud
              uri={source.uri}
              onChange={(suffix) => {
                edit(withSource(plan, source.name, suffix));
              }}
            />
          </div>
          <Address uri={source.uri} />
        </section>
      )}
      <section className="card stack" data-tight aria-label={t.target}>
        <h3>{t.target}</h3>
        <p className="soft measure">{t.text}</p>
        <div className="columns">
          {members.map((member) => (
            <PlanText
              key={member}
              path={`target.${member}`}
              value={target[member]}
              onType={(typed) => {
                edit(withTarget(plan, { [member]: requiredText(typed) }));
              }}
              {...(member === 'location' ? { detail: t.location } : {})}
              isMono
              maxLength={90}
            />
          ))}
          <Cloud
            uri={target.uri}
            onChange={(suffix) => {
              edit(withTarget(plan, {}, suffix));
            }}
          />
        </div>
        <Address uri={target.uri} />
        <PlanText
          path="target.resourceId"
          value={target.resourceId}
          onType={(typed) => {
            edit(withTargetResourceId(plan, typed));
          }}
          detail={t.pasteNote}
          isMono
        />
      </section>
    </>
  );
}

interface CloudProps {
  readonly uri: string;
  readonly onChange: (suffix: string) => void;
}

/** Practice has one cloud only, and nothing to choose. */
function Cloud({ uri, onChange }: CloudProps) {
  const { plan } = useOpenPlan();
  const t = useTexts('planForm').hsm;
  const suffixes = hsmSuffixesFor(plan.practice);
  if (suffixes.length < 2) return null;
  return (
    <SelectField
      label={t.cloud}
      value={hsmSuffixOf(plan, uri)}
      choices={suffixes.map((value) => ({ value, title: value }))}
      onChange={onChange}
    />
  );
}

function Address({ uri }: { readonly uri: string }) {
  const t = useTexts('planForm').hsm;
  const shown = shownText(uri);
  return shown === '' ? null : (
    <p className="soft">
      {t.address}: <span className="mono">{shown}</span>
    </p>
  );
}
