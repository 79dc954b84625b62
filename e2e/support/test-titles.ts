// The titles of the tests in a file, as the parser of the language sees them: what is in a comment or is switched off is none.
import ts from 'typescript';

const runners = new Set(['it', 'test', 'describe', 'eachOfTable']);
const off = new Set(['skip', 'todo', 'fails']);

/** The names that a callee is made of: `describe.skipIf(…)` is "describe" and "skipIf". */
function namesOf(callee: ts.Expression): string[] {
  if (ts.isIdentifier(callee)) return [callee.text];
  if (ts.isPropertyAccessExpression(callee)) return [...namesOf(callee.expression), callee.name.text];
  return ts.isCallExpression(callee) ? namesOf(callee.expression) : [];
}

/** Titles of groups and tests, in the order of the source. */
export function testTitles(source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const [runner = '', ...ways] = namesOf(node.expression);
      // `eachOfTable(rows, title, test)`.
      const title = node.arguments[runner === 'eachOfTable' ? 1 : 0];
      if (runners.has(runner) && ways.some((way) => off.has(way))) return;
      if (runners.has(runner) && title && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('test.ts', source, ts.ScriptTarget.Latest));
  return titles;
}
