import {
  IncomingMessage,
  Server,
  ServerResponse,
  createServer,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { foreignRequest } from './loopback';
import { readRequest } from './request-reader';
import { WireRequest, WireResponse } from './wire';

/** The only address that the sandbox listens on. */
const HOST = '127.0.0.1';
/** Longer than clients keep a connection, so that they close it and not we. */
const KEEP_ALIVE_MILLISECONDS = 75_000;
/** How long `close` waits for answers under way. */
const GRACE_MILLISECONDS = 1_000;

/** Answers one request. */
export type Answer = (
  request: WireRequest,
  signal: AbortSignal,
) => Promise<WireResponse>;

/** The HTTP server of the sandbox. */
export class HttpListener {
  readonly #server: Server;
  readonly #underWay = new Set<AbortController>();
  #isClosing = false;

  constructor(private readonly answer: Answer) {
    this.#server = createServer(
      { keepAliveTimeout: KEEP_ALIVE_MILLISECONDS },
      (message, response) => void this.#handle(message, response),
    );
  }

  /**
   * @param port - 0 for any free one
   * @returns the address, such as `http://127.0.0.1:4566`
   * @throws Error with the code `EADDRINUSE` when the port is taken
   */
  async listen(port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, HOST, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const address = this.#server.address() as AddressInfo;
    return `http://${HOST}:${address.port}`;
  }

  /** Takes no more requests, ends long polls, and waits a moment for answers under way. */
  async close(): Promise<void> {
    this.#isClosing = true;
    const closed = new Promise<void>(resolve =>
      this.#server.close(() => resolve()),
    );
    this.#server.closeIdleConnections();
    for (const controller of this.#underWay) {
      controller.abort();
    }
    const timer = setTimeout(
      () => this.#server.closeAllConnections(),
      GRACE_MILLISECONDS,
    );
    await closed;
    clearTimeout(timer);
  }

  async #handle(
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const controller = new AbortController();
    this.#underWay.add(controller);
    response.on('close', () => controller.abort());
    try {
      const answer = await this.#answerMessage(message, controller.signal);
      if (this.#isClosing) {
        response.shouldKeepAlive = false;
      }
      write(response, answer);
    } catch (error) {
      // The client hung up while it was still sending.
      if (!response.destroyed) {
        write(response, plain(500, String(error)));
      }
    } finally {
      this.#underWay.delete(controller);
    }
  }

  async #answerMessage(
    message: IncomingMessage,
    signal: AbortSignal,
  ): Promise<WireResponse> {
    const refusal = foreignRequest(message.headers);
    if (refusal) {
      return plain(403, refusal);
    }
    return this.answer(await readRequest(message), signal);
  }
}

function plain(status: number, text: string): WireResponse {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `${text}\n`,
  };
}

function write(response: ServerResponse, answer: WireResponse): void {
  const body = bytesOf(answer.body ?? '');
  response.writeHead(answer.status, {
    // The length of what a HEAD leaves out comes with its headers.
    ...(answer.status === 204 ? {} : { 'content-length': body.length }),
    ...answer.headers,
  });
  response.end(answer.status === 204 ? undefined : body);
}

/** Without the copy, and without the text form, that `Buffer.from` makes of a serializer's bytes. */
function bytesOf(body: string | Uint8Array): Buffer {
  return typeof body === 'string'
    ? Buffer.from(body)
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
