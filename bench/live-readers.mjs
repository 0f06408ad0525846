// Many readers of a stream of events: node live-readers.mjs PORT PATH COUNT, started by live.mjs. Says when all are
// connected, then for each word that it is sent when the last of them has received it.
import { connect } from 'node:net';

const [port, path, count] = process.argv.slice(2);
let wanted, seen;

const reader = (number) =>
  new Promise((done, failed) => {
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    let ready = false;
    let tail = '';
    socket.on('connect', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: text/event-stream\r\n\r\n`));
    socket.on('data', (bytes) => {
      tail = (tail + bytes.toString('latin1')).slice(-2000);
      if (!ready) {
        if (!tail.startsWith('HTTP/1.1 200')) return failed(new Error(tail));
        ready = true;
        done();
      }
      if (wanted && tail.includes(wanted)) {
        seen.add(number);
        tail = '';
        if (seen.size === Number(count)) {
          process.send({ at: Date.now() });
          wanted = undefined;
        }
      }
    });
    socket.on('error', failed);
    socket.on('close', () => failed(new Error('a reader was cut')));
  });

process.on('message', (word) => {
  [wanted, seen] = [word, new Set()];
  process.send({ listening: true });
});
process.on('unhandledRejection', (error) => {
  console.error(error);
  process.exit(1);
});
for (let number = 0; number < Number(count); number += 200) {
  await Promise.all(Array.from({ length: Math.min(200, Number(count) - number) }, (_, i) => reader(number + i)));
}
process.send({ connected: true });
