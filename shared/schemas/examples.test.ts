// Examples that are shown to people must themselves be taken.
import { expect, it } from 'vitest';
import { planSchema } from '../plan/plan.ts';
import { exampleFor } from './examples.ts';

const { target, backup } = planSchema.shape;
const members = {
  ...{
    'target.uri': target.shape.uri,
    'target.resourceId': target.shape.resourceId,
    'target.tenant': target.shape.tenant,
  },
  'target.subscription': target.shape.subscription,
  'target.resourceGroup': target.shape.resourceGroup,
  'target.location': target.shape.location,
  'backup.account': backup.unwrap().shape.account,
  'backup.container': backup.unwrap().shape.container,
  'backup.folder': backup.unwrap().shape.folder,
  'backup.identity': backup.unwrap().shape.identity,
};

it.each(Object.entries(members))('the example of %s is written as the plan wants it', (path, schema) => {
  const example = exampleFor(path);
  expect(example).not.toBeUndefined();
  expect(schema.parse(example)).toBe(example);
  expect(schema.safeParse(`${example ?? ''} `).success).toBe(false);
});

it.each(['purpose', 'people[3].name', '', 'constructor'])('there is none for %s', (path) => {
  expect(exampleFor(path)).toBe(undefined);
});
