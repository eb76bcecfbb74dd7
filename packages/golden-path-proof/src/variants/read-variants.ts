import fs from 'node:fs';
import path from 'node:path';
import { JsonObject } from '@backstage/types';
import { serviceNameLimit } from '@ecs-eda/plugin-event-topology-common';
import { parse } from 'yaml';

/** One edge that must be on the event map, or one node. Nodes are `kind/name`. */
export type Flow = [from: string, kind: string, to: string] | [node: string];

/** One set of answers to a golden path's form, and what must come of it. */
export interface Variant {
  /** `queue-worker/defaults`. */
  id: string;
  goldenPath: string;
  /** As `variants.yaml` names it. */
  name: string;
  /** The service that it is stamped as: as long as the golden path allows. */
  serviceName: string;
  /** What differs from the form's defaults. */
  values: JsonObject;
  /** What must exist before the stack is created, as `kind/name`. */
  given: string[];
  flow: Flow[];
  /** Its worker is run as processes. Where no variant says so, the first one's is. */
  runs: boolean;
}

interface VariantInFile {
  name: string;
  values: JsonObject;
  given?: string[];
  flow: Flow[];
  runs?: boolean;
}

/**
 * Reads the variants of every golden path, or of those that `only` names
 * (`queue-worker`) or names the variant of (`queue-worker/defaults`; a star
 * stands for any golden path).
 *
 * @throws Error when `only` names something that there isn't
 */
export function readVariants(
  templatesDirectory: string,
  only: string[] = [],
): Variant[] {
  const all = fs
    .readdirSync(templatesDirectory, { withFileTypes: true })
    .filter(
      entry =>
        entry.isDirectory() &&
        fs.existsSync(
          path.join(templatesDirectory, entry.name, 'variants.yaml'),
        ),
    )
    .map(entry => entry.name)
    .sort()
    .flatMap(goldenPath => variantsOf(templatesDirectory, goldenPath));
  const isMeant = (variant: Variant, name: string) =>
    [variant.goldenPath, variant.id, `*/${variant.name}`].includes(name);
  const unknown = only.filter(
    name => !all.some(variant => isMeant(variant, name)),
  );
  if (unknown.length > 0) {
    throw new Error(
      `No golden path and no variant is called ${unknown.join(
        ', ',
      )}; there are ${all.map(({ id }) => id).join(', ')}`,
    );
  }
  return only.length === 0
    ? all
    : all.filter(variant => only.some(name => isMeant(variant, name)));
}

/** Of each golden path the variants whose workers are to run: those that say so, else the first. */
export function variantsThatRun(variants: Variant[]): Variant[] {
  return variants.filter(({ goldenPath, runs }, index) => {
    const ofPath = variants.filter(one => one.goldenPath === goldenPath);
    return ofPath.some(one => one.runs) ? runs : ofPath[0] === variants[index];
  });
}

function variantsOf(templatesDirectory: string, goldenPath: string): Variant[] {
  const file = path.join(templatesDirectory, goldenPath, 'variants.yaml');
  const variants: VariantInFile[] = parse(fs.readFileSync(file, 'utf8'));
  return variants.map(
    ({ name, values, given = [], flow, runs = false }, index) => {
      const serviceName = longestName(goldenPath, `${index}-${name}`);
      return {
        id: `${goldenPath}/${name}`,
        goldenPath,
        name,
        serviceName,
        values,
        given,
        runs,
        flow: flow.map(
          edge => edge.map(part => part.replace('$name', serviceName)) as Flow,
        ),
      };
    },
  );
}

/**
 * The longest name that the golden path allows: whatever its stack makes of it
 * must be within AWS's limits.
 */
function longestName(goldenPath: string, variant: string): string {
  const { maxLength } = serviceNameLimit(goldenPath);
  return `${goldenPath}-${variant}-`
    .slice(0, maxLength)
    .replace(/-$/, 'x')
    .padEnd(maxLength, 'x');
}
