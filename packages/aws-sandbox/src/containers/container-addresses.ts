import { Scope, World, scopeKey } from '../core';

const ADDRESSES = new WeakMap<World, Map<string, number>>();

/**
 * Says where a port of a task's network interface is to be found: on which
 * port of 127.0.0.1 its container listens.
 *
 * @param localPort - undefined when the container has ended
 */
export function setContainerAddress(
  world: World,
  scope: Scope,
  privateAddress: string,
  containerPort: number,
  localPort: number | undefined,
): void {
  const addresses = ADDRESSES.get(world) ?? new Map<string, number>();
  ADDRESSES.set(world, addresses);
  const key = keyOf(scope, privateAddress, containerPort);
  if (localPort === undefined) {
    addresses.delete(key);
  } else {
    addresses.set(key, localPort);
  }
}

/** The port on 127.0.0.1 behind an address of the sandbox's network; undefined when no process is there. */
export function localPortOf(
  world: World,
  scope: Scope,
  privateAddress: string,
  port: number,
): number | undefined {
  return ADDRESSES.get(world)?.get(keyOf(scope, privateAddress, port));
}

function keyOf(scope: Scope, privateAddress: string, port: number): string {
  return `${scopeKey(scope)}/${privateAddress}:${port}`;
}
