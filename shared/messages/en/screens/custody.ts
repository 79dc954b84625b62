// English: the register of custody at the desk.

export const custody = {
  title: 'Register of custody',
  lead: 'Who holds which key, when each copy was last proven, and whether a quorum would come together.',
  what: 'the register of custody',
  day: 'Judge for this day',
  dayNote: 'For example 2026-10-14. If it is left empty, the clock of this machine decides.',
  check: 'Check',
  practice: 'PRACTICE – NOT A REAL CUSTODY.',
  health: 'Quorum health',
  findings: 'What needs attention',
  todo: 'What to do',
  copies: 'Keys and their copies',
  custodian: 'Custodian',
  copy: 'Copy',
  site: 'Site',
  bag: 'Bag',
  proof: 'Last proof',
  due: 'Next due',
};
