// New custodian keys: one custodian after the other, each onto a new stick, encrypted before it leaves its process.
import { useState } from 'react';
import type { CreatedKey } from '#shared/contract/offline/new-key-view.ts';
import type { View } from '#shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '#renderer/store/store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { resultMark } from '#renderer/ui/focus.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { WrittenFiles } from '#renderer/tools/finish/WrittenFiles.tsx';

export function KeysScreen({ view }: { readonly view: View }) {
  const t = useTexts('keys');
  const last = view.createdKeys.at(-1);
  return (
    <Screen title={t.title} lead={t.lead} state={String(view.createdKeys.length)}>
      {last && <Created created={last} count={view.createdKeys.length} />}
      <NewKey view={view} />
    </Screen>
  );
}

function NewKey({ view }: { readonly view: View }) {
  const t = useTexts('keys');
  const [bits, setBits] = useState<'3072' | '4096'>('3072');
  const { action, look, isWaiting } = useStore();
  return (
    <section className="card stack" aria-label={t.newKey}>
      <h2>{t.number(view.createdKeys.length + 1)}</h2>
      <Choices
        legend={t.size}
        isInColumns
        value={bits}
        onChange={setBits}
        choices={[
          { value: '3072', title: t.rsa3072, detail: t.advised },
          { value: '4096', title: t.rsa4096, detail: t.larger },
        ]}
      />
      <div className="actions">
        <Action
          kind="primary"
          isPending={isWaiting}
          onPress={() => void action(() => lifeboat.keys.create({ bits: bits === '3072' ? 3072 : 4096 }))}
        >
          {t.make}
        </Action>
        {view.createdKeys.length > 0 && <Action onPress={() => look('finish')}>{t.noMore}</Action>}
      </div>
    </section>
  );
}

function Created({ created, count }: { readonly created: CreatedKey; readonly count: number }) {
  const t = useTexts('keys');
  return (
    <section {...resultMark} className="card stack" aria-label={t.made}>
      <Notice tone="good">
        {t.onStick(count, created.label)} <strong>{t.takeOut}</strong>
      </Notice>
      <Fingerprint label={t.certificate} sha256={created.certificateSha256} show="both" />
      <WrittenFiles files={created.files} />
    </section>
  );
}
