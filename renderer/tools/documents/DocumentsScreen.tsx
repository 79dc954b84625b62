// Papers: choose a document and what it is made from; then look at it, save it as PDF, or print it here.
import { useState } from 'react';
import type { PaperOrder } from '#shared/contract/tools/papers.ts';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import { languageNames, languages } from '#shared/messages/languages.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { Screen } from '#renderer/ui/Screen.tsx';
import { type ChosenPaper, type DocumentFacts, documentFacts } from './documents.ts';
import { PaperActions } from './PaperActions.tsx';
import { PaperSizes } from './PaperSizes.tsx';

type Side = NonNullable<PaperOrder['side']>;
interface Files {
  readonly plan: PickedFile | null;
  readonly journal: PickedFile | null;
  readonly data: PickedFile | null;
}

const names = Object.keys(documentFacts) as ChosenPaper[];
const custodianPattern = /^C(?:[1-9]|10)$/;

export function DocumentsScreen() {
  const t = useTexts('papers');
  const [document, setDocument] = useState<ChosenPaper>('script');
  const [files, setFiles] = useState<Files>({ plan: null, journal: null, data: null });
  const [side, setSide] = useState<Side>('offline');
  const [custodian, setCustodian] = useState('');
  const [paper, setPaper] = useState<PaperOrder['paper']>('a4');
  const [language, setLanguage] = useState<PaperOrder['language']>(useSpokenTexts().language);
  const facts = documentFacts[document];
  const order = orderOf({ document, side, custodian, paper, language }, files, facts);
  return (
    <Screen title={t.title} lead={t.lead}>
      <Choices
        legend={t.document}
        isInColumns
        value={document}
        onChange={setDocument}
        choices={names.map((value) => ({ value, ...t.documents[value] }))}
      />
      <Sources facts={facts} files={files} onChange={setFiles} />
      {facts.hasSides && (
        <Choices
          legend={t.machine}
          isInColumns
          value={side}
          onChange={setSide}
          choices={[
            { value: 'offline', title: t.offline, detail: t.offlineDetail },
            { value: 'online', title: t.online, detail: t.onlineDetail },
          ]}
        />
      )}
      {document === 'call-sheet' && (
        <div className="measure">
          <Field
            label={t.custodian}
            value={custodian}
            onChange={(text) => setCustodian(text.toUpperCase().trim())}
            description={t.custodianDetail}
            isMono
            maxLength={3}
          />
        </div>
      )}
      <div className="columns">
        <PaperSizes value={paper} onChange={setPaper} />
        <Choices
          legend={t.language}
          isInColumns
          value={language}
          onChange={setLanguage}
          choices={languages.map((one) => ({ value: one, title: <span lang={one}>{languageNames[one]}</span> }))}
        />
      </div>
      {order === undefined ? <p className="soft">{t[missing(facts)]}</p> : <PaperActions order={order} isPrimary />}
    </Screen>
  );
}

interface SourcesProps {
  readonly facts: DocumentFacts;
  readonly files: Files;
  readonly onChange: (files: Files) => void;
}

function Sources({ facts, files, onChange }: SourcesProps) {
  const t = useTexts('papers');
  return (
    <section className="card stack" aria-label={t.madeFrom}>
      <PickFile what={t.pick.plan} picked={files.plan} kind="plan" onPicked={(plan) => onChange({ ...files, plan })} />
      <PickFile
        what={t.pick.journal}
        detail={facts.journal === 'needed' ? t.journalNeeded : t.journalUseful}
        picked={files.journal}
        kind="journal"
        onPicked={(journal) => onChange({ ...files, journal })}
      />
      {facts.data !== 'none' && (
        <PickFile
          what={t.pick.data}
          detail={t.data[facts.data]}
          picked={files.data}
          kind="data"
          onPicked={(data) => onChange({ ...files, data })}
        />
      )}
    </section>
  );
}

type Shape = Pick<PaperOrder, 'paper' | 'language'> & {
  readonly document: ChosenPaper;
  readonly side: Side;
  readonly custodian: string;
};

/** The order, once everything that it needs is there. */
function orderOf({ custodian, ...shape }: Shape, files: Files, facts: DocumentFacts): PaperOrder | undefined {
  const { plan, journal, data } = files;
  const isReady =
    (facts.journal === 'useful' || journal !== null) &&
    (facts.data !== 'needed' || data !== null) &&
    (custodian === '' || custodianPattern.test(custodian));
  // The record of an emergency is made from its journal alone, and its card from nothing.
  const needsPlan = shape.document !== 'record' && shape.document !== 'emergency-card';
  if ((plan === null && needsPlan) || !isReady) return undefined;
  return {
    ...shape,
    side: facts.hasSides ? shape.side : null,
    plan: plan?.token ?? null,
    journal: journal?.token ?? null,
    data: facts.data === 'none' ? null : (data?.token ?? null),
    custodian: shape.document === 'call-sheet' && custodian !== '' ? custodian : null,
  };
}

const missing = ({ journal, data }: DocumentFacts): 'missingJournal' | 'missingData' | 'missingPlan' => {
  if (journal === 'needed') return 'missingJournal';
  return data === 'needed' ? 'missingData' : 'missingPlan';
};
