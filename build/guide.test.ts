// The pages of the guide that are made of the product's texts say what the product says today.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fault } from '#shared/faults/fault.ts';
import { english } from '#shared/messages/en/catalogue.ts';
import { englishAdvice } from '#shared/messages/en/faults/index.ts';
import { offlineFaults } from '#e2e/fakes/offline-faults.ts';
import { onlineFaults } from '#e2e/fakes/online-faults.ts';
import { formatted } from './format.ts';
import { roleManuals, serviceFailures, troubleshooting } from './guide.ts';
import { root } from './root.ts';

const examples = [
  ...Object.entries(offlineFaults).map(([code, members]) => ({ code, ...members }) as Fault),
  ...onlineFaults,
];

async function asCommitted(page: string, name: string): Promise<void> {
  const path = join(root, 'assets', 'docs', 'guide', name);
  await expect(await formatted(path, page, { proseWrap: 'always' })).toMatchFileSnapshot(path);
}

it('has every fault that an app can end in', async () => {
  const page = troubleshooting(examples);
  const codes = [...page.matchAll(/^## (\w+)$/gm)].map(([, code]) => code);
  expect(codes).toEqual([...new Set(examples.map(({ code }) => code))].sort());
  expect(codes.filter((code) => !(code !== undefined && code in englishAdvice))).toEqual([]);
  await asCommitted(page, 'troubleshooting.md');
});

it('has what the service can do to each step', async () => {
  await asCommitted(serviceFailures(), 'service-failures.md');
});

it('has the manual of each role', async () => {
  await asCommitted(roleManuals(), 'roles.md');
});

/** Every text of the screens, as it is; of those with a value in them nothing. */
function* textsIn(part: unknown): Generator<string> {
  if (typeof part === 'string') yield part;
  else if (typeof part === 'object' && part !== null) for (const each of Object.values(part)) yield* textsIn(each);
}

// Bold is what a reader looks for on a screen; a heading of a line or a list ends with a mark.
it('calls screens, buttons and choices as the screens call themselves', () => {
  const onScreens = new Set(textsIn(english));
  const folder = join(root, 'assets', 'docs', 'guide');
  const written = readdirSync(folder).filter(
    (name) => !['roles.md', 'service-failures.md', 'troubleshooting.md'].includes(name),
  );
  const pages = [...written.map((name) => join(folder, name)), join(root, 'assets', 'docs', 'from-az.md')];
  const named = pages.flatMap((page) => {
    const text = readFileSync(page, 'utf8').replaceAll(/\s+/gu, ' ');
    const marked = [...text.matchAll(/\*\*([^*]+)\*\*|“([^”]+)”/gu)].map(([, bold, quoted]) => bold ?? quoted ?? '');
    return marked.filter((name) => !/[.:]$/u.test(name));
  });
  expect(named.length).toBeGreaterThan(30);
  expect(named.filter((name) => !onScreens.has(name))).toEqual([]);
});
