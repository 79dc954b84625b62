// The pages of the guide that are made of the product's texts say what the product says today.
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, it } from 'vitest';
import type { Fault } from '#shared/faults/fault.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import { offlineFaults } from '#e2e/fakes/offline-faults.ts';
import { onlineFaults } from '#e2e/fakes/online-faults.ts';
import { roleManuals, troubleshooting } from './guide.ts';
import { root } from './root.ts';

const examples = [
  ...Object.entries(offlineFaults).map(([code, members]) => ({ code, ...members }) as Fault),
  ...onlineFaults,
];

async function asCommitted(page: string, name: string): Promise<void> {
  const path = join(root, 'assets', 'docs', 'guide', name);
  const text = await format(page, {
    ...(await resolveConfig(path)),
    filepath: path,
    proseWrap: 'always',
    printWidth: 120,
  });
  await expect(text).toMatchFileSnapshot(path);
}

it('has every fault that an app can end in', async () => {
  const page = troubleshooting(examples);
  const codes = [...page.matchAll(/^## (\w+)$/gm)].map(([, code]) => code);
  expect(codes).toEqual([...new Set(examples.map(({ code }) => code))].sort());
  expect(codes.filter((code) => !(code !== undefined && code in englishAdvice))).toEqual([]);
  await asCommitted(page, 'troubleshooting.md');
});

it('has the manual of each role', async () => {
  await asCommitted(roleManuals(), 'roles.md');
});
