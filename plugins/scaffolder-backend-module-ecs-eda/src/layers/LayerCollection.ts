import fs from 'node:fs/promises';
import path from 'node:path';
import {
  resolveSafeChildPath,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { fetchContents } from '@backstage/plugin-scaffolder-node';
import { GoldenPathRegistry } from '../golden-paths/GoldenPathRegistry';

/** Where a template comes from and what else layers may come from. */
export interface LayerCollectionOptions {
  /** `file://…/template.yaml` or the URL of the template, as the scaffolder knows it. */
  templateUrl?: string;
  /** `eventTopology.goldenPaths.sharedLayers`. */
  sharedLayers?: string;
  registry: GoldenPathRegistry;
  reader: UrlReaderService;
  integrations: ScmIntegrations;
  /** A new directory that is removed after the action. */
  createTemporaryDirectory(): Promise<string>;
}

const OWN_LAYER = /^\.\/[\w.-]+(\/[\w.-]+)*$/;
const NAMED_LAYER = /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Finds the directories of layers. The collection of a template is the folder
 * that holds the template's own folder: it is read at most once, and not
 * copied when it is local.
 */
export class LayerCollection {
  readonly #options: LayerCollectionOptions;
  #collectionDirectory?: Promise<string>;
  #templateDirectory?: Promise<string>;

  constructor(options: LayerCollectionOptions) {
    this.#options = options;
  }

  /**
   * The directory of a layer: `./skeleton` is in the template's own folder,
   * `shared/project` in the folder that holds it, else among what the modules
   * have registered or what the configuration names.
   *
   * @throws InputError when there is no such layer
   */
  async directoryOf(layer: string): Promise<string> {
    if (OWN_LAYER.test(layer) && !layer.split('/').includes('..')) {
      this.#templateDirectory ??= this.#findTemplateDirectory();
      return existing(
        layer,
        resolveSafeChildPath(await this.#templateDirectory, layer),
      );
    }
    if (!NAMED_LAYER.test(layer)) {
      throw new InputError(
        `A layer is './<folder>' of the template or '<owner>/<layer>', and not ${JSON.stringify(
          layer,
        )}`,
      );
    }
    const beside = await this.#beside(layer);
    return beside ?? this.#registered(layer);
  }

  async #beside(layer: string): Promise<string | undefined> {
    this.#collectionDirectory ??= this.#findCollectionDirectory();
    const directory = resolveSafeChildPath(
      await this.#collectionDirectory,
      layer,
    );
    return (await isDirectory(directory)) ? directory : undefined;
  }

  async #registered(layer: string): Promise<string> {
    const { registry, sharedLayers } = this.#options;
    const registered = registry.layer(layer)?.location;
    if (registered) {
      return existing(layer, await this.#local(registered));
    }
    const [owner, name] = layer.split('/');
    if (owner === 'shared' && sharedLayers) {
      const directory = await this.#local(sharedLayers);
      return existing(layer, resolveSafeChildPath(directory, name));
    }
    throw new InputError(
      `There is no layer '${layer}': neither in a folder beside the template's nor among the registered ones (${
        registry.layerNames.join(', ') || 'none'
      })${
        owner === 'shared'
          ? ', and eventTopology.goldenPaths.sharedLayers is not set'
          : ''
      }`,
    );
  }

  async #local(location: string): Promise<string> {
    if (path.isAbsolute(location)) {
      return location;
    }
    return this.#fetch(location);
  }

  async #findCollectionDirectory(): Promise<string> {
    const url = this.#templateUrl();
    return isLocal(url)
      ? path.dirname(localFolder(url))
      : this.#fetch(this.#resolve('..', url));
  }

  async #findTemplateDirectory(): Promise<string> {
    const url = this.#templateUrl();
    if (isLocal(url)) {
      return localFolder(url);
    }
    const folder = this.#resolve('.', url);
    // What holds the folder may be the root of a repository or nothing at all,
    // so it is only made use of when a shared layer has asked for it.
    return this.#collectionDirectory
      ? resolveSafeChildPath(
          await this.#collectionDirectory,
          lastSegment(folder),
        )
      : this.#fetch(folder);
  }

  #templateUrl(): string {
    const { templateUrl } = this.#options;
    if (!templateUrl) {
      throw new InputError(
        'The layers of this template cannot be found, because the scaffolder does not know where it comes from',
      );
    }
    return templateUrl;
  }

  #resolve(url: string, base: string): string {
    return this.#options.integrations.resolveUrl({ url, base });
  }

  async #fetch(url: string): Promise<string> {
    const { reader, integrations } = this.#options;
    const outputPath = await this.#options.createTemporaryDirectory();
    await fetchContents({ reader, integrations, fetchUrl: url, outputPath });
    return outputPath;
  }
}

function isLocal(templateUrl: string): boolean {
  return templateUrl.startsWith('file://');
}

/** Backstage makes these URLs by putting `file://` before a path, unescaped. */
function localFolder(templateUrl: string): string {
  return path.dirname(templateUrl.slice('file://'.length));
}

function lastSegment(url: string): string {
  const segments = new URL(url).pathname.split('/').filter(Boolean);
  return decodeURIComponent(segments[segments.length - 1]);
}

async function existing(layer: string, directory: string): Promise<string> {
  if (await isDirectory(directory)) {
    return directory;
  }
  throw new InputError(
    `The layer '${layer}' has no files: there is no folder '${path.basename(
      directory,
    )}' where it should be`,
  );
}

async function isDirectory(candidate: string): Promise<boolean> {
  try {
    return (await fs.stat(candidate)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return false;
    }
    throw error;
  }
}
