// The fields of one kind of bundle.
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Choices } from '#renderer/ui/Choices.tsx';
import { ExceptionField } from '#renderer/ui/ExceptionField.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { PickFile, PickFiles } from '#renderer/ui/PickFile.tsx';
import type { Content, Kind, Typed } from './use-content.ts';

interface ContentFieldsProps {
  readonly kind: Kind;
  readonly content: Content;
}

export function ContentFields({ kind, content }: ContentFieldsProps) {
  const { typed, change } = content;
  const t = useTexts('bundle').send;
  const { word } = useSpokenTexts();
  const { choose } = useTexts('tools');
  switch (kind) {
    case 'plan':
      return null;
    case 'activation-certificates':
      return (
        <PickFiles
          what={t.certificates}
          kind="data"
          picked={typed.certificates}
          onPicked={(certificates) => change({ certificates })}
        />
      );
    case 'security-domain':
      return (
        <>
          <PickFile
            what={t.securityDomain}
            kind="data"
            picked={typed.securityDomain}
            onPicked={(securityDomain) => change({ securityDomain })}
          />
          <PickFile
            what={t.certificatesBundle}
            kind="bundle"
            picked={typed.certificatesBundle}
            onPicked={(certificatesBundle) => change({ certificatesBundle })}
          />
          <Line content={content} member="requestId" label={t.requestId} max={128} />
          <Line content={content} member="receivedAt" label={t.receivedAt} hint={t.receivedAtHint} max={64} />
        </>
      );
    case 'exchange-key':
      return (
        <>
          {(['first', 'second'] as const).map((member) => (
            <PickFile
              key={member}
              what={t[member]}
              kind="observation"
              picked={typed[member]}
              onPicked={(picked) => change({ [member]: picked })}
            />
          ))}
          <PickFiles
            what={choose.revocationLists}
            detail={choose.revocationNote}
            kind="data"
            picked={typed.revocationLists}
            onPicked={(revocationLists) => change({ revocationLists })}
          />
          <div className="measure">
            <ExceptionField
              label={t.exception}
              typed={typed.exception}
              onTyped={(exception) => change({ exception })}
            />
          </div>
          {typed.exception.trim() !== '' && (
            <Choices
              legend={t.chosen}
              isInColumns
              value={typed.chosen}
              onChange={(chosen) => change({ chosen })}
              choices={(['operator-1', 'operator-2'] as const).map((value) => ({ value, title: word(value) }))}
            />
          )}
        </>
      );
    case 'outcome':
      return <OutcomeFields content={content} />;
  }
}

function OutcomeFields({ content }: { readonly content: Content }) {
  const { typed, change } = content;
  const t = useTexts('bundle').send;
  return (
    <>
      <Choices
        legend={t.call}
        isInColumns
        value={typed.call}
        onChange={(call) => change({ call })}
        choices={(['download', 'upload', 'restore'] as const).map((value) => ({ value, title: t.calls[value] }))}
      />
      <Choices
        legend={t.verdict}
        isInColumns
        value={typed.verdict}
        onChange={(verdict) => change({ verdict })}
        choices={(['succeeded', 'failed', 'unknown'] as const).map((value) => ({ value, title: t.verdicts[value] }))}
      />
      <Line content={content} member="requestId" label={t.requestId} max={128} />
      <Line content={content} member="detail" label={t.detail} max={500} />
    </>
  );
}

interface LineProps {
  readonly content: Content;
  readonly member: keyof Pick<Typed, 'requestId' | 'receivedAt' | 'detail'>;
  readonly label: string;
  readonly hint?: string;
  readonly max: number;
}

function Line({ content: { typed, change }, member, label, hint, max }: LineProps) {
  return (
    <div className="measure">
      <Field
        label={label}
        value={typed[member]}
        onChange={(text) => change({ [member]: text })}
        maxLength={max}
        {...(hint === undefined ? {} : { description: hint })}
      />
    </div>
  );
}
