// English: the choice of the language.

export const language = {
  legend: 'Language',
  lost: 'The choice is not remembered: choose again.',
};
