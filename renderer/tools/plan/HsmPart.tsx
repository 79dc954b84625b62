// The HSM that was lost, the HSM to work on, and how it is created. Addresses and ids follow from what names them.
import { useState } from 'react';
import { usualCreation } from '#shared/plan/creation.ts';
import { requiredText, shownText } from '#shared/plan/draft-text.ts';
import { hsmSuffixesFor, hsmSuffixOf, withSource, withTarget, withTargetResourceId } from '#shared/plan/edits.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { type CreationInput, creationOf, inputOf } from '../creation/creation-input.ts';
import { CreationFields } from '../creation/CreationFields.tsx';
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
              onType={(typed) => edit(withSource(plan, requiredText(typed)))}
              isMono
              maxLength={24}
            />
            <Cloud uri={source.uri} onChange={(suffix) => edit(withSource(plan, source.name, suffix))} />
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
              onType={(typed) => edit(withTarget(plan, { [member]: requiredText(typed) }))}
              {...(member === 'location' ? { detail: t.location } : {})}
              isMono
              maxLength={90}
            />
          ))}
          <Cloud uri={target.uri} onChange={(suffix) => edit(withTarget(plan, {}, suffix))} />
        </div>
        <Address uri={target.uri} />
        <PlanText
          path="target.resourceId"
          value={target.resourceId}
          onType={(typed) => edit(withTargetResourceId(plan, typed))}
          detail={t.pasteNote}
          isMono
        />
      </section>
      {plan.kind !== 're-wrap' && <CreationCard />}
    </>
  );
}

/** A plan that says nothing about it leaves it to the person who creates the HSM. */
function CreationCard() {
  const { plan, edit } = useOpenPlan();
  const { creation: t } = useTexts('planForm').hsm;
  const { creation } = plan;
  const [typed, setTyped] = useState(() => inputOf(creation ?? usualCreation));
  const { creation: _said, ...without } = plan;
  const type = (input: CreationInput): void => {
    setTyped(input);
    const meant = creationOf(input);
    if (meant !== undefined) edit({ ...plan, creation: meant });
  };
  return (
    <section className="card stack" data-tight aria-label={t.title}>
      <h3>{t.title}</h3>
      <Choices
        legend={t.who}
        isInColumns
        value={creation === undefined ? 'later' : 'plan'}
        onChange={(where) => {
          if (where === 'later') edit(without);
          else type(typed);
        }}
        choices={(['later', 'plan'] as const).map((value) => ({ value, ...t[value] }))}
      />
      {creation !== undefined && (
        <>
          <CreationFields value={typed} onChange={type} />
          {creationOf(typed) === undefined && <Notice tone="warn">{t.notKept}</Notice>}
        </>
      )}
    </section>
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
