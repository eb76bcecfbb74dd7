import { Router } from 'express';

/** `METHOD path` of all that a router answers, from the router itself. */
export function routesOf(router: Router): string[] {
  return router.stack.flatMap(({ route }) => {
    const handlers: { method: string }[] = route?.stack ?? [];
    return [...new Set(handlers.map(({ method }) => method))].map(
      method => `${method.toUpperCase()} ${route?.path}`,
    );
  });
}
