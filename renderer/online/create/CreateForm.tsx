// The creation of the new HSM: who administers it, how long it is kept, and what purge protection costs.
import { useState } from 'react';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { isExcepted } from '#shared/journal/exception-steps.ts';
import { exceptionNumber } from '#shared/formatting/exception-number.ts';
import { type ActingProps, stepAfter } from '../pages.ts';
import { creationText, usualCreation } from '#shared/plan/creation.ts';
import { Ask } from '../step/Ask.tsx';
import { creationOf, inputOf } from '#renderer/tools/creation/creation-input.ts';
import { CreationFields } from '#renderer/tools/creation/CreationFields.tsx';
import { areObjectIds, ObjectIds, objectIdsIn } from '../step/ObjectIds.tsx';

type Purge = 'off' | 'on';
const retentionPattern = /^(?:[7-9]|[1-8]\d|90)$/;

export function CreateForm({ view, ceremony }: ActingProps) {
  const { account } = view;
  const [administrators, setAdministrators] = useState(account.phase === 'signed-in' ? account.objectId : '');
  const [retention, setRetention] = useState('7');
  const [purge, setPurge] = useState<Purge | null>(null);
  const [input, setInput] = useState(() => inputOf(usualCreation));
  const [isDetailed, setIsDetailed] = useState(false);
  const [exception, setException] = useState('');
  const look = useOnline((store) => store.look);
  const after = stepAfter(view, 'create');
  const t = useTexts('online').pages.create;
  const { target, backup, identity, creation: planned } = ceremony.plan;
  const creation = planned ?? creationOf(input);
  const changedException = exceptionNumber(exception);
  const isReady =
    creation !== undefined &&
    changedException !== undefined &&
    purge !== null &&
    retentionPattern.test(retention) &&
    objectIdsIn(administrators).length > 0 &&
    areObjectIds(administrators);
  return (
    <>
      <section className="card stack" aria-label={t.title}>
        <dl className="facts">
          <dt>{t.facts.name}</dt>
          <dd className="mono">{target.name}</dd>
          <dt>{t.facts.group}</dt>
          <dd className="mono">{target.resourceGroup}</dd>
          <dt>{t.facts.region}</dt>
          <dd className="mono">{target.location}</dd>
          <dt>{t.facts.identity}</dt>
          <dd className="mono">{(backup?.identity ?? identity)?.split('/').at(-1) ?? t.noIdentity}</dd>
          {planned && (
            <>
              <dt>{t.planned}</dt>
              <dd className="mono">{creationText(planned)}</dd>
            </>
          )}
        </dl>
        <ObjectIds
          label={t.administrators}
          note={t.administratorsNote}
          value={administrators}
          onChange={setAdministrators}
        />
        <Field
          label={t.retention}
          description={t.retentionNote}
          value={retention}
          onChange={setRetention}
          isMono
          maxLength={2}
        />
        <Choices
          legend={t.purge}
          isInColumns
          value={purge}
          onChange={setPurge}
          choices={[
            { value: 'off', ...t.off },
            { value: 'on', ...t.on },
          ]}
        />
        {planned === undefined && !isDetailed && (
          <div className="actions">
            <span>{t.more}</span>
            <Action kind="quiet" onPress={() => setIsDetailed(true)}>
              {t.change}
            </Action>
          </div>
        )}
        {isExcepted(view, 'changed-creation') && (
          <ExceptionField label={t.changedException} typed={exception} onTyped={setException} />
        )}
        {planned === undefined && isDetailed && <CreationFields value={input} onChange={setInput} />}
      </section>
      <Ask
        isFilledIn={isReady}
        ask={() =>
          online.steps.create({
            administrators: objectIdsIn(administrators),
            retentionDays: Number(retention),
            purgeProtection: purge === 'on',
            creation: planned === undefined ? (creation ?? null) : null,
            changedException: changedException ?? null,
          })
        }
      >
        {t.action}
      </Ask>
      {after && (
        <div className="actions">
          <Action kind="quiet" onPress={() => look(after)}>
            {t.isThere}
          </Action>
        </div>
      )}
    </>
  );
}
