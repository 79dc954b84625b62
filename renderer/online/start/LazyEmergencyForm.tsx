// The form of an emergency is read when its door is chosen: the first screen is there without it.
import { use } from 'react';
import { readOnce } from '../../read-once.ts';

const readForm = readOnce(async () => (await import('./EmergencyForm.tsx')).EmergencyForm);

export function LazyEmergencyForm() {
  const Form = use(readForm());
  return <Form />;
}
