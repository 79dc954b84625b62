// Building the evidence of a ceremony: what goes in, who signs, where it lies, and the hash that is read out.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { tools } from '../../tools-bridge.ts';
import { useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile, PickFiles } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { Report } from './Report.tsx';

const kinds = ['journals', 'bundles', 'documents', 'service', 'certificates', 'verdicts', 'lists'] as const;
type Kind = (typeof kinds)[number];
type Chosen = Readonly<Record<Kind, readonly PickedFile[]>>;
const chosenAs: Readonly<Record<Kind, 'journal' | 'bundle' | 'data'>> = {
  journals: 'journal',
  bundles: 'bundle',
  documents: 'data',
  service: 'data',
  certificates: 'data',
  verdicts: 'data',
  lists: 'data',
};
const nothing: Chosen = {
  journals: [],
  bundles: [],
  documents: [],
  service: [],
  certificates: [],
  verdicts: [],
  lists: [],
};

export function PackScreen() {
  const [plan, setPlan] = useState<PickedFile | null>(null);
  const [of, setOf] = useState<'ceremony' | 'emergency'>('ceremony');
  const isEmergency = of === 'emergency';
  const [chosen, setChosen] = useState(nothing);
  const [identity, setIdentity] = useState<PickedFile | null>(null);
  const [place, setPlace] = useState<PickedFile | null>(null);
  const [built, setBuilt] = useState<{ readonly name: string; readonly report: EvidenceReport }>();
  const { ask, isWaiting } = useTools();
  const t = useTexts('evidence').pack;
  const choose = useTexts('tools').choose;
  /** Who signs, and over which plan; null where nobody does, undefined while people have not chosen. */
  const signed = isEmergency ? null : plan && identity ? { plan: plan.token, identity: identity.token } : undefined;
  const build = async (): Promise<void> => {
    if (place === null || signed === undefined) return;
    const order = { signed, folder: place.token, ...tokensOf(isEmergency ? { ...chosen, bundles: [] } : chosen) };
    const answer = await ask(() => tools.evidence.build(order));
    if (answer.ok) setBuilt(answer.value);
  };
  if (built) {
    return (
      <Screen key="built" title={t.title}>
        <Notice tone="good">{t.done(built.name)}</Notice>
        <Report report={built.report} />
      </Screen>
    );
  }
  return (
    <Screen title={t.title} lead={t.lead}>
      <section className="card stack">
        <Choices
          legend={t.of}
          choices={[
            { value: 'ceremony', ...t.ceremony },
            { value: 'emergency', ...t.emergency },
          ]}
          value={of}
          onChange={setOf}
          isInColumns
        />
      </section>
      <section className="card stack" aria-label={t.files}>
        {!isEmergency && <PickFile what={choose.plan} kind="plan" picked={plan} onPicked={setPlan} />}
        {kinds
          .filter((kind) => !isEmergency || kind !== 'bundles')
          .map((kind) => (
            <PickFiles
              key={kind}
              what={t.kinds[kind]}
              kind={chosenAs[kind]}
              picked={chosen[kind]}
              onPicked={(picked) => setChosen({ ...chosen, [kind]: picked })}
            />
          ))}
      </section>
      <section className="card stack" aria-label={isEmergency ? t.place : t.signing}>
        {!isEmergency && <PickFile what={choose.identity} kind="identity" picked={identity} onPicked={setIdentity} />}
        <PickFile what={choose.target} kind="folder" picked={place} onPicked={setPlace} />
      </section>
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={isWaiting || place === null || signed === undefined}
          onPress={() => void build()}
        >
          {isEmergency ? t.buildUnsigned : t.build}
        </Action>
      </div>
      <p role="status" className="soft">
        {isWaiting && place !== null && signed !== undefined ? t.working : ''}
      </p>
    </Screen>
  );
}

const tokensOf = (chosen: Chosen): Record<Kind, string[]> => ({
  journals: tokens(chosen.journals),
  bundles: tokens(chosen.bundles),
  documents: tokens(chosen.documents),
  service: tokens(chosen.service),
  certificates: tokens(chosen.certificates),
  verdicts: tokens(chosen.verdicts),
  lists: tokens(chosen.lists),
});
const tokens = (files: readonly PickedFile[]): string[] => files.map(({ token }) => token);
