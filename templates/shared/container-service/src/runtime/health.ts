import { createServer, Server } from 'node:http';
import { once } from 'node:events';

/**
 * Answers the container's health check: 200 while `isHealthy` says so, 503
 * when it doesn't. Only the container itself may ask.
 */
export async function serveHealth(
  port: number,
  isHealthy: () => boolean,
): Promise<Server> {
  const server = createServer((_request, response) => {
    response.writeHead(isHealthy() ? 200 : 503).end();
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
