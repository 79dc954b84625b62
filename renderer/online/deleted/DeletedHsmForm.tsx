// What happens to a deleted HSM of the plan: it is brought back, or destroyed for good.
import { useState } from 'react';
import type { DeletedHsmView } from '#shared/contract/online/administration-view.ts';
import { online } from '../../online-bridge.ts';
import { useTexts, useMoment } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Ask } from '../step/Ask.tsx';

type Way = 'recover' | 'purge';

interface DeletedHsmFormProps {
  /** Those that the plan names; at least one. */
  readonly hsms: readonly DeletedHsmView[];
}

export function DeletedHsmForm({ hsms }: DeletedHsmFormProps) {
  const [chosen, setChosen] = useState(hsms.length === 1 ? (hsms[0]?.name ?? null) : null);
  const [way, setWay] = useState<Way | null>(null);
  const t = useTexts('online').pages.deleted;
  const hsm = hsms.find(({ name }) => name === chosen);
  const which = hsm?.planned ?? null;
  return (
    <>
      <section className="card stack" aria-label={t.choose}>
        {hsms.length > 1 && (
          <Choices
            legend={t.chooseHsm}
            isInColumns
            value={chosen}
            onChange={(name) => {
              setChosen(name);
              setWay(null);
            }}
            choices={hsms.map(({ name, planned }) => ({
              value: name,
              title: name,
              ...(planned === null ? {} : { detail: t[planned] }),
            }))}
          />
        )}
        {hsm && (
          <Choices
            legend={t.choose}
            isInColumns
            value={way}
            onChange={setWay}
            choices={[
              { value: 'recover', ...t.recover },
              { value: 'purge', ...t.purge, isDisabled: hsm.purgeProblem !== null },
            ]}
          />
        )}
        {hsm && <PurgeProblem {...hsm} />}
      </section>
      {hsm && which !== null && way !== null && (
        <>
          {way === 'purge' && (
            <div className="verdict" data-tone="stop">
              <strong>{t.warn(hsm.name)}</strong>
            </div>
          )}
          <Ask isFilledIn ask={() => online.deletedHsms[way]({ which })}>
            {way === 'recover' ? t.recoverAction : t.purgeAction}
          </Ask>
        </>
      )}
    </>
  );
}

function PurgeProblem({ purgeProblem, purgedUtc }: Pick<DeletedHsmView, 'purgeProblem' | 'purgedUtc'>) {
  const moment = useMoment();
  const t = useTexts('online').pages.deleted;
  if (purgeProblem === null) return null;
  return <Notice tone="warn">{t.problems[purgeProblem](purgedUtc === null ? t.unknown : moment(purgedUtc))}</Notice>;
}
