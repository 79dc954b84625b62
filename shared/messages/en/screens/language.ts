// English: the choice of the language.

export const language = {
  legend: 'Language',
};
