// A bundle made outside of a running ceremony: what it carries, for which plan, noted in which journal, written where.
import { useState } from 'react';
import type { SentBundle } from '#shared/contract/tools/bundles.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Written } from '../Written.tsx';
import { BundleFacts } from './BundleFacts.tsx';
import { ContentFields } from './ContentFields.tsx';
import { InTheWay } from './InTheWay.tsx';
import { type Kind, useContent } from './use-content.ts';

const kinds: readonly Kind[] = ['plan', 'activation-certificates', 'security-domain', 'exchange-key', 'outcome'];

export function SendScreen() {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const content = useContent();
  const [kind, setKind] = useState<Kind | null>(null);
  const [journal, setJournal] = useState<PickedFile | null>(null);
  const [identity, setIdentity] = useState<PickedFile | null>(null);
  const [stick, setStick] = useState<PickedFile | null>(null);
  const [sent, setSent] = useState<SentBundle>();
  const { ask, isWaiting, refusal } = useTools();
  const t = useTexts('bundle').send;
  const choose = useTexts('tools').choose;
  const order = content.orderOf(kind);
  const parts =
    plan && order && journal && identity && stick
      ? { plan: plan.token, content: order, journal: journal.token, identity: identity.token, folder: stick.token }
      : undefined;
  const make = async (): Promise<void> => {
    if (parts === undefined) return;
    const answer = await ask(() => tools.bundles.create(parts));
    if (answer.ok) setSent(answer.value);
  };
  if (sent) {
    return (
      <Screen key="sent" title={t.title}>
        <BundleFacts bundle={sent.bundle}>
          <p className="measure">{sent.bundle.noted === 'draft' ? t.draft : t.done}</p>
          <Written file={sent.file} />
        </BundleFacts>
      </Screen>
    );
  }
  return (
    <Screen title={t.title} lead={t.lead}>
      {refusal?.code === 'BUNDLE_IN_THE_WAY' && parts && <InTheWay name={refusal.name} parts={parts} />}
      <Choices
        legend={t.what}
        isInColumns
        value={kind}
        onChange={setKind}
        choices={kinds.map((value) => ({ value, ...t.kinds[value] }))}
      />
      {kind !== null && (
        <section className="card stack" aria-label={t.files}>
          <ContentFields kind={kind} content={content} />
          <PickFile what={choose.plan} kind="plan" picked={plan} onPicked={setPlan} />
          <PickFile what={choose.journal} kind="journal" picked={journal} onPicked={setJournal} />
          <PickFile what={choose.identity} kind="identity" picked={identity} onPicked={setIdentity} />
          <PickFile what={choose.target} kind="folder" picked={stick} onPicked={setStick} />
        </section>
      )}
      <div className="actions">
        <Action kind="primary" isDisabled={isWaiting || parts === undefined} onPress={() => void make()}>
          {t.make}
        </Action>
      </div>
    </Screen>
  );
}
