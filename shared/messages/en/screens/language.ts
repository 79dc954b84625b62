// English: the choice of the language.

export const language = {
  legend: 'Language',
  lost: 'Your choice is not saved. Choose again.',
};
