import { AddressInfo } from 'node:net';
import { serveHealth } from './health';

test('answers as the worker is', async () => {
  let healthy = true;
  const server = await serveHealth(0, () => healthy);
  const { port } = server.address() as AddressInfo;
  const status = async () => (await fetch(`http://127.0.0.1:${port}`)).status;

  expect(await status()).toBe(200);
  healthy = false;
  expect(await status()).toBe(503);

  server.closeAllConnections();
  server.close();
});
