// While shares are held, no answer at the terminal loses them. Three commands ask then, all by `takeTurns`; `recover` asks on afterwards, and its
// answers are played in e2e/ceremonies/shell-emergency.spec.ts.
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptContext } from '#e2e/support/command-run.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { type Fault, Refusal } from '#shared/faults/fault.ts';
import { type KeyTurn, takeTurns } from './custodian-turns.ts';

const file = { name: 'C2.key' } as const;
const wrong: readonly Fault[] = [
  { code: 'FILE_NOT_FOUND', ...file },
  { code: 'FILE_NOT_A_FILE', ...file },
  { code: 'MEDIUM_LOST', ...file },
  { code: 'CUSTODIAN_ALREADY_GIVEN', custodian: 'x' },
  { code: 'CUSTODIAN_KEY_DAMAGED' },
  { code: 'PASSPHRASE_WRONG' },
  { code: 'PASSPHRASE_CANCELLED' },
  { code: 'CUSTODY_PROCESS_ENDED', process: 'key worker', how: { kind: 'exit', status: 1 } },
] as unknown as readonly Fault[];

describe('custodians who come one after the other', () => {
  it.each(wrong.map((fault) => [fault.code, fault] as const))('keeps the first share: %s', async (code, fault) => {
    const typed = ['C1.key', '', 'wrong.key', 'C2.key'];
    const { context, end } = keptContext({ terminal: true, askLine: () => Promise.resolve(typed.shift() ?? '') });
    const given: string[] = [];
    const give = ({ keyFile }: KeyTurn): Promise<void> => {
      if (keyFile === 'wrong.key') return Promise.reject(new Refusal(fault));
      given.push(keyFile);
      return Promise.resolve();
    };
    await takeTurns(context, { keys: undefined, passwordFiles: [], required: 2 }, give);
    expect(given).toEqual(['C1.key', 'C2.key']);
    expect(end().text).toContain(code);
  });

  it('ends where what was found is nobody’s mistyped answer', async () => {
    const { context } = keptContext({ terminal: true, askLine: () => Promise.resolve('C1.key') });
    const fault = { code: 'AIR_GAP_OPEN', ways: [] } as unknown as Fault;
    const turns = takeTurns(context, { keys: undefined, passwordFiles: [], required: 2 }, () =>
      Promise.reject(new Refusal(fault)),
    );
    expect(await faultOfPromise(turns)).toMatchObject({ code: 'AIR_GAP_OPEN' });
  });
});

it('is what every command asks by that holds shares', () => {
  const files = globSync(join(import.meta.dirname, '**/*.ts')).filter((path) => !path.endsWith('.test.ts'));
  const asking = files
    .filter((path) => readFileSync(path, 'utf8').includes('takeTurns('))
    .map((path) => basename(path));
  expect(asking.toSorted()).toEqual(['ceremony-blob.ts', 'custodian-turns.ts', 'recover.ts', 'restore-blob.ts']);
});
