import {
  AuditorService,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import compression from 'compression';
import express, { Request, Response } from 'express';
import Router from 'express-promise-router';
import { authorizeCaller } from './permissions/authorize-caller';
import { Route } from './routes/Route';

/** Room for the ids of all nodes that one page can watch. */
const BODY_LIMIT = '1mb';

/**
 * Serves the routes: each to those only who may read the map and have its own
 * permissions, and with its audit event.
 */
export function createRouter(options: {
  routes: Route[];
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
}): express.Router {
  const { routes, httpAuth, permissions, auditor } = options;
  const router = Router();
  router.use(compression());
  router.use(express.json({ limit: BODY_LIMIT }));
  router.use((_request, response, next) => {
    // What a caller may see is his own, and is asked for anew each time.
    response.set('Cache-Control', 'private, no-cache');
    // The development server of the frontend is another origin.
    response.append('Access-Control-Expose-Headers', 'ETag');
    next();
  });
  for (const route of routes) {
    router[route.method](
      route.path,
      async (request: Request, response: Response) => {
        const event =
          route.audit &&
          (await auditor.createEvent({
            ...(await route.audit(request)),
            request,
          }));
        try {
          const credentials = await httpAuth.credentials(request, {
            allow: ['user', 'service'],
          });
          const caller = await authorizeCaller(
            credentials,
            route.permissions ?? [],
            permissions,
          );
          await route.answer(request, response, caller);
          await event?.success();
        } catch (error) {
          await event?.fail({ error: toError(error) });
          throw error;
        }
      },
    );
  }
  return router;
}
