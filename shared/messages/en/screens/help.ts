// English: first help.

export const help = {
  title: 'Help',
  lead: 'The left side shows where you are; the step that is next is always open. The bar above says whose turn it is. You cannot break anything by looking. Anything that cannot be undone needs two people and a long press.',
  keys: 'Keys: Tab goes on, Shift and Tab goes back, arrows choose, Space or Enter presses, Escape closes a dialog. Underlined words explain themselves when you reach them.',
  terms: 'Terms',
  close: 'Close',
};
