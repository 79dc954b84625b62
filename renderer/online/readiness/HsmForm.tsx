// Names a healthy HSM and the place of its backups: without a plan, and without any two people, because nothing is changed by looking.
import { useState } from 'react';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';

const patterns = {
  tenant: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  container: /^https:\/\/[a-z0-9]{3,24}\.blob\.[a-z0-9.]+\/[a-z0-9](?:-?[a-z0-9]){2,62}$/,
  subscription: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  resourceGroup: /^[\w.()-]{1,90}$/,
  identity:
    /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.ManagedIdentity\/userAssignedIdentities\/[\w-]{3,128}$/,
} as const;
type Checked = keyof typeof patterns;
const empty = { address: '', tenant: '', container: '', subscription: '', resourceGroup: '', identity: '' };
type Typed = typeof empty;

const practiceAddress = /\.managedhsm\.practice\.invalid\/?$/;

/** Whether what is in a field can be what it asks for; an empty field is missing, and not wrong. */
const isRight = (typed: Typed, field: Checked): boolean => patterns[field].test(typed[field].trim());
const isWrong = (typed: Typed, field: Checked): boolean => typed[field].trim() !== '' && !isRight(typed, field);

export function HsmForm() {
  const [typed, setTyped] = useState<Typed>(empty);
  const { action, look, isWaiting } = useOnline();
  const t = useTexts('readiness').form;
  // The practice cloud has one directory.
  const isPractice = practiceAddress.test(typed.address.trim());
  const missing = missingOf(typed, isPractice, t);
  const field = (name: Checked, description?: string) => (
    <Field
      label={t[name]}
      value={typed[name]}
      onChange={(text) => setTyped({ ...typed, [name]: text })}
      isMono
      {...(description === undefined ? {} : { description })}
      {...(isWrong(typed, name) ? { problem: t.wrong[name] } : {})}
    />
  );
  const open = (): void => {
    look(undefined);
    void action(() => online.readiness.open(asCall(typed, isPractice)));
  };
  return (
    <section className="card stack" aria-label={t.title}>
      <p className="measure">{t.note}</p>
      <div className="columns">
        <Field
          label={t.address}
          description={t.addressNote}
          value={typed.address}
          onChange={(address) => setTyped({ ...typed, address })}
          isMono
          maxLength={120}
        />
        {!isPractice && field('tenant', t.tenantNote)}
        {field('container', t.containerNote)}
        {field('subscription')}
        {field('resourceGroup')}
        {field('identity')}
      </div>
      <div className="actions">
        <Action kind="primary" isDisabled={missing.length > 0} isPending={isWaiting} onPress={open}>
          {t.action}
        </Action>
        {missing.length > 0 && <span className="soft">{t.missing(missing.join(', '))}</span>}
      </div>
    </section>
  );
}

type Texts = ReturnType<typeof useTexts<'readiness'>>['form'];

function missingOf(typed: Typed, isPractice: boolean, t: Texts): readonly string[] {
  const [subscription, group] = [typed.subscription.trim(), typed.resourceGroup.trim()];
  const isPlaceWhole = (subscription === '') === (group === '');
  const isPlaceRight = !isWrong(typed, 'subscription') && !isWrong(typed, 'resourceGroup');
  return [
    ...(typed.address.trim() === '' ? [t.missingAddress] : []),
    ...(isPractice || isRight(typed, 'tenant') ? [] : [t.missingTenant]),
    ...(isRight(typed, 'container') ? [] : [t.missingContainer]),
    ...(isPlaceWhole && isPlaceRight ? [] : [t.missingPlace]),
    ...(isWrong(typed, 'identity') ? [t.identity] : []),
  ];
}

function asCall(typed: Typed, isPractice: boolean): Parameters<typeof online.readiness.open>[0] {
  const [subscription, resourceGroup] = [typed.subscription.trim(), typed.resourceGroup.trim()];
  return {
    address: typed.address.trim(),
    tenant: isPractice ? null : typed.tenant.trim(),
    container: typed.container.trim(),
    place: subscription === '' ? null : { subscription, resourceGroup },
    identity: typed.identity.trim() || null,
  };
}
