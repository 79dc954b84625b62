// Making the identity of a machine: its role is chosen; main asks who holds it, and for its passphrase; the words are read out.
import { useState } from 'react';
import type { IdentityRole, MadeIdentity } from '#shared/contract/tools/identities.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Written } from '../Written.tsx';

const roles: readonly IdentityRole[] = ['operator-1', 'operator-2', 'offline', 'witness'];

export function IdentityScreen() {
  const [role, setRole] = useState<IdentityRole | null>(null);
  const [stick, setStick] = useState<PickedFile | null>(null);
  const [made, setMade] = useState<MadeIdentity>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('identity');
  const choose = useTexts('tools').choose;
  const make = async (folder: PickedFile | null): Promise<void> => {
    if (role === null || folder === null) return;
    const answer = await ask(() => tools.identities.create({ role, folder: folder.token }));
    if (answer.ok) setMade(answer.value);
  };
  // Whoever has chosen both is asked.
  const choosePlace = (folder: PickedFile): void => {
    setStick(folder);
    void make(folder);
  };
  if (made) return <Made made={made} />;
  return (
    <Screen title={t.title} lead={t.lead}>
      <Choices
        legend={t.role}
        isInColumns
        value={role}
        onChange={setRole}
        choices={roles.map((value) => ({ value, ...t.roles[value] }))}
      />
      <PickFile what={choose.target} detail={t.stick} kind="folder" picked={stick} onPicked={choosePlace} />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={role === null || stick === null}
          isPending={isWaiting}
          onPress={() => void make(stick)}
        >
          {t.make}
        </Action>
      </div>
    </Screen>
  );
}

function Made({ made: { identity, files } }: { readonly made: MadeIdentity }) {
  const t = useTexts('identity');
  return (
    <Screen title={t.title}>
      <section className="card stack" aria-label={t.region}>
        <Notice tone="good">{t.made}</Notice>
        <p>
          <strong>{t.roles[identity.role].title}</strong>, {identity.holder}
        </p>
        <Fingerprint label={t.fingerprint} sha256={identity.keyId} show="both" />
        <dl className="facts">
          <dt>{t.forPlan}</dt>
          <dd className="mono">{identity.spki}</dd>
        </dl>
        {files.map((file) => (
          <Written key={file.name} file={file} />
        ))}
        <Notice tone="warn">{t.lost}</Notice>
      </section>
    </Screen>
  );
}
