import { createServer, connect, type Server, type Socket } from 'node:net';

/** What stands between the bot and the Bot API, and what it does. */
export type WireFault = 'none' | 'refused' | 'reset' | 'hanging' | '502 with HTML' | 'cut JSON';

const HTML = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';
const BAD_GATEWAY = `HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: ${HTML.length}\r\nConnection: close\r\n\r\n${HTML}`;
const CUT_JSON =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 19\r\nConnection: close\r\n\r\n{"ok":true,"result"';

/** A TCP relay in front of a server on loopback that can be made to fail as networks do. */
export class Wire {
  private server: Server | null = null;
  private fault: WireFault = 'none';
  private port = 0;
  private readonly sockets = new Set<Socket>();
  /** Connections that hang, and go on hanging when the outage is over. */
  private readonly hanging = new Set<Socket>();

  constructor(private readonly targetPort: number) {}

  /** Listens; resolves with the address to call. */
  async open(): Promise<string> {
    await this.listen();
    return `http://127.0.0.1:${this.port}`;
  }

  /** From now on connections, those that are open too, meet this fault. */
  async set(fault: WireFault): Promise<void> {
    this.fault = fault;
    if (fault === 'hanging') {
      for (const socket of this.sockets) this.hang(socket);
      return;
    }
    for (const socket of this.sockets) if (!this.hanging.has(socket)) socket.destroy();
    if (fault === 'refused') await this.stopListening();
    else if (this.server === null) await this.listen();
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await this.stopListening();
  }

  private listen(): Promise<void> {
    const server = createServer((socket) => this.accept(socket));
    this.server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', () => {
        const address = server.address();
        this.port = typeof address === 'object' && address !== null ? address.port : 0;
        resolve();
      });
    });
  }

  private async stopListening(): Promise<void> {
    const { server } = this;
    this.server = null;
    // Connections that hang keep a closing server waiting: they are not what is waited for.
    server?.close();
    await new Promise((resolve) => setImmediate(resolve));
  }

  private accept(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      this.sockets.delete(socket);
      this.hanging.delete(socket);
    });
    if (this.fault === 'reset') socket.resetAndDestroy();
    else if (this.fault === 'hanging') this.hang(socket);
    else if (this.fault === 'none') this.relay(socket);
    else socket.once('data', () => socket.end(this.fault === 'cut JSON' ? CUT_JSON : BAD_GATEWAY));
  }

  private relay(socket: Socket): void {
    const upstream = connect(this.targetPort, '127.0.0.1');
    upstream.on('error', () => socket.destroy());
    socket.once('close', () => upstream.destroy());
    upstream.once('close', () => {
      if (!this.hanging.has(socket)) socket.destroy();
    });
    socket.on('data', (chunk) => !this.hanging.has(socket) && upstream.write(chunk));
    upstream.on('data', (chunk) => !this.hanging.has(socket) && socket.write(chunk));
  }

  private hang(socket: Socket): void {
    this.hanging.add(socket);
    socket.on('data', () => undefined);
  }
}
