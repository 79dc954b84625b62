// Every check of the exchange key, by class of evidence: what was found, what it rules out, and what no check can show. The words are
// those of the command line and of the record.
import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import type { CheckOutcome, ExchangeKeyCheck } from '#shared/exchange-key/verdict.ts';
import type { EvidenceClass } from '#shared/exchange-key/checks.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Badge, type Tone } from '#renderer/ui/Badge.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { Table } from '#renderer/ui/Table.tsx';

function toneOf(outcome: CheckOutcome): Tone {
  switch (outcome) {
    case 'passed':
      return 'good';
    case 'failed':
      return 'stop';
    case 'note':
      return 'warn';
    case 'absent':
    case 'not-judged':
    case 'not-asked':
    case 'on-caller':
      return 'plain';
  }
}

interface ChecksProps {
  readonly checks: readonly ExchangeKeyCheck[];
  readonly isOpen?: boolean;
}

export function Checks({ checks, isOpen = false }: ChecksProps) {
  const t = useTexts('exchangeKey').checks;
  const texts = useSpokenTexts().exchangeKey;
  const asked = checks.filter(({ outcome }) => outcome !== 'not-asked');
  const classes = [...new Set(asked.map(({ evidence }) => evidence))];
  return (
    <Disclosure className="stack" data-tight defaultExpanded={isOpen}>
      <Heading level={2}>
        <Button slot="trigger" className="button" data-kind="quiet">
          {t.every(asked.length)}
        </Button>
      </Heading>
      <DisclosurePanel className="stack">
        <Notice tone="warn">
          <ul>
            {texts.limits.map((limit) => (
              <li key={limit}>{limit}</li>
            ))}
          </ul>
        </Notice>
        {classes.map((evidence) => (
          <ClassTable
            key={evidence}
            evidence={evidence}
            checks={asked.filter((check) => check.evidence === evidence)}
          />
        ))}
      </DisclosurePanel>
    </Disclosure>
  );
}

interface ClassTableProps {
  readonly evidence: EvidenceClass;
  readonly checks: readonly ExchangeKeyCheck[];
}

function ClassTable({ evidence, checks }: ClassTableProps) {
  const t = useTexts('exchangeKey').checks;
  const texts = useSpokenTexts().exchangeKey;
  return (
    <section className="card" aria-label={texts.classes[evidence]}>
      <Table caption={texts.classes[evidence]} columns={[texts.classes[evidence], t.found, t.verdict]}>
        {checks.map(({ id, outcome, value }) => (
          <tr key={id}>
            <td>
              {texts.checks[id].title}
              <div className="soft">{t.rulesOut(texts.checks[id].rulesOut)}</div>
            </td>
            <td className="mono">{value}</td>
            <td>
              <Badge tone={toneOf(outcome)}>{texts.outcomes[outcome]}</Badge>
            </td>
          </tr>
        ))}
      </Table>
    </section>
  );
}
