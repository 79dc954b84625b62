// English: what people set in the app for themselves. The first screen has the language.

export const settings = {
  legend: 'Language',
  lost: 'Your choice is not saved. Choose again.',
};
