import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  TopologyResponse,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import Router from 'express-promise-router';

/** Answers like the event topology's backend that has read just this. */
export function topologyPlugin(snapshot: TopologySnapshot | undefined) {
  return createBackendPlugin({
    pluginId: 'event-topology',
    register(env) {
      env.registerInit({
        deps: { httpRouter: coreServices.httpRouter },
        async init({ httpRouter }) {
          const router = Router();
          router.get('/v1/topology', async (_request, response) => {
            const body: TopologyResponse = {
              ...(snapshot && { snapshot }),
              status: {
                refreshing: false,
                staleAfterSeconds: 600,
                unconfigured: false,
              },
            };
            response.json(body);
          });
          httpRouter.use(router);
        },
      });
    },
  });
}
