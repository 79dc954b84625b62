// The sentences for refusals, as one module to be loaded when they are needed.
export { adviceFor } from '../../../shared/messages/advice.ts';
export { englishAdvice } from '../../../shared/messages/en/faults/index.ts';
