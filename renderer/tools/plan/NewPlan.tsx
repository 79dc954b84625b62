// How a draft of a plan comes to be: begun from nothing, gone on with, or made from a plan that there is.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { PlanDraftView, PlanOrder } from '#shared/contract/tools/plans.ts';
import type { Result } from '#shared/faults/fault.ts';
import { ceremonyIdPattern } from '#shared/schemas/ceremony-id.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { usePlanDraft } from './plan-draft.ts';

const kinds: readonly PlanOrder['kind'][] = ['recovery', 'activation', 're-wrap', 'drill'];
const fields = [
  ['ceremony', 40],
  ['date', 10],
  ['custodians', 2],
  ['required', 2],
] as const;

interface Typed {
  readonly kind: PlanOrder['kind'] | null;
  readonly mode: 'practice' | 'production' | null;
  readonly ceremony: string;
  readonly date: string;
  readonly custodians: string;
  readonly required: string;
}
const empty: Typed = { kind: null, mode: null, ceremony: '', date: '', custodians: '', required: '' };

/** Opens the draft that a call answers with; what it is refused with is on the page. */
function useOpening(): (call: () => Promise<Result<PlanDraftView>>) => Promise<void> {
  const ask = useTools((store) => store.ask);
  const open = usePlanDraft((store) => store.open);
  return async (call) => {
    const answer = await ask(call);
    if (answer.ok) open(answer.value);
  };
}

export function BeginPlan() {
  const [typed, setTyped] = useState(empty);
  const [place, setPlace] = useState<PickedFile | null>(null);
  const opening = useOpening();
  const isWaiting = useTools((store) => store.isWaiting);
  const t = useTexts('plan').create;
  const choose = useTexts('tools').choose;
  const template = templateOf(typed);
  const begin = async (): Promise<void> => {
    if (template === undefined || place === null) return;
    await opening(() => tools.plans.beginDraft({ template, folder: place.token }));
  };
  return (
    <section className="card stack" aria-label={t.heading}>
      <p className="measure">{t.text}</p>
      <Choices
        legend={t.kind}
        isInColumns
        value={typed.kind}
        onChange={(kind) => setTyped({ ...typed, kind })}
        choices={kinds.map((value) => ({ value, title: t.kinds[value] }))}
      />
      <Choices
        legend={t.mode}
        isInColumns
        value={typed.mode}
        onChange={(mode) => setTyped({ ...typed, mode })}
        choices={(['practice', 'production'] as const).map((value) => ({ value, title: t[value] }))}
      />
      <div className="columns" data-narrow="">
        {fields.map(([member, maxLength]) => (
          <Field
            key={member}
            label={t[member]}
            value={typed[member]}
            onChange={(text) => setTyped({ ...typed, [member]: member === 'ceremony' ? text.toUpperCase() : text })}
            {...(member === 'ceremony' ? { description: t.ceremonyDetail } : {})}
            isMono
            maxLength={maxLength}
          />
        ))}
      </div>
      <PickFile what={choose.target} detail={t.place} kind="folder" picked={place} onPicked={setPlace} />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={template === undefined || place === null}
          isPending={isWaiting}
          onPress={() => void begin()}
        >
          {t.make}
        </Action>
      </div>
    </section>
  );
}

export function GoOnWithDraft() {
  const opening = useOpening();
  const t = useTexts('plan').create;
  return (
    <section className="card stack" aria-label={t.goOn}>
      <PickFile
        what={t.draft}
        detail={t.draftNote}
        kind="draft"
        picked={null}
        onPicked={({ token }) => void opening(() => tools.plans.openDraft({ draft: token }))}
      />
    </section>
  );
}

export function NextVersion() {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const opening = useOpening();
  const t = useTexts('plan');
  const choose = useTexts('tools').choose;
  return (
    <section className="card stack" aria-label={t.create.revise}>
      <p className="measure">{t.create.reviseText}</p>
      <PickFile what={t.plan} kind="plan" picked={plan} onPicked={setPlan} />
      {plan !== null && (
        <PickFile
          what={choose.target}
          detail={t.create.place}
          kind="folder"
          picked={null}
          onPicked={({ token }) => void opening(() => tools.plans.reviseDraft({ plan: plan.token, folder: token }))}
        />
      )}
    </section>
  );
}

/** Undefined until every field is filled as a plan wants it. */
function templateOf({ kind, mode, date, ...typed }: Typed): PlanOrder | undefined {
  const [custodians, required] = [Number(typed.custodians), Number(typed.required)];
  const isWhole =
    ceremonyIdPattern.test(typed.ceremony) &&
    /^\d{4}-\d{2}-\d{2}$/.test(date) &&
    Number.isInteger(custodians) &&
    custodians >= 3 &&
    custodians <= 10 &&
    Number.isInteger(required) &&
    required >= 2 &&
    required <= custodians;
  if (!isWhole || kind === null || mode === null) return undefined;
  return { kind, practice: mode === 'practice', ceremony: typed.ceremony, date, custodians, required };
}
