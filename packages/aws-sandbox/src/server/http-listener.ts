import { IncomingMessage, ServerResponse, createServer } from 'node:http';
import {
  Http2ServerRequest,
  Http2ServerResponse,
  ServerHttp2Session,
  createServer as createHttp2Server,
} from 'node:http2';
import {
  AddressInfo,
  Server,
  Socket,
  createServer as listenOn,
} from 'node:net';
import { pipeline } from 'node:stream/promises';
import { foreignRequest } from './loopback';
import { readRequest } from './request-reader';
import { WireRequest, WireResponse } from './wire';

/** The only address that the sandbox listens on. */
const HOST = '127.0.0.1';
/** Longer than clients keep a connection, so that they close it and not we. */
const KEEP_ALIVE_MILLISECONDS = 75_000;
/** How a connection begins that speaks HTTP/2, as clients of Kinesis do unless they are told otherwise. */
const HTTP2_PREFACE = 'PRI';
/** How long `close` waits for answers under way. */
const GRACE_MILLISECONDS = 1_000;

type Message = IncomingMessage | Http2ServerRequest;
type Response = ServerResponse | Http2ServerResponse;

/** Answers one request. */
export type Answer = (
  request: WireRequest,
  signal: AbortSignal,
) => Promise<WireResponse>;

/** The HTTP server of the sandbox: HTTP/1.1 and HTTP/2 on one port, told apart by a connection's first bytes. */
export class HttpListener {
  readonly #server: Server;
  readonly #http1 = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MILLISECONDS },
    (message, response) => void this.#handle(message, response),
  );
  readonly #http2 = createHttp2Server(
    (message, response) => void this.#handle(message, response),
  );
  readonly #sockets = new Set<Socket>();
  /** Those of HTTP/1.1 on which no request is under way. */
  readonly #idleSockets = new Set<Socket>();
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #underWay = new Set<AbortController>();
  #isClosing = false;

  /** @param isOwnHost - whether it answers to a host that is no loopback name, too */
  constructor(
    private readonly answer: Answer,
    private readonly isOwnHost: (host: string) => boolean,
  ) {
    this.#server = listenOn(socket => this.#accept(socket));
    this.#http2.on('session', session => {
      this.#sessions.add(session);
      session.on('close', () => this.#sessions.delete(session));
    });
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
    this.#idleSockets.forEach(socket => socket.destroy());
    this.#sessions.forEach(session => session.close());
    for (const controller of this.#underWay) {
      controller.abort();
    }
    const timer = setTimeout(
      () => this.#sockets.forEach(socket => socket.destroy()),
      GRACE_MILLISECONDS,
    );
    await closed;
    clearTimeout(timer);
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    this.#idleSockets.add(socket);
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#idleSockets.delete(socket);
    });
    // A client that goes before it has said anything is no fault.
    socket.on('error', () => socket.destroy());
    socket.once('data', first => {
      socket.pause();
      const isHttp2 = first.toString('latin1', 0, 3) === HTTP2_PREFACE;
      if (isHttp2) {
        this.#idleSockets.delete(socket);
      }
      socket.unshift(first);
      (isHttp2 ? this.#http2 : this.#http1).emit('connection', socket);
      // After the server has taken the socket over.
      process.nextTick(() => socket.resume());
    });
  }

  async #handle(message: Message, response: Response): Promise<void> {
    const controller = new AbortController();
    const { socket } = message;
    const isHttp2 = message instanceof Http2ServerRequest;
    this.#underWay.add(controller);
    this.#idleSockets.delete(socket);
    response.on('close', () => {
      controller.abort();
      if (!isHttp2 && !socket.destroyed) {
        this.#idleSockets.add(socket);
      }
    });
    try {
      const answer = await this.#answerMessage(message, controller.signal);
      if (this.#isClosing && response instanceof ServerResponse) {
        response.shouldKeepAlive = false;
      }
      await write(response, answer);
    } catch (error) {
      // The client hung up while it was still sending, or what it is sent broke off.
      if (!response.destroyed && !response.headersSent) {
        await write(response, plain(500, String(error)));
      }
    } finally {
      this.#underWay.delete(controller);
    }
  }

  async #answerMessage(
    message: Message,
    signal: AbortSignal,
  ): Promise<WireResponse> {
    const { headers } = message;
    const refusal = foreignRequest(
      {
        ...headers,
        // What HTTP/2 calls the host.
        host: headers.host ?? String(headers[':authority'] ?? ''),
      },
      this.isOwnHost,
    );
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

/** @throws Error when a body that comes bit by bit breaks off, by its own fault or the client's */
async function write(
  response: Response,
  { status, headers, body = '' }: WireResponse,
): Promise<void> {
  response.statusCode = status;
  if (isStream(body)) {
    setHeaders(response, headers);
    await pipeline(body, response);
    return;
  }
  const bytes = bytesOf(body);
  const isEmpty = status === 204;
  setHeaders(response, {
    // The length of what a HEAD leaves out comes with its headers.
    ...(isEmpty ? {} : { 'content-length': bytes.length }),
    ...headers,
  });
  response.end(isEmpty ? new Uint8Array() : bytes);
}

function setHeaders(
  response: Response,
  headers: Record<string, string | number>,
): void {
  for (const [name, value] of Object.entries(headers)) {
    response.setHeader(name, value);
  }
}

function isStream(
  body: string | Uint8Array | AsyncIterable<Uint8Array>,
): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && Symbol.asyncIterator in body;
}

/** Without the copy, and without the text form, that `Buffer.from` makes of a serializer's bytes. */
function bytesOf(body: string | Uint8Array): Buffer {
  return typeof body === 'string'
    ? Buffer.from(body)
    : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
}
