// English: the exchange key at the offline laptop: its bundle, its checks, the comparison of its words.

export const exchangeKey = {
  title: 'The exchange key',
  lead: 'The maker of the <term>exchange key</term> can open whatever is locked to it. So its origin must be proven, and people must compare it, before any share is opened.',
  refused: 'This exchange key is refused',
  compare: {
    passed: 'All checks passed.',
    heading: 'Now the <term>read-back</term>',
    /** The screen fills the marks, so that no name can be read as a mark; phone and name come in parentheses, if they are known. */
    lead: 'Call the number from the paper plan<phone></phone>. The second operator<name></name> reads all 32 words of <host></host> from their own sheet. Type the words at these places. This screen shows nothing of its own until they fit.',
  },
  confirmed: {
    region: 'Accepted exchange key',
    text: 'Accepted for <host></host>, fetched and signed by <signers></signers>. Now read the hexadecimal form aloud to the other side; they compare it with their own sheet.',
    and: 'and',
    sha256: 'SHA-256 of the exchange certificate',
    goOn: 'Both sides agree: go on',
  },
  load: {
    region: 'Choose the exchange key',
    which: 'Which bundle brings the exchange key?',
    another: 'Take another',
    take: 'Take it and check',
  },
  checks: {
    every: (checks: number) => `Every check (${checks})`,
    found: 'Found',
    verdict: 'Verdict',
    rulesOut: (what: string) => `rules out: ${what}`,
  },
};
