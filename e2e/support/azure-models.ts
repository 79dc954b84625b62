// The models of the Azure SDK for Python, which are generated from Azure's specifications: whether a resource has a member at a path.
import { execFileSync } from 'node:child_process';
import { referenceProgram } from './reference-tools.ts';

const python = '/usr/bin/python3';
const script = `
import importlib, json, pkgutil, sys
def models(package):
    try:
        return importlib.import_module(package + '.models')
    except ImportError:
        base = importlib.import_module(package)
        names = [each.name for each in pkgutil.iter_modules(base.__path__)]
        stable = sorted(name for name in names if name.startswith('v20') and 'preview' not in name)
        return importlib.import_module(package + '.' + stable[-1] + '.models')
def has(module, name, path):
    for member in getattr(module, name)._attribute_map.values():
        key, kind = member['key'], member['type']
        if path.lower() == key.lower():
            return True
        for mark in ('[].', '.'):
            below = key.lower() + mark
            inner = kind.strip('[]{}')
            if path.lower().startswith(below) and kind.startswith('[') == (mark == '[].') and hasattr(module, inner):
                if has(module, inner, path[len(below):]):
                    return True
    return False
print(json.dumps([has(models('azure.mgmt.' + package), name, path) for package, name, path in json.load(sys.stdin)]))
`;

/** Whether the SDK's models are on this machine; says loudly if not. */
export const hasAzureModels = (): boolean =>
  referenceProgram(python, '-c', 'import azure.mgmt.storage, azure.mgmt.databricks') !== undefined;

/** @param rows package below `azure.mgmt`, class of the resource, path in the specification's spelling */
export const modelsHave = (rows: readonly (readonly [string, string, string])[]): readonly boolean[] =>
  JSON.parse(
    execFileSync(python, ['-W', 'ignore', '-c', script], {
      input: JSON.stringify(rows),
      stdio: ['pipe', 'pipe', 'ignore'],
      encoding: 'utf8',
    }),
  ) as boolean[];
