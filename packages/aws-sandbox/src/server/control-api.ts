import { World } from '../core';
import { parseBehaviour } from './behaviour';
import { BehaviourGate } from './behaviour-gate';
import { RecordingCallLog } from './call-log';
import { Controls } from './controls';
import { readFigures } from './figures';
import { readPageFile } from './page-files';
import { WireRequest, WireResponse } from './wire';

const PREFIX = '/_sandbox';

/** What the control API works on. */
export interface ControlApiParts {
  world: World;
  gate: BehaviourGate;
  calls: RecordingCallLog;
  controls: Controls;
}

type Handler = (request: WireRequest) => WireResponse | Promise<WireResponse>;

/** The sandbox's own API and page, beside the AWS endpoint. */
export class ControlApi {
  readonly #parts: ControlApiParts;
  #isReady = false;
  readonly #routes: Record<string, Record<string, Handler>>;

  constructor(parts: ControlApiParts) {
    this.#parts = parts;
    this.#routes = {
      '': { GET: () => readPageFile('index.html') },
      '/page.css': { GET: () => readPageFile('page.css') },
      '/page.js': { GET: () => readPageFile('page.js') },
      '/health': { GET: () => this.#health() },
      '/calls': { GET: () => this.#calls(), DELETE: () => this.#resetCalls() },
      '/figures': { GET: () => json(200, readFigures(parts.world)) },
      '/behaviour': {
        GET: () => json(200, parts.gate.get()),
        PUT: request => this.#setBehaviour(request),
      },
      '/surge': {
        GET: () => this.#surgeStatus(),
        POST: request => this.#startSurge(request),
      },
    };
  }

  /** From now on the sandbox says that it is well; before, that it starts. */
  markReady(): void {
    this.#isReady = true;
  }

  /** The answer; undefined when the request is not for the control API. */
  async answer(request: WireRequest): Promise<WireResponse | undefined> {
    const path = this.#path(request);
    if (path === undefined) {
      return undefined;
    }
    const methods = this.#routes[path];
    if (!methods) {
      return json(404, { message: `There is nothing at ${PREFIX}${path}` });
    }
    const handler = methods[request.method];
    if (!handler) {
      return {
        ...json(405, {
          message: `${PREFIX}${path} takes ${Object.keys(methods).join(', ')}`,
        }),
        headers: { allow: Object.keys(methods).join(', ') },
      };
    }
    return handler(request);
  }

  #path(request: WireRequest): string | undefined {
    if (request.path === PREFIX || request.path.startsWith(`${PREFIX}/`)) {
      return request.path.slice(PREFIX.length).replace(/\/$/, '');
    }
    const isPlainGet =
      request.method === 'GET' &&
      request.path === '/' &&
      request.headers.authorization === undefined &&
      !request.query.has('Action');
    return isPlainGet ? '' : undefined;
  }

  #health(): WireResponse {
    return json(this.#isReady ? 200 : 503, {
      status: this.#isReady ? 'ok' : 'starting',
      services: this.#parts.world.services.map(service => service.id).sort(),
    });
  }

  #calls(): WireResponse {
    const { calls } = this.#parts;
    return json(200, {
      total: calls.total(),
      throttled: calls.throttled(),
      byAction: calls.byAction(),
      byOperation: calls.byOperation(),
      recent: calls.recent(),
    });
  }

  #resetCalls(): WireResponse {
    this.#parts.calls.reset();
    return { status: 204, headers: {} };
  }

  #setBehaviour(request: WireRequest): WireResponse {
    try {
      this.#parts.gate.set(parseBehaviour(parseJson(request)));
    } catch (error) {
      return badRequest(error);
    }
    return json(200, this.#parts.gate.get());
  }

  #surgeStatus(): WireResponse {
    const surge = this.#parts.controls.get('surge');
    return surge ? json(200, surge.status()) : this.#noSurge();
  }

  #noSurge(): WireResponse {
    return json(409, {
      message: this.#isReady
        ? 'There is no shop to surge: this sandbox was started without the running example'
        : 'The shop is still loading',
    });
  }

  async #startSurge(request: WireRequest): Promise<WireResponse> {
    const surge = this.#parts.controls.get('surge');
    if (!surge) {
      return this.#noSurge();
    }
    try {
      const status = await surge.start(parseJson(request));
      return json(202, status ?? surge.status());
    } catch (error) {
      return badRequest(error);
    }
  }
}

function parseJson(request: WireRequest): unknown {
  if (request.bodyFault) {
    throw request.bodyFault;
  }
  if (request.body.length === 0) {
    return {};
  }
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    throw new Error('The body must be JSON');
  }
}

function badRequest(error: unknown): WireResponse {
  return json(400, {
    message: error instanceof Error ? error.message : String(error),
  });
}

function json(status: number, value: unknown): WireResponse {
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
    },
    body: JSON.stringify(value),
  };
}
