// What a healthy HSM is compared with: files that a recovery would use, and how old its last backup may be.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { bareDigits } from '#shared/formatting/fingerprint.ts';
import { usualBackupHours } from '#shared/readiness/readiness.ts';
import { online } from '../../online-bridge.ts';
import { useOnline } from '#renderer/store/online-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile, PickFiles } from '#renderer/ui/PickFile.tsx';

/** A hash as it is typed from paper: in groups or not. @returns undefined where it is none */
function hashOf(typed: string): string | null | undefined {
  const digits = bareDigits(typed);
  if (digits === '') return null;
  return /^[0-9a-f]{64}$/.test(digits) ? digits : undefined;
}

const isAge = (typed: string): boolean => /^[1-9][0-9]{0,2}$/.test(typed.trim());

const tokenOf = (picked: PickedFile | null): string | null => picked?.token ?? null;

export function InspectForm({ isFirst }: { readonly isFirst: boolean }) {
  const [inventory, setInventory] = useState<PickedFile | null>(null);
  const [consumers, setConsumers] = useState<PickedFile | null>(null);
  const [domain, setDomain] = useState<PickedFile | null>(null);
  const [hash, setHash] = useState('');
  const [register, setRegister] = useState<PickedFile | null>(null);
  const [certificates, setCertificates] = useState<readonly PickedFile[]>([]);
  const [records, setRecords] = useState<PickedFile | null>(null);
  const [age, setAge] = useState(String(usualBackupHours));
  const { action, isWaiting } = useOnline();
  const t = useTexts('readiness').look;
  const sha256 = hashOf(hash);
  const look = (): void => {
    if (sha256 === undefined) return;
    void action(() =>
      online.readiness.look({
        inventory: tokenOf(inventory),
        consumers: tokenOf(consumers),
        securityDomain: tokenOf(domain),
        securityDomainSha256: sha256,
        register: tokenOf(register),
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
        <PickFile what={t.records} detail={t.recordsNote} kind="folder" picked={records} onPicked={setRecords} />
        <Field
          label={t.hash}
          value={hash}
          onChange={setHash}
          isMono
          {...(sha256 === undefined ? { problem: t.wrongHash } : {})}
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
          isDisabled={sha256 === undefined || !isAge(age)}
          isPending={isWaiting}
          onPress={look}
        >
          {isFirst ? t.action : t.again}
        </Action>
      </div>
    </section>
  );
}
