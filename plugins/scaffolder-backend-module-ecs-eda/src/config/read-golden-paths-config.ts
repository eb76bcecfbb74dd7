import os from 'node:os';
import path from 'node:path';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** `eventTopology.goldenPaths`, checked; paths are absolute. */
export interface GoldenPathsConfig {
  /** Where templates that live elsewhere find the layers `shared/…`: a directory or a URL. */
  sharedLayers?: string;
  /** The only directory that repositories are published under. Absent: none are. */
  publishDirectory?: string;
  /** Where installed dependencies are kept between syntheses. */
  dependenciesDirectory: string;
  deployEnabled: boolean;
}

const KEY = 'eventTopology.goldenPaths';

/**
 * Reads `eventTopology.goldenPaths`.
 *
 * @throws InputError that begins with the key of the value that is wrong
 */
export function readGoldenPathsConfig(rootConfig: Config): GoldenPathsConfig {
  const config = rootConfig.getOptionalConfig(KEY);
  const sharedLayers = config?.getOptionalString('sharedLayers');
  const publishDirectory = config?.getOptionalString('publish.directory');
  const dependenciesDirectory = config?.getOptionalString(
    'dependencies.directory',
  );
  if (publishDirectory && isFileSystemRoot(publishDirectory)) {
    throw new InputError(
      `${KEY}.publish.directory must be a directory of its own, and is '${publishDirectory}'`,
    );
  }
  return {
    ...(sharedLayers && { sharedLayers: toLocation(sharedLayers) }),
    ...(publishDirectory && {
      publishDirectory: path.resolve(publishDirectory),
    }),
    dependenciesDirectory: path.resolve(
      dependenciesDirectory ??
        path.join(os.homedir(), '.cache', 'event-topology', 'dependencies'),
    ),
    deployEnabled: config?.getOptionalBoolean('deploy.enabled') ?? false,
  };
}

function isFileSystemRoot(directory: string): boolean {
  const resolved = path.resolve(directory);
  return path.dirname(resolved) === resolved;
}

/** Like targets of catalog locations, paths are relative to the working directory. */
function toLocation(value: string): string {
  return /^https?:\/\//.test(value) ? value : path.resolve(value);
}
