// The HSM that was lost, the HSM to work on, and how it is created. Addresses and ids follow from what names them.
import { type ReactNode, useState } from 'react';
import { usualCreation } from '#shared/plan/creation.ts';
import { requiredText, shownText } from '#shared/plan/draft-text.ts';
import { hsmSuffixesFor, hsmSuffixOf, withSource, withTarget, withTargetResourceId } from '#shared/plan/edits.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { type CreationInput, creationOf, inputOf } from '../creation/creation-input.ts';
import { type CreationFieldsProps, NetworkFields, SkuFields } from '../creation/CreationFields.tsx';
import { FormPages, openAt } from '../form/FormPages.tsx';
import { useOpenPlan } from './plan-draft.ts';
import { PlanText } from './PlanText.tsx';

export function HsmPart() {
  const { plan, problems, edit } = useOpenPlan();
  const t = useTexts('planForm').hsm;
  const { source, target, creation, kind } = plan;
  // What was typed is there on both pages, also while it is no setting yet.
  const [typed, setTyped] = useState(() => inputOf(creation ?? usualCreation));
  const type = (input: CreationInput): void => {
    setTyped(input);
    const meant = creationOf(input);
    if (meant !== undefined) edit({ ...plan, creation: meant });
  };
  const fields = { value: typed, onChange: type };
  return (
    <FormPages
      label={t.list}
      pages={[
        ...(source === null
          ? []
          : [{ id: 'source', title: t.lost, open: openAt(problems, 'source'), content: <Lost source={source} /> }]),
        { id: 'target', title: t.target, open: openAt(problems, 'target'), content: <Target target={target} /> },
        ...(kind === 're-wrap'
          ? []
          : [
              {
                id: 'creation',
                title: t.creation.title,
                open: openAt(problems, 'creation') - openAt(problems, 'creation.network'),
                content: <Creation {...fields} />,
              },
            ]),
        ...(creation === undefined
          ? []
          : [
              {
                id: 'network',
                title: t.creation.network,
                open: openAt(problems, 'creation.network'),
                content: (
                  <>
                    <NetworkFields {...fields} />
                    <NotKept typed={typed} />
                  </>
                ),
              },
            ]),
      ]}
    />
  );
}

function Lost({ source }: { readonly source: NonNullable<Plan['source']> }) {
  const { plan, edit } = useOpenPlan();
  return (
    <>
      <div className="columns">
        <HsmName path="source.name" hsm={source} onType={(typed) => edit(withSource(plan, requiredText(typed)))} />
        <Cloud uri={source.uri} onChange={(suffix) => edit(withSource(plan, source.name, suffix))} />
      </div>
    </>
  );
}

function Target({ target }: Pick<Plan, 'target'>) {
  const { plan, edit } = useOpenPlan();
  const text = (member: 'subscription' | 'resourceGroup' | 'tenant' | 'location'): ReactNode => (
    <PlanText
      path={`target.${member}`}
      value={target[member]}
      onType={(typed) => edit(withTarget(plan, { [member]: requiredText(typed) }))}
      isMono
      maxLength={90}
    />
  );
  return (
    <>
      <div className="columns" data-narrow="">
        <HsmName
          path="target.name"
          hsm={target}
          onType={(typed) => edit(withTarget(plan, { name: requiredText(typed) }))}
        />
        {text('resourceGroup')}
        {text('location')}
      </div>
      <div className="columns">
        {text('subscription')}
        {text('tenant')}
        <PlanText
          path="target.resourceId"
          value={target.resourceId}
          onType={(typed) => edit(withTargetResourceId(plan, typed))}
          isMono
        />
        <Cloud uri={target.uri} onChange={(suffix) => edit(withTarget(plan, {}, suffix))} />
      </div>
    </>
  );
}

interface HsmNameProps {
  readonly path: string;
  readonly hsm: { readonly name: string; readonly uri: string };
  readonly onType: (typed: string) => void;
}

/** With the address that follows from it. */
function HsmName({ path, hsm: { name, uri }, onType }: HsmNameProps) {
  return <PlanText path={path} value={name} onType={onType} detail={shownText(uri)} isMono maxLength={90} />;
}

/** A plan that says nothing about it leaves it to the person who creates the HSM. */
function Creation({ value: typed, onChange }: CreationFieldsProps) {
  const { plan, edit } = useOpenPlan();
  const { creation: t } = useTexts('planForm').hsm;
  const { creation, ...without } = plan;
  return (
    <>
      <Choices
        legend={t.who}
        isInColumns
        value={creation === undefined ? 'later' : 'plan'}
        onChange={(where) => {
          if (where === 'later') edit(without);
          else onChange(typed);
        }}
        choices={(['later', 'plan'] as const).map((value) => ({ value, ...t[value] }))}
      />
      {creation !== undefined && (
        <>
          <SkuFields value={typed} onChange={onChange} />
          <NotKept typed={typed} />
        </>
      )}
    </>
  );
}

function NotKept({ typed }: { readonly typed: CreationInput }) {
  const { creation: t } = useTexts('planForm').hsm;
  return creationOf(typed) === undefined ? <Notice tone="warn">{t.notKept}</Notice> : null;
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
