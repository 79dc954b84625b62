// Makes mutants: the same source of a guard with one check switched off, weakened or turned round, or that of a step with one event not written.
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

/** Calls that write to a journal, or drop shares, which the journal has too: `journal.append`, `noteException`, `ceremony.fail`. */
const writes = /(?:^|[.#])(?:append|raise|fail|except|dropShares|note[A-Z]\w*)$/;
/** Statements by which secrets go before it is written. */
const drops = /^(?:this[.]#stop|appState[.]dropShares)\(\);$/;

/**
 * All mutants of one file, in the order of the source.
 * @param of what is broken: the checks of a guard, or what a step writes
 */
export function mutantsOf(file: string, source: string, of: 'checks' | 'writes' = 'checks'): Mutant[] {
  const mutate = of === 'checks' ? unchecked : unwritten;
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

function unchecked(node: ts.Node, tree: ts.SourceFile, replace: (node: ts.Node, text: string) => void): void {
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

function unwritten(node: ts.Node, tree: ts.SourceFile, replace: (node: ts.Node, text: string) => void): void {
  if (ts.isCallExpression(node) && writes.test(node.expression.getText(tree))) replace(node, 'Promise.resolve()');
  if (!ts.isBlock(node)) return;
  const statements = node.statements.map((statement) => statement.getText(tree));
  for (const [at, drop] of statements.entries()) {
    const next = statements[at + 1];
    if (next === undefined || !drops.test(drop) || !next.includes('await ')) continue;
    replace(node, `{ ${statements.toSpliced(at, 2, next, drop).join('\n')} }`);
  }
}

/** The source with one mutant in it. */
export const mutated = (source: string, { start, end, text }: Mutant): string =>
  `${source.slice(0, start)}${text}${source.slice(end)}`;

const shorten = (text: string): string => (text.length > 90 ? `${text.slice(0, 87)}…` : text);
