// The words for one finding of quorum health, in the words of one language.
import type { CustodyFinding } from '../custody/findings.ts';
import type { CustodyTexts, FindingText } from './en/custody.ts';

export function findingText({ findings }: CustodyTexts, finding: CustodyFinding): FindingText {
  // The mapped type pairs each kind with its own finding, which an index by a union cannot express.
  const text = findings[finding.kind] as (finding: CustodyFinding) => FindingText;
  return text(finding);
}
