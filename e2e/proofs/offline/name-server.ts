// Stands where a machine asks for names: writes down which, and knows none of them.
import { createSocket } from 'node:dgram';

const port = 53;
/** RFC 1035 §4.1.1: an answer; no such name. */
const answerFlags = [0x81, 0x83] as const;
const headerBytes = 12;

/** @returns the names that were asked for; more may come */
export function listenForNames(): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  const socket = createSocket('udp4');
  socket.on('message', (question, { port: from, address }) => {
    names.add(nameIn(question));
    const answer = Buffer.from(question);
    answer.set(answerFlags, 2);
    socket.send(answer, from, address);
  });
  return new Promise((ready) => {
    socket.bind(port, '127.0.0.1', () => ready(names));
  });
}

/** RFC 1035 §3.1: labels, each with its length before it. */
function nameIn(question: Buffer): string {
  const labels: string[] = [];
  for (let at = headerBytes; (question[at] ?? 0) > 0; at += 1 + (question[at] ?? 0)) {
    labels.push(question.toString('latin1', at + 1, at + 1 + (question[at] ?? 0)));
  }
  return labels.join('.');
}
