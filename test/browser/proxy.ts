import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server on loopback that can be cut and mended, as a network is. */
export class Proxy {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;
  private port = 0;

  constructor(private readonly targetPort: number) {}

  /** Opens the way, the same one as before; resolves with its address. */
  async open(): Promise<string> {
    const server = createServer((incoming) => {
      const outgoing = connect(this.targetPort, '127.0.0.1');
      for (const socket of [incoming, outgoing]) {
        this.sockets.add(socket);
        socket.on('error', () => undefined);
        socket.on('close', () => {
          this.sockets.delete(socket);
          incoming.destroy();
          outgoing.destroy();
        });
      }
      incoming.pipe(outgoing).pipe(incoming);
    });
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.port}`;
  }

  /** Cuts all connections and takes no new ones. */
  async cut(): Promise<void> {
    const { server } = this;
    if (server === null) return;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }
}
