// Loaded before the program (`node --import`): every socket but those to one port of loopback is refused, and so is DNS.
// What was tried is written to the file named by BLOCKED_LOG, a line each.
import { appendFileSync } from 'node:fs';
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

const allowedPort = Number(process.env.ALLOWED_PORT);

function refuse(what) {
  appendFileSync(process.env.BLOCKED_LOG ?? '/dev/null', `${what}\n`);
  return new Error(`blocked: ${what}`);
}

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...given) {
  const [options] = Array.isArray(given[0]) ? given[0] : given;
  const {
    host = '127.0.0.1',
    port,
    path,
  } = typeof options === 'object' && options !== null ? options : { port: options };
  if ((path ?? null) === null && Number(port) === allowedPort && /^(?:127\.|localhost$|::1$)/.test(host)) {
    return connect.apply(this, given);
  }
  throw refuse(`connect ${path ?? `${host}:${port}`}`);
};
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const original = dns[name];
  dns[name] = (host, ...rest) => {
    if (/^(?:127\.|localhost$|::1$)/.test(host)) return original(host, ...rest);
    throw refuse(`${name} ${host}`);
  };
}
dgram.Socket.prototype.send = () => {
  throw refuse('datagram');
};
