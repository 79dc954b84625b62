// How likely a quorum comes together. FORMAT.md beside it has the formula and a worked example.

/**
 * The probability that at least `required` people come, each independently of the others with their own probability.
 *
 * Exact, by adding one person after the other to the distribution of how many come: after person i,
 * P(k come) = P(k came before) · (1 − pᵢ) + P(k − 1 came before) · pᵢ.
 * Three of which two are required, at 0.9 each, give 0.972.
 * @param availabilities probabilities from 0 to 1
 */
export function quorumProbability(required: number, availabilities: readonly number[]): number {
  let coming: readonly number[] = [1];
  for (const p of availabilities) coming = withOneMore(coming, p);
  const sum = coming.slice(required).reduce((total, each) => total + each, 0);
  // Rounding may lead a little beyond what a probability can be.
  return Math.min(sum, 1);
}

const withOneMore = (coming: readonly number[], p: number): readonly number[] =>
  Array.from({ length: coming.length + 1 }, (_, k) => (coming[k] ?? 0) * (1 - p) + (coming[k - 1] ?? 0) * p);
