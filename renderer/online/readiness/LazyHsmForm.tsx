// The form of a healthy HSM is read when its door is chosen: the first screen is there without it.
import { use } from 'react';
import { readOnce } from '../../read-once.ts';

const readForm = readOnce(async () => (await import('./HsmForm.tsx')).HsmForm);

export function LazyHsmForm() {
  const Form = use(readForm());
  return <Form />;
}
