// A date and a time of day as they are typed: digits alone get their hyphens and their colon once all are there.

export const dateOfDigits = (typed: string): string => typed.replace(/^(\d{4})(\d{2})(\d{2})$/u, '$1-$2-$3');
export const timeOfDigits = (typed: string): string => typed.replace(/^(\d{2})(\d{2})$/u, '$1:$2');
