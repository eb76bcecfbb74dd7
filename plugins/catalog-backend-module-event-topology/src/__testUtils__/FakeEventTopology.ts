import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { TopologyResponse } from '@ecs-eda/plugin-event-topology-common';
import express from 'express';
import Router from 'express-promise-router';

/** The REST API of the event topology backend, with a topology that a test holds. */
export class FakeEventTopology {
  /** Undefined: the backend answers that it is not there. */
  topology: TopologyResponse | undefined;
  /** What clients were answered, in order. */
  readonly answers: number[] = [];
  /** What callers said they are. */
  readonly callers: unknown[] = [];

  constructor(topology?: TopologyResponse) {
    this.topology = topology;
  }

  /** The plugin, for a test backend. */
  get feature() {
    const answer = this.#answer.bind(this);
    const { callers } = this;
    return createBackendPlugin({
      pluginId: 'event-topology',
      register(env) {
        env.registerInit({
          deps: {
            httpAuth: coreServices.httpAuth,
            httpRouter: coreServices.httpRouter,
          },
          async init({ httpAuth, httpRouter }) {
            const router = Router();
            router.get('/v1/topology', async (request, response) => {
              const { principal } = await httpAuth.credentials(request, {
                allow: ['service'],
              });
              callers.push(principal.subject);
              answer(request, response);
            });
            httpRouter.use(router);
          },
        });
      },
    });
  }

  #answer(request: express.Request, response: express.Response) {
    const tag = `W/"${this.topology?.snapshot?.version ?? ''}"`;
    if (!this.topology) {
      response.status(503).json({ error: { message: 'starting' } });
    } else if (request.get('If-None-Match') === tag) {
      response.status(304).end();
    } else {
      response.set('ETag', tag).json(this.topology);
    }
    this.answers.push(response.statusCode);
  }
}
