// A worker that answers questions about itself, for the tests of utility processes.
const { parentPort } = process;
const heard = [];
let port;

function answer(question) {
  if (question === 'pid') return process.pid;
  if (question === 'arguments') return process.argv.slice(1);
  if (question === 'type') return process.type;
  if (question === 'heard on port') return heard;
  if (typeof question !== 'object') return question;
  if ('env' in question) return process.env[question.env];
  if ('back' in question) return question.back;
  const { text } = question;
  return { view: Buffer.from(text).toString(), buffer: Buffer.from(text.buffer).toString() };
}

function take({ data, ports }) {
  if (data === 'keep port') {
    [port] = ports;
    port.on('message', (event) => {
      heard.push(event.data);
      port.postMessage(event.data);
    });
  } else if (data === 'start port') port.start();
  else if (typeof data === 'object' && 'exit' in data) process.exit(data.exit);
  else parentPort.postMessage(answer(data));
}

if (process.argv.includes('listen-late')) setTimeout(() => parentPort.on('message', take), 50);
else if (process.argv.includes('listen-once')) {
  parentPort.once('message', (event) => {
    take(event);
    setTimeout(() => parentPort.on('message', take), 50);
  });
} else parentPort.on('message', take);
