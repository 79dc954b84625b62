// What a healthy HSM is compared with: files that a recovery would use, and how old its last backup may be.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { bareDigits } from '#shared/formatting/fingerprint.ts';
import { usualBackupHours } from '#shared/readiness/readiness.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile, PickFiles } from '#renderer/ui/PickFile.tsx';
import type { OpenHsm } from './Light.tsx';

/** Hex digits as they are typed from paper: in groups or not. @returns null where there are none, undefined where they are not all */
function digitsOf(typed: string, length: number): string | null | undefined {
  const digits = bareDigits(typed);
  if (digits === '') return null;
  return digits.length === length && /^[0-9a-f]*$/.test(digits) ? digits : undefined;
}

const isAge = (typed: string): boolean => /^[1-9][0-9]{0,2}$/.test(typed.trim());

const tokenOf = (picked: PickedFile | null): string | null => picked?.token ?? null;

/** It stays while HSM and Azure are asked: what was chosen is there for the next look. */
export function InspectForm({ look: { phase } }: Pick<OpenHsm, 'look'>) {
  const isFirst = phase === 'not-looked';
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const [consumers, setConsumers] = useState<PickedFile | null>(null);
  const [domain, setDomain] = useState<PickedFile | null>(null);
  const [hash, setHash] = useState('');
  const [register, setRegister] = useState<PickedFile | null>(null);
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const [card, setCard] = useState('');
  const [certificates, setCertificates] = useState<readonly PickedFile[]>([]);
  const [records, setRecords] = useState<PickedFile | null>(null);
  const [age, setAge] = useState(String(usualBackupHours));
  const { action, isWaiting } = useOnline();
  const t = useTexts('readiness').look;
  const { language } = useSpokenTexts();
  const sha256 = digitsOf(hash, 64);
  const check = digitsOf(card, 8);
  const isWhole = sha256 !== undefined && check !== undefined && isAge(age);
  const look = (): void => {
    if (sha256 === undefined || check === undefined) return;
    void action(() =>
      online.readiness.look({
        inventory: tokenOf(inventory),
        consumers: tokenOf(consumers),
        securityDomain: tokenOf(domain),
        securityDomainSha256: sha256,
        register: tokenOf(register),
        plan: tokenOf(plan),
        card: check,
        certificates: certificates.map(({ token }) => token),
        records: tokenOf(records),
        maxAgeHours: Number(age),
      }),
    );
  };
  return (
    <section className="card stack" aria-label={t.title}>
      <h2>{t.title}</h2>
      <p className="soft measure">{t.note}</p>
      <div className="columns">
        <PickFile what={t.inventory} kind="inventory" picked={inventory} onPicked={setInventory} />
        <PickFile what={t.register} kind="data" picked={register} onPicked={setRegister} />
        <PickFile
          what={t.securityDomain}
          detail={t.securityDomainNote}
          kind="data"
          picked={domain}
          onPicked={setDomain}
        />
        <PickFiles
          what={t.certificates}
          detail={t.certificatesNote}
          kind="data"
          picked={certificates}
          onPicked={setCertificates}
        />
        <PickFile what={t.consumers} detail={t.consumersNote} kind="data" picked={consumers} onPicked={setConsumers} />
        <PickFile what={t.plan} detail={t.planNote} kind="plan" picked={plan} onPicked={setPlan} />
        <PickFile what={t.records} detail={t.recordsNote} kind="folder" picked={records} onPicked={setRecords} />
        <Field
          label={t.hash}
          value={hash}
          onChange={setHash}
          isMono
          {...(sha256 === undefined ? { problem: t.wrongHash } : {})}
        />
        <Field
          label={t.card}
          value={card}
          onChange={setCard}
          isMono
          {...(check === undefined ? { problem: t.wrongCard } : {})}
        />
        <Field
          label={t.maxAge}
          value={age}
          onChange={setAge}
          isMono
          maxLength={3}
          {...(isAge(age) ? {} : { problem: t.wrongAge })}
        />
      </div>
      <div className="actions">
        <Action
          kind={isFirst ? 'primary' : 'plain'}
          isDisabled={!isWhole}
          isPending={isWaiting || phase === 'looking'}
          onPress={look}
        >
          {isFirst ? t.action : t.again}
        </Action>
        {plan !== null && (
          <Action
            isPending={isWaiting}
            onPress={() =>
              void action(() =>
                online.readiness.saveCard({ plan: plan.token, records: tokenOf(records), language, paper: 'a4' }),
              )
            }
          >
            {t.saveCard}
          </Action>
        )}
      </div>
    </section>
  );
}
