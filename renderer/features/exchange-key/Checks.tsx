// Every check of the exchange key, by class of evidence; what was found, and what the check is worth.
import { Button } from 'react-aria-components/Button';
import { Disclosure, DisclosurePanel } from 'react-aria-components/Disclosure';
import { Heading } from 'react-aria-components/Heading';
import type { EvidenceClass, ExchangeKeyCheck } from '../../../shared/exchange-key/verdict.ts';
import { checkTitles, evidenceTitles, outcomeMarks } from '../../help/check-titles.ts';
import { Mark } from '../../ui/Mark.tsx';
import { Notice } from '../../ui/Notice.tsx';

interface ChecksProps {
  readonly checks: readonly ExchangeKeyCheck[];
  readonly isOpen?: boolean;
}

export function Checks({ checks, isOpen = false }: ChecksProps) {
  const asked = checks.filter(({ outcome }) => outcome !== 'not-asked');
  const classes = [...new Set(asked.map(({ evidence }) => evidence))];
  return (
    <Disclosure className="stack" data-tight defaultExpanded={isOpen}>
      <Heading level={2}>
        <Button slot="trigger" className="button" data-kind="quiet">
          Every check ({asked.length})
        </Button>
      </Heading>
      <DisclosurePanel className="stack">
        <Notice tone="warn">
          The attestation is one proof among several: keys of processors have been extracted in laboratories. It never
          replaces the name on paper and the words.
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
  return (
    <section className="card" aria-label={evidenceTitles[evidence]}>
      <table className="table">
        <caption className="visually-hidden">{evidenceTitles[evidence]}</caption>
        <thead>
          <tr>
            <th scope="col">{evidenceTitles[evidence]}</th>
            <th scope="col">Found</th>
            <th scope="col">Verdict</th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ id, outcome, value }) => (
            <tr key={id}>
              <td>{checkTitles[id]}</td>
              <td className="mono">{value}</td>
              <td>
                <Mark tone={outcomeMarks[outcome].tone}>{outcomeMarks[outcome].word}</Mark>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
