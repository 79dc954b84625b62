// Makes mutants of a guard: the same source with one check switched off, weakened or turned round.
import ts from 'typescript';

export interface Mutant {
  /** Offsets of what is replaced. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly line: number;
  /** What was done, for people: `a && b → a`. */
  readonly what: string;
}

/** A comparison that lets one value more or less through, or all that it should stop. */
const turned: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.LessThanToken]: '<=',
};

/** Checks that are statements: `same(…)`, `assertX(…)`, `list.check(…)`. */
const checks = /^(same\w*|agree|assert\w*|check\w*|assess\w*|list\.(check|read)|compare\w*|readSigned|peerOf)$/;

/** All mutants of one file, in the order of the source. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const replace = (node: ts.Node, text: string): void => {
    const [start, end] = [node.getStart(tree), node.getEnd()];
    const was = source.slice(start, end).replaceAll(/\s+/g, ' ');
    const line = tree.getLineAndCharacterOfPosition(start).line + 1;
    mutants.push({ start, end, text, line, what: `${shorten(was)} → ${shorten(text.replaceAll(/\s+/g, ' '))}` });
  };
  const visit = (node: ts.Node): void => {
    mutate(node, tree, replace);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return mutants;
}

function mutate(node: ts.Node, tree: ts.SourceFile, replace: (node: ts.Node, text: string) => void): void {
  if (ts.isIfStatement(node)) replace(node.expression, 'false');
  if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
    if (checks.test(node.expression.expression.getText(tree))) replace(node, ';');
  }
  if (!ts.isBinaryExpression(node)) return;
  const [left, right] = [node.left.getText(tree), node.right.getText(tree)];
  const operator = node.operatorToken.kind;
  const opposite = turned[operator];
  if (opposite !== undefined) replace(node, `${left} ${opposite} ${right}`);
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken || operator === ts.SyntaxKind.BarBarToken) {
    replace(node, left);
    replace(node, right);
  }
  // `x ?? refuse(…)`: what is missing passes.
  if (operator === ts.SyntaxKind.QuestionQuestionToken && right.startsWith('refuse(')) replace(node, left);
}

/** The source with one mutant in it. */
export const mutated = (source: string, { start, end, text }: Mutant): string =>
  `${source.slice(0, start)}${text}${source.slice(end)}`;

const shorten = (text: string): string => (text.length > 90 ? `${text.slice(0, 87)}…` : text);
