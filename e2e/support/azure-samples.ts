// The examples of Azure's specifications, as packages of its SDK for JavaScript carry them as samples. They are read, never run; installed apart from
// the project (`npm ci --prefix build/azure-samples`), because nothing else needs them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '#build/root.ts';
import { asJsonObject, type JsonObject, type JsonValue, parseStrictJson } from '#core/encoding/json.ts';

const packages = join(root, 'build', 'azure-samples', 'node_modules', '@azure');
const folderOf = (service: string): string => join(packages, `arm-${service}`, 'dist-esm');

/** How a package describes a model. */
interface Mapper {
  readonly type: { readonly modelProperties?: object };
}
/** What the packages' own library has for it. */
interface CoreClient {
  readonly createSerializer: (mappers: object) => {
    readonly serialize: (mapper: Mapper, sent: JsonValue, name: string) => JsonValue;
  };
}

/** Whether they are installed; where they are not, this says so loudly. */
export function hasAzureSamples(): boolean {
  if (existsSync(folderOf('storage'))) return true;
  console.warn('\n*** SKIPPED: examples of Azure: npm ci --prefix build/azure-samples has not been run ***\n');
  return false;
}

export interface SamplesOf {
  /** The end of the package's name. */
  readonly service: string;
  /** Which of its samples are about the resource. */
  readonly files: RegExp;
  /** Models of what a sample sends; the first that has all its members counts. */
  readonly models: readonly string[];
}

/**
 * What the samples send, in the form of the wire, with every key vault replaced by an HSM: the members of a package are named in its own way.
 * @param hsm base address
 */
export async function samplesNaming(
  hsm: string,
  { service, files, models }: SamplesOf,
): Promise<readonly JsonObject[]> {
  const folder = folderOf(service);
  const mappers = (await import(join(folder, 'src', 'models', 'mappers.js'))) as Record<string, Mapper>;
  const library = (await import(join(packages, 'core-client', 'dist', 'esm', 'index.js'))) as CoreClient;
  const serializer = library.createSerializer(mappers);
  const names = readdirSync(join(folder, 'samples-dev')).filter((name) => name.endsWith('.js') && files.test(name));
  return names
    .flatMap((name) => literalsIn(readFileSync(join(folder, 'samples-dev', name), 'utf8')))
    .flatMap((literal) => {
      const text = JSON.stringify(literal).replaceAll(/https:\/\/[^"/]*(?:vault|-kv|keys)[^"/]*(?=[/"])/giu, hsm);
      const sent = parseStrictJson(Buffer.from(text), { maxBytes: 1 << 20 });
      const model = models.find((each) => hasMembers(mappers[each], sent));
      if (!text.includes(hsm) || model === undefined) return [];
      return [asJsonObject(serializer.serialize(mappers[model]!, sent, model)) ?? {}];
    });
}

const hasMembers = (mapper: Mapper | undefined, sent: JsonValue): boolean => {
  const known = mapper?.type.modelProperties ?? {};
  return Object.keys(asJsonObject(sent) ?? {}).every((name) => Object.hasOwn(known, name));
};

/** The object literals that a source assigns to a name, as JSON. */
function literalsIn(source: string): JsonObject[] {
  const found: JsonObject[] = [];
  const visit = (node: ts.Node): void => {
    const value =
      ts.isVariableDeclaration(node) && node.initializer ? asJsonObject(literal(node.initializer)) : undefined;
    if (value) found.push(value);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('sample.js', source, ts.ScriptTarget.Latest));
  return found;
}

function literal(node: ts.Expression): JsonValue {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(literal);
  if (!ts.isObjectLiteralExpression(node)) return null;
  return Object.fromEntries(
    node.properties.flatMap((each) =>
      ts.isPropertyAssignment(each) && (ts.isIdentifier(each.name) || ts.isStringLiteral(each.name))
        ? [[each.name.text, literal(each.initializer)]]
        : [],
    ),
  );
}
