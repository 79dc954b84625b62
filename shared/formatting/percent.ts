// Probabilities as people read them.

/** As `97.2 %`, one digit after the point. Rounding may not turn "almost certain" into "certain", nor "unlikely" into "never". */
export function percentText(probability: number, language: string): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  const text = (value: number): string => `${value.toLocaleString(language, digits)} %`;
  if (probability < 1 && probability >= 0.9995) return `> ${text(99.9)}`;
  if (probability > 0 && probability < 0.0005) return `< ${text(0.1)}`;
  return text(probability * 100);
}
