import { World } from '../../../core';

const ALIASES = new WeakMap<World, Map<string, string>>();

/** An alias of an alias of an alias is nothing that anybody means. */
const MOST_HOPS = 8;

/**
 * Makes a host name lead to another, as an alias or CNAME record of Route 53
 * does.
 *
 * @param hostname - in any case; `*.` at its beginning stands for any one label
 * @param target - DNS name, such as a load balancer's; undefined takes the name away
 */
export function setHostAlias(
  world: World,
  hostname: string,
  target: string | undefined,
): void {
  const aliases = ALIASES.get(world) ?? new Map<string, string>();
  ALIASES.set(world, aliases);
  if (target === undefined) {
    aliases.delete(canonical(hostname));
  } else {
    aliases.set(canonical(hostname), canonical(target));
  }
}

/** Where a host name leads in the end: the name itself when it is no alias. */
export function resolveHost(world: World, hostname: string): string {
  const aliases = ALIASES.get(world);
  let name = canonical(hostname);
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const next =
      aliases?.get(name) ?? aliases?.get(name.replace(/^[^.]+/, '*'));
    if (next === undefined) {
      break;
    }
    name = next;
  }
  return name;
}

/** CDK puts `dualstack.` before a load balancer's name in an alias record. */
function canonical(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^dualstack\.(?=.*\.elb\.amazonaws\.com$)/, '');
}
