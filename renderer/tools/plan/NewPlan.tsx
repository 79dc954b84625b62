// A new plan from a template: what the program can know is filled in, the rest is blanks that the check names.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/desk/picked.ts';
import type { PlanOrder } from '#shared/contract/desk/plans.ts';
import type { WrittenFile } from '#shared/contract/files.ts';
import { ceremonyIdPattern } from '#shared/schemas/ceremony-id.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '#renderer/store/desk-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Arrival } from '#renderer/ui/Arrival.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Written } from '../Written.tsx';

const kinds: readonly PlanOrder['kind'][] = ['recovery', 'activation', 're-wrap', 'drill'];
const fields = [
  ['ceremony', 40],
  ['date', 10],
  ['custodians', 2],
  ['required', 2],
] as const;

interface Draft {
  readonly kind: PlanOrder['kind'] | null;
  readonly mode: 'practice' | 'production' | null;
  readonly ceremony: string;
  readonly date: string;
  readonly custodians: string;
  readonly required: string;
}
const empty: Draft = { kind: null, mode: null, ceremony: '', date: '', custodians: '', required: '' };

export function NewPlan() {
  const [draft, setDraft] = useState(empty);
  const [place, setPlace] = useState<PickedFile | null>(null);
  const [written, setWritten] = useState<WrittenFile>();
  const { ask, isWaiting } = useDesk();
  const t = useTexts('plan').create;
  const choose = useTexts('desk').choose;
  const template = templateOf(draft);
  const make = async (): Promise<void> => {
    if (template === undefined || place === null) return;
    const answer = await ask(() => desk.plans.create({ template, folder: place.token }));
    if (answer.ok) setWritten(answer.value);
  };
  return (
    <details className="card">
      <summary>{t.heading}</summary>
      <div className="stack">
        <p className="measure">{t.text}</p>
        <Choices
          legend={t.kind}
          isInColumns
          value={draft.kind}
          onChange={(kind) => {
            setDraft({ ...draft, kind });
          }}
          choices={kinds.map((value) => ({ value, title: t.kinds[value] }))}
        />
        <Choices
          legend={t.mode}
          isInColumns
          value={draft.mode}
          onChange={(mode) => {
            setDraft({ ...draft, mode });
          }}
          choices={(['practice', 'production'] as const).map((value) => ({ value, title: t[value] }))}
        />
        <div className="columns">
          {fields.map(([member, maxLength]) => (
            <Field
              key={member}
              label={t[member]}
              value={draft[member]}
              onChange={(text) => {
                setDraft({ ...draft, [member]: member === 'ceremony' ? text.toUpperCase() : text });
              }}
              {...(member === 'ceremony' ? { description: t.ceremonyDetail } : {})}
              isMono
              maxLength={maxLength}
            />
          ))}
        </div>
        <PickFile what={choose.target} kind="folder" picked={place} onPicked={setPlace} />
        <div className="actions">
          <Action
            isDisabled={template === undefined || place === null}
            isPending={isWaiting}
            onPress={() => void make()}
          >
            {t.make}
          </Action>
        </div>
        {written && (
          <Arrival>
            <Notice tone="good">{t.done}</Notice>
            <Written file={written} />
          </Arrival>
        )}
      </div>
    </details>
  );
}

/** Undefined until every field is filled as a plan wants it. */
function templateOf({ kind, mode, date, ...typed }: Draft): PlanOrder | undefined {
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
