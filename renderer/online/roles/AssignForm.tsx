// Gives a role in the HSM: which, where, and to whom by object id.
import { useState } from 'react';
import { builtInRoleNames } from '#shared/online/built-in-roles.ts';
import type { PrincipalType } from '#shared/online/role-assignments.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { areObjectIds, objectIdsIn } from '../step/ObjectIds.tsx';

type Scope = 'hsm' | 'keys' | 'key';
const keyPattern = /^[A-Za-z0-9-]{1,127}$/;
const ownRole = 'own';

const scopeText = (scope: Scope, key: string): string => ({ hsm: '/', keys: '/keys', key: `/keys/${key}` })[scope];

export function AssignForm() {
  const [chosen, setChosen] = useState('');
  const [named, setNamed] = useState('');
  const [scope, setScope] = useState<Scope>('hsm');
  const [key, setKey] = useState('');
  const [principal, setPrincipal] = useState('');
  const [principalType, setPrincipalType] = useState<PrincipalType | null>(null);
  const { action, isWaiting } = useOnline();
  const t = useTexts('online').pages.roles;
  const role = (chosen === ownRole ? named : chosen).trim();
  const [principalId, ...more] = objectIdsIn(principal);
  const isPrincipal = principalId !== undefined && more.length === 0 && areObjectIds(principal);
  const isReady =
    role !== '' && (scope !== 'key' || keyPattern.test(key)) && isPrincipal && principalType !== null && !isWaiting;
  const assign = (): void => {
    if (principalId === undefined || principalType === null) return;
    void action(() => online.roles.assign({ role, scope: scopeText(scope, key), principalId, principalType }));
  };
  return (
    <section className="card stack" aria-label={t.assignTitle}>
      <h2>{t.assignTitle}</h2>
      <div className="row fields">
        <SelectField
          label={t.role}
          value={chosen}
          blank=""
          onChange={setChosen}
          choices={[
            ...builtInRoleNames.map((name) => ({ value: name, title: name })),
            { value: ownRole, title: t.otherRole },
          ]}
        />
        {chosen === ownRole && <Field label={t.roleNote} value={named} onChange={setNamed} maxLength={120} />}
      </div>
      <Choices
        legend={t.scope}
        isInColumns
        value={scope}
        onChange={setScope}
        choices={(['hsm', 'keys', 'key'] as const).map((value) => ({ value, ...t.scopes[value] }))}
      />
      {scope === 'key' && <Field label={t.key} value={key} onChange={setKey} isMono maxLength={127} />}
      <Field
        label={t.principal}
        description={t.principalNote}
        {...(principal.trim() === '' || isPrincipal ? {} : { problem: t.wrongPrincipal })}
        value={principal}
        onChange={setPrincipal}
        isMono
        maxLength={60}
      />
      <Choices
        legend={t.type}
        isInColumns
        value={principalType}
        onChange={setPrincipalType}
        choices={(['user', 'group', 'service-principal'] as const).map((value) => ({ value, title: t.types[value] }))}
      />
      <div className="actions">
        <Action kind="primary" isDisabled={!isReady} isPending={isWaiting} onPress={assign}>
          {t.assign}
        </Action>
      </div>
    </section>
  );
}
