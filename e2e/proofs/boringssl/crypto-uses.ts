// Reads a built bundle for what it uses of node:crypto, down to the names of algorithms: what Electron's BoringSSL has to have, too.
import ts from 'typescript';

/** Where a function of node:crypto takes the name of an algorithm. */
const nameAt: Readonly<Record<string, number>> = {
  createCipheriv: 0,
  createDecipheriv: 0,
  createECDH: 0,
  createHash: 0,
  createHmac: 0,
  createSign: 0,
  createVerify: 0,
  generateKeyPair: 0,
  generateKeyPairSync: 0,
  hash: 0,
  pbkdf2Sync: 4,
  sign: 0,
  verify: 0,
};

/**
 * Every use once, sorted: `randomBytes`, `createHash sha256`, `generateKeyPairSync ec P-384`; where the program computes the name, the
 * function that does: `verify (by isSignedBy)`.
 */
export function cryptoUses(file: string, source: string): string[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const modules = new Set<string>();
  const uses = new Set<string>();
  visit(tree, (node) => {
    if (!ts.isVariableDeclaration(node) || !isCrypto(node.initializer)) return;
    if (ts.isIdentifier(node.name)) modules.add(node.name.text);
    else if (ts.isObjectBindingPattern(node.name))
      for (const each of node.name.elements) uses.add((each.propertyName ?? each.name).getText(tree));
    else throw new Error(`node:crypto is taken apart in a new way: ${node.getText(tree)}`);
  });
  visit(tree, (node) => {
    if (!ts.isPropertyAccessExpression(node) || !isModule(node.expression, modules)) return;
    if (node.name.text !== 'default') uses.add(useOf(node));
  });
  // Two files with a function of one name get a number each.
  return [...new Set([...uses].map((use) => use.replace(/\$\d+\)$/, ')')))].sort();
}

function visit(node: ts.Node, take: (node: ts.Node) => void): void {
  take(node);
  ts.forEachChild(node, (child) => visit(child, take));
}

/** `require("node:crypto")`. */
function isCrypto(node: ts.Expression | undefined): boolean {
  const [name] = node && ts.isCallExpression(node) && node.expression.getText() === 'require' ? node.arguments : [];
  return name !== undefined && ts.isStringLiteral(name) && /^(node:)?crypto$/.test(name.text);
}

function isModule(node: ts.Expression, modules: ReadonlySet<string>): boolean {
  if (ts.isIdentifier(node)) return modules.has(node.text);
  return ts.isPropertyAccessExpression(node) && node.name.text === 'default' && isModule(node.expression, modules);
}

function useOf(access: ts.PropertyAccessExpression): string {
  const name = access.name.text;
  if (name === 'constants' && ts.isPropertyAccessExpression(access.parent))
    return `constants ${access.parent.name.text}`;
  const at = nameAt[name];
  const call = callOf(access);
  if (at === undefined || call === undefined) return name;
  const algorithm = call.arguments[at];
  if (algorithm === undefined || !ts.isStringLiteralLike(algorithm)) return `${name} (by ${functionAround(call)})`;
  const curve = name.startsWith('generateKeyPair') ? /namedCurve: "([^"]+)"/.exec(call.getText())?.[1] : undefined;
  return [name, algorithm.text, ...(curve === undefined ? [] : [curve])].join(' ');
}

/** Bundlers call `(0, module.name)(…)`, so that it is no method. */
function callOf(access: ts.PropertyAccessExpression): ts.CallExpression | undefined {
  let callee: ts.Node = access;
  while (ts.isParenthesizedExpression(callee.parent) || ts.isBinaryExpression(callee.parent)) callee = callee.parent;
  return ts.isCallExpression(callee.parent) && callee.parent.expression === callee ? callee.parent : undefined;
}

function functionAround(node: ts.Node): string {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    const name = functionName(at);
    if (name !== undefined) return name;
  }
  return 'the file itself';
}

function functionName(node: ts.Node): string | undefined {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) return node.name?.getText();
  return ts.isVariableDeclaration(node) && isFunction(node.initializer) ? node.name.getText() : undefined;
}

const isFunction = (node: ts.Expression | undefined): boolean =>
  node !== undefined && (ts.isArrowFunction(node) || ts.isFunctionExpression(node));
