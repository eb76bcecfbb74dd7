import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';

/** Free ports of 127.0.0.1, none of them given to two containers. */
export class LocalPorts {
  readonly #taken = new Set<number>();

  async take(): Promise<number> {
    for (;;) {
      const port = await freePort();
      if (!this.#taken.has(port)) {
        this.#taken.add(port);
        return port;
      }
    }
  }

  giveBack(port: number): void {
    this.#taken.delete(port);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
