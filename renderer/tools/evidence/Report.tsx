// What the files of a package prove by themselves, and what rests on people's word.
import type { ReactNode } from 'react';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { endsBadly } from '#shared/evidence/story.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { FocusedResult } from '#renderer/ui/FocusedResult.tsx';
import { Fingerprint } from '#renderer/ui/Fingerprint.tsx';
import { Badge } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Refused } from '#renderer/ui/Refused.tsx';

export function Report({ report }: { readonly report: EvidenceReport }) {
  const { ceremony, practice, signers, proven, restsOnPeople } = report;
  const t = useTexts('evidence').report;
  const { evidence, word } = useSpokenTexts();
  const practiceText = useTexts('tools').practice;
  return (
    <FocusedResult label={t.region}>
      {practice && <Notice tone="warn">{practiceText}</Notice>}
      {report.incomplete.map((fault, at) => (
        <Refused key={at} fault={fault} title={t.incomplete} />
      ))}
      {endsBadly(report.story) ? (
        <Notice tone="warn">{evidence.endsBadly}</Notice>
      ) : (
        report.incomplete.length === 0 && <Notice tone="good">{t.whole}</Notice>
      )}
      <h2>{t.story}</h2>
      <ul>
        {report.story.map((line, at) => (
          <li key={at}>{evidence.story(line)}</li>
        ))}
      </ul>
      <dl className="facts">
        <dt>{t.ceremony}</dt>
        <dd className="mono">{ceremony}</dd>
        <dt>{t.signedBy}</dt>
        <dd>
          {signers.length === 0 ? t.nobody : signers.map(({ role, holder }) => `${word(role)} (${holder})`).join(', ')}
        </dd>
      </dl>
      <Fingerprint label={t.list} sha256={report.manifestSha256} show="both" />
      <h2>{t.proven}</h2>
      <Findings mark={<Badge tone="good">{t.provenMark}</Badge>} texts={proven.map(evidence.proven)} />
      <h2>{t.people}</h2>
      {restsOnPeople.length === 0 ? (
        <p className="soft">{t.nothing}</p>
      ) : (
        <Findings mark={<Badge tone="warn">{t.peopleMark}</Badge>} texts={restsOnPeople.map(evidence.peoplesWord)} />
      )}
      {report.planSha256 !== null && <Fingerprint label={t.plan} sha256={report.planSha256} />}
    </FocusedResult>
  );
}

function Findings({ mark, texts }: { readonly mark: ReactNode; readonly texts: readonly string[] }) {
  return (
    <ul className="findings">
      {texts.map((text, at) => (
        <li key={at}>
          {mark}
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
}
