// Papers: choose a document and what it is made from; then look at it, save it as PDF, or print it here.
import { useState } from 'react';
import type { PaperOrder, PickedFile, SavedPaper } from '../../../shared/contract/desk.ts';
import type { PaperName } from '../../../shared/documents/names.ts';
import { desk } from '../../desk-bridge.ts';
import { useDesk } from '../../store/desk-store.ts';
import { Action } from '../../ui/Action.tsx';
import { Choices } from '../../ui/Choices.tsx';
import { Field } from '../../ui/Field.tsx';
import { PickFile } from '../../ui/PickFile.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { type DocumentFacts, documentFacts } from './documents.ts';
import { LocalPrint } from './LocalPrint.tsx';
import { Saved } from './Saved.tsx';

type Side = PaperOrder['side'];
interface Files {
  readonly plan: PickedFile | null;
  readonly journal: PickedFile | null;
  readonly data: PickedFile | null;
}

const names = Object.keys(documentFacts) as PaperName[];
const custodianPattern = /^C(?:[1-9]|10)$/;

export function PapersScreen() {
  const [document, setDocument] = useState<PaperName>('script');
  const [files, setFiles] = useState<Files>({ plan: null, journal: null, data: null });
  const [side, setSide] = useState<Side>('offline');
  const [custodian, setCustodian] = useState('');
  const [paper, setPaper] = useState<PaperOrder['paper']>('a4');
  const [language, setLanguage] = useState<PaperOrder['language']>('en');
  const facts = documentFacts[document];
  const order = orderOf({ document, side, custodian, paper, language }, files, facts);
  return (
    <Screen title="Papers" lead="The paper comes from the plan: the same steps and names as on these screens.">
      <Choices
        legend="Document"
        isInColumns
        value={document}
        onChange={setDocument}
        choices={names.map((value) => ({ value, ...pickTexts(documentFacts[value]) }))}
      />
      <Sources facts={facts} files={files} onChange={setFiles} />
      {facts.hasSides && (
        <Choices
          legend="For which machine (of a recovery)"
          isInColumns
          value={side}
          onChange={setSide}
          choices={[
            { value: 'offline', title: 'Offline', detail: 'The room of the custodians.' },
            { value: 'online', title: 'Online', detail: 'The room of the operators.' },
          ]}
        />
      )}
      {document === 'call-sheet' && (
        <div className="measure">
          <Field
            label="Custodian"
            value={custodian}
            onChange={(text) => {
              setCustodian(text.toUpperCase().trim());
            }}
            description="A code of the plan, such as C1. Leave it empty for everybody."
            isMono
            maxLength={3}
          />
        </div>
      )}
      <div className="columns">
        <Choices
          legend="Paper"
          isInColumns
          value={paper}
          onChange={setPaper}
          choices={[
            { value: 'a4', title: 'A4' },
            { value: 'letter', title: 'Letter' },
          ]}
        />
        <Choices
          legend="Language"
          isInColumns
          value={language}
          onChange={setLanguage}
          choices={[
            { value: 'en', title: 'English' },
            { value: 'de', title: 'Deutsch' },
          ]}
        />
      </div>
      <Deeds order={order} facts={facts} />
    </Screen>
  );
}

const pickTexts = ({ title, detail }: DocumentFacts): Pick<DocumentFacts, 'title' | 'detail'> => ({ title, detail });

interface SourcesProps {
  readonly facts: DocumentFacts;
  readonly files: Files;
  readonly onChange: (files: Files) => void;
}

function Sources({ facts, files, onChange }: SourcesProps) {
  return (
    <section className="card stack" aria-label="Made from">
      <PickFile
        what="the plan"
        picked={files.plan}
        kind="plan"
        onPicked={(plan) => {
          onChange({ ...files, plan });
        }}
      />
      <PickFile
        what="the journal"
        detail={
          facts.journal === 'needed'
            ? 'The record is made from it. The hash of a saved PDF is noted in it, if it is still open.'
            : 'Not needed. If you choose one, the hash of a saved PDF is noted in it.'
        }
        picked={files.journal}
        kind="journal"
        onPicked={(journal) => {
          onChange({ ...files, journal });
        }}
      />
      {facts.data !== 'none' && (
        <PickFile
          what="the data"
          detail={
            facts.data === 'needed'
              ? 'The file of the verification after a recovery.'
              : 'The register as a file. Without it, an empty register for handwriting is printed.'
          }
          picked={files.data}
          kind="data"
          onPicked={(data) => {
            onChange({ ...files, data });
          }}
        />
      )}
    </section>
  );
}

type Shape = Pick<PaperOrder, 'document' | 'side' | 'paper' | 'language'> & { readonly custodian: string };

/** The order, once everything that it needs is there. */
function orderOf({ custodian, ...shape }: Shape, files: Files, facts: DocumentFacts): PaperOrder | undefined {
  const { plan, journal, data } = files;
  const isReady =
    (facts.journal === 'useful' || journal !== null) &&
    (facts.data !== 'needed' || data !== null) &&
    (custodian === '' || custodianPattern.test(custodian));
  if (plan === null || !isReady) return undefined;
  return {
    ...shape,
    plan: plan.token,
    journal: journal?.token ?? null,
    data: facts.data === 'none' ? null : (data?.token ?? null),
    custodian: shape.document === 'call-sheet' && custodian !== '' ? custodian : null,
  };
}

function Deeds({ order, facts }: { readonly order: PaperOrder | undefined; readonly facts: DocumentFacts }) {
  const [saved, setSaved] = useState<SavedPaper>();
  const { ask, isWaiting } = useDesk();
  if (order === undefined) return <p className="soft">{missing(facts)}</p>;
  const save = async (): Promise<void> => {
    setSaved(undefined);
    const answer = await ask(() => desk.papers.savePdf(order));
    if (answer.ok && answer.value !== null) setSaved(answer.value);
  };
  return (
    <>
      <div className="actions">
        <Action kind="primary" isPending={isWaiting} onPress={() => void ask(() => desk.papers.preview(order))}>
          Look at it
        </Action>
        <Action isDisabled={isWaiting} onPress={() => void save()}>
          Save as PDF
        </Action>
        <LocalPrint order={order} />
      </div>
      {saved && <Saved saved={saved} />}
    </>
  );
}

const missing = ({ journal, data }: DocumentFacts): string => {
  if (journal === 'needed') return 'Choose the plan and the journal first.';
  return data === 'needed' ? 'Choose the plan and the data first.' : 'Choose the plan first.';
};
