import {
  Agent as HttpAgent,
  IncomingMessage,
  request as httpRequest,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import {
  HttpHandler,
  HttpRequest,
  HttpResponse,
  buildQueryString,
} from '@smithy/core/protocols';
import { HttpHandlerOptions } from '@smithy/types';
import { abortError } from './abort-gate';

export interface WholeAnswerHandlerOptions {
  /** Connections to one host at the same time. */
  maxSockets: number;
  /** Until a new connection stands, TLS included. */
  connectionTimeoutMilliseconds: number;
  /** From the request to the end of the answer. */
  requestTimeoutMilliseconds: number;
}

/**
 * Sends the requests of an AWS client over Node.js' own HTTP, with connections
 * that are kept, and hands each answer over as a whole.
 *
 * The SDK's own handler gives a stream, pipes it into another to collect it,
 * and sets four timers for each request. None of the calls of this package
 * streams, and thousands of them are one read: without all that, a call takes
 * some fifth less of the CPU. Being `http.request`, it passes through whatever
 * a portal has put there, such as a proxy's agent or tracing.
 */
export class WholeAnswerHandler implements HttpHandler {
  readonly metadata = { handlerProtocol: 'http/1.1' };
  readonly #options: WholeAnswerHandlerOptions;
  readonly #http: HttpAgent;
  readonly #https: HttpsAgent;

  constructor(options: WholeAnswerHandlerOptions) {
    this.#options = options;
    const connections = { keepAlive: true, maxSockets: options.maxSockets };
    this.#http = new HttpAgent(connections);
    this.#https = new HttpsAgent(connections);
  }

  /**
   * @throws AbortError when it is called off, TimeoutError when a limit has
   *   passed, else what Node.js says of the connection
   */
  handle(
    request: HttpRequest,
    options: HttpHandlerOptions = {},
  ): Promise<{ response: HttpResponse }> {
    return new Promise((resolve, reject) => {
      const abortSignal = currentSignal(options);
      if (abortSignal?.aborted) {
        reject(abortError(abortSignal.reason));
        return;
      }
      const secure = request.protocol === 'https:';
      const send = secure ? httpsRequest : httpRequest;
      const query = request.query ? buildQueryString(request.query) : '';
      const sent = send({
        // IPv6 addresses stand in brackets in a URL, and nowhere else.
        host: request.hostname.replace(/^\[(.*)\]$/, '$1'),
        port: request.port,
        method: request.method,
        path: query ? `${request.path}?${query}` : request.path,
        headers: request.headers,
        agent: secure ? this.#https : this.#http,
      });

      const { connectionTimeoutMilliseconds, requestTimeoutMilliseconds } =
        this.#options;
      const timers: NodeJS.Timeout[] = [];
      const ends = () => {
        timers.forEach(clearTimeout);
        abortSignal?.removeEventListener('abort', onAbort);
      };
      const fail = (error: Error) => {
        ends();
        reject(error);
        sent.destroy();
      };
      function onAbort() {
        fail(abortError(abortSignal?.reason));
      }

      timers.push(
        setTimeout(
          () => fail(timeoutError('answer', requestTimeoutMilliseconds)),
          requestTimeoutMilliseconds,
        ),
      );
      abortSignal?.addEventListener('abort', onAbort, { once: true });
      sent.once('socket', socket => {
        if (socket.connecting) {
          const timer = setTimeout(
            () => fail(timeoutError('connect', connectionTimeoutMilliseconds)),
            connectionTimeoutMilliseconds,
          );
          timers.push(timer);
          socket.once(secure ? 'secureConnect' : 'connect', () =>
            clearTimeout(timer),
          );
        }
      });
      sent.on('error', fail);
      sent.once('response', answer => {
        const chunks: Buffer[] = [];
        answer.on('data', chunk => chunks.push(chunk));
        answer.on('error', fail);
        answer.once('end', () => {
          ends();
          resolve({ response: responseOf(answer, chunks) });
        });
      });
      sent.end(request.body);
    });
  }

  /** Closes all connections. */
  destroy(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /** The SDK offers its defaults here; what counts was given at the start. */
  updateHttpClientConfig(): void {}

  httpHandlerConfigs() {
    return {};
  }
}

/** The SDK's types still allow signals of a time before Node.js had its own. */
function currentSignal({ abortSignal }: HttpHandlerOptions) {
  return abortSignal && 'addEventListener' in abortSignal
    ? abortSignal
    : undefined;
}

function responseOf(answer: IncomingMessage, chunks: Buffer[]): HttpResponse {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    headers[name] = Array.isArray(value) ? value.join(',') : value ?? '';
  }
  return new HttpResponse({
    statusCode: answer.statusCode ?? 0,
    reason: answer.statusMessage,
    headers,
    body: chunks.length === 1 ? chunks[0] : Buffer.concat(chunks),
  });
}

/** By this name the SDK knows that it may try again. */
function timeoutError(what: 'connect' | 'answer', milliseconds: number) {
  const error = new Error(`Did not ${what} within ${milliseconds} ms`);
  error.name = 'TimeoutError';
  return error;
}
