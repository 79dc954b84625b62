// What needs attention in a register, what needs acting on first.
import type { RegisterFinding } from '#shared/register/findings.ts';
import { weightOf } from '#shared/register/health.ts';
import { findingText } from '#shared/messages/custody-texts.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Badge } from '#renderer/ui/Badge.tsx';

export function Findings({ findings }: { readonly findings: readonly RegisterFinding[] }) {
  const t = useTexts('custody');
  const { custody } = useSpokenTexts();
  return (
    <section className="card stack" aria-label={t.findings}>
      <h2>{t.findings}</h2>
      <ul className="findings">
        {findings.map((finding, at) => {
          const weight = weightOf(finding);
          const { what, todo } = findingText(custody, finding);
          return (
            <li key={at}>
              <Badge tone={weight === 'act' ? 'stop' : 'warn'}>{custody.weights[weight]}</Badge>
              <span>
                {what} <span className="soft">{todo}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
