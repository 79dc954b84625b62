// The words for one finding of quorum health, in the words of one language.
import type { RegisterFinding } from '../register/findings.ts';
import type { RegisterTexts, FindingText } from './en/custody.ts';

export function findingText({ findings }: RegisterTexts, finding: RegisterFinding): FindingText {
  // The mapped type pairs each kind with its own finding, which an index by a union cannot express.
  const text = findings[finding.kind] as (finding: RegisterFinding) => FindingText;
  return text(finding);
}
