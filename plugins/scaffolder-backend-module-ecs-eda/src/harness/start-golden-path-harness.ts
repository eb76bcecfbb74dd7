import fs from 'node:fs/promises';
import { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import { TemplateEntityV1beta3 } from '@backstage/plugin-scaffolder-common';
import { JsonObject } from '@backstage/types';
import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';
import { readGoldenPathsConfig } from '../config/read-golden-paths-config';
import { SynthesizedStack } from '../cdk/read-assembly';
import { RunCdkApp, synthesize } from '../cdk/synthesize';
import { scaffolderModuleEcsEda } from '../module';
import {
  InstalledDependencies,
  LockedPackage,
} from '../npm/InstalledDependencies';
import { readLockedPackage } from '../npm/find-locked-package';
import { isCoveredBy } from '../npm/lock-coverage';
import { captureModule, capturing, readFiles } from './capture-workspace';
import { withFormDefaults } from './form-defaults';
import { readTemplates } from './read-templates';
import { ScaffolderTasks, StampedStep } from './ScaffolderTasks';
import { topologyPlugin } from './topology-plugin';

/** @public */
export interface GoldenPathHarnessOptions {
  /** The collection: a directory with a folder for each golden path. */
  templatesDirectory: string;
  /** More modules of the scaffolder, such as the one whose layers the templates use. */
  features?: (BackendFeature | Promise<{ default: BackendFeature }>)[];
  /** Configuration on top of the harness's own, which publishes to a temporary directory and deploys nothing. */
  config?: JsonObject;
  /** What the event map shows. Default: an estate without anything in it. */
  snapshot?: TopologySnapshot;
  /** What the catalog has besides the templates. */
  entities?: Entity[];
  /** Where dependencies are installed, once for each lock. Default: the actions' own. */
  dependenciesDirectory?: string;
  /** How the CDK apps of stamped projects are run. Default: each in a process of its own. */
  runCdkApp?: RunCdkApp;
}

/** What to stamp. @public */
export interface StampRequest {
  /** The name of the Template entity. */
  template: string;
  /** The form's values as far as they differ from its defaults. */
  values: JsonObject;
  secrets?: Record<string, string>;
}

/** A project as a golden path stamps it out. @public */
export interface StampedProject {
  /** The template that it was stamped from. */
  template: string;
  /** Where the files are, until the harness is stopped. */
  directory: string;
  /** The files by their paths in the project. */
  files: Record<string, string>;
  /** The task's output: links and texts. */
  output: JsonObject;
  /** The task's log, line by line. */
  log: string[];
  steps: StampedStep[];
}

/** @public */
export interface GoldenPathHarness {
  /** The templates of the collection, as the catalog has them. */
  readonly templates: TemplateEntityV1beta3[];
  /**
   * Runs a template by a real scaffolder.
   *
   * @throws Error with the reason when the values are refused or a step fails
   */
  stamp(request: StampRequest): Promise<StampedProject>;
  /**
   * Makes the CloudFormation template of a stamped project. What cdk-nag finds
   * is a result and no error.
   */
  synthesize(project: StampedProject): Promise<SynthesizedStack>;
  /** The `node_modules` of the collection's `shared/dependencies`, for running the projects' own scripts. */
  dependenciesDirectory(): Promise<string>;
  /** Ends the backend and removes everything that was stamped. */
  stop(): Promise<void>;
}

/**
 * The account and region that the harness's configuration has, for the values
 * of forms.
 *
 * @public
 */
export const HARNESS_PLACE = {
  accountId: '123456789012',
  region: 'eu-central-1',
} as const;

const EMPTY_ESTATE: TopologySnapshot = {
  version: 'empty',
  generatedAt: new Date(0).toISOString(),
  nodes: [],
  edges: [],
  scopes: [],
  callsByOperation: {},
};

/**
 * Starts a scaffolder with the golden paths' actions over a collection of
 * templates. It is what the project proves its own templates with, and what a
 * template of your own can be tested with.
 *
 * @public
 */
export async function startGoldenPathHarness(
  options: GoldenPathHarnessOptions,
): Promise<GoldenPathHarness> {
  const templatesDirectory = path.resolve(options.templatesDirectory);
  const directory = await fs.realpath(
    await fs.mkdtemp(path.join(os.tmpdir(), 'golden-paths-')),
  );
  const templates = await readTemplates(templatesDirectory);
  const workspaces = path.join(directory, 'workspaces');
  const data = ConfigReader.fromConfigs([
    { context: 'harness', data: harnessConfig(directory, options) },
    { context: 'options', data: options.config ?? {} },
  ]).get<JsonObject>();
  const { dependenciesDirectory, sharedLayers } = readGoldenPathsConfig(
    new ConfigReader(data),
  );
  const installed = new InstalledDependencies({
    directory: dependenciesDirectory,
  });
  const logger = mockServices.logger.mock();

  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModuleEcsEda,
      captureModule(workspaces),
      topologyPlugin(options.snapshot ?? EMPTY_ESTATE),
      catalogServiceMock.factory({
        entities: [...templates.map(capturing), ...(options.entities ?? [])],
      }),
      mockServices.rootConfig.factory({
        data,
      }),
      ...(options.features ?? []),
    ],
  });
  const { port } = backend.server.address() as AddressInfo;
  const tasks = new ScaffolderTasks(`http://127.0.0.1:${port}`);

  async function sharedDependencies(): Promise<LockedPackage> {
    for (const shared of [
      path.join(templatesDirectory, 'shared'),
      ...(sharedLayers ? [sharedLayers] : []),
    ]) {
      const locked = await readLockedPackage(path.join(shared, 'dependencies'));
      if (locked) {
        return locked;
      }
    }
    throw new Error(
      `Neither ${templatesDirectory} nor eventTopology.goldenPaths.sharedLayers has shared/dependencies with a package.json and a package-lock.json`,
    );
  }

  async function dependenciesOf(project: StampedProject): Promise<string> {
    const own = await readLockedPackage(project.directory);
    if (!own) {
      throw new Error('The stamped project has no package-lock.json');
    }
    const shared = await sharedDependencies().catch(() => undefined);
    return installed.nodeModulesOf(
      shared && isCoveredBy(own.lock, shared.lock) ? shared : own,
      { logger },
    );
  }

  return {
    templates,

    async stamp({ template: name, values, secrets }) {
      const template = templates.find(one => one.metadata.name === name);
      if (!template) {
        throw new Error(
          `${templatesDirectory} has no template '${name}'; it has ${templates
            .map(({ metadata }) => metadata.name)
            .join(', ')}`,
        );
      }
      const task = await tasks.run({
        templateRef: `template:default/${name}`,
        values: withFormDefaults(template.spec.parameters, values),
        ...(secrets && { secrets }),
      });
      if (task.status !== 'completed') {
        throw new Error(task.error ?? `The task ended as ${task.status}`);
      }
      const stamped = path.join(workspaces, task.id);
      return {
        template: name,
        directory: stamped,
        files: await readFiles(stamped),
        output: task.output,
        log: task.log,
        steps: task.steps,
      };
    },

    async synthesize(project) {
      const workDirectory = await fs.mkdtemp(path.join(directory, 'synth-'));
      return synthesize({
        projectDirectory: project.directory,
        nodeModules: await dependenciesOf(project),
        assemblyDirectory: path.join(workDirectory, 'cdk.out'),
        workDirectory,
        onLine: line => logger.info(line),
        run: options.runCdkApp,
      });
    },

    async dependenciesDirectory() {
      return installed.nodeModulesOf(await sharedDependencies(), { logger });
    },

    async stop() {
      await backend.stop();
      await fs.rm(directory, { recursive: true, force: true });
    },
  };
}

function harnessConfig(
  directory: string,
  { dependenciesDirectory }: GoldenPathHarnessOptions,
): JsonObject {
  return {
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      workingDirectory: directory,
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    eventTopology: {
      aws: {
        accounts: [
          {
            accountId: HARNESS_PLACE.accountId,
            regions: [HARNESS_PLACE.region],
          },
        ],
      },
      goldenPaths: {
        publish: { directory: path.join(directory, 'published') },
        ...(dependenciesDirectory && {
          dependencies: { directory: dependenciesDirectory },
        }),
      },
    },
  };
}
