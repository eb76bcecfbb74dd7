import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';

/**
 * What a rule pack, or the CDK itself, has against a resource: an annotation
 * that nothing suppresses.
 *
 * @public
 */
export interface NagFinding {
  /** The rule, such as `AwsSolutions-SQS3`; `annotation` when the message names none. */
  rule: string;
  level: 'error' | 'warning';
  /** Path of the construct: `/loyalty/Queue/Resource`. */
  resource: string;
  message: string;
}

/** A synthesised stack. @public */
export interface SynthesizedStack {
  stackName: string;
  /** The CloudFormation template. */
  template: JsonObject;
  findings: NagFinding[];
  /** Absolute path of the cloud assembly, `cdk.out`. */
  assemblyDirectory: string;
  /** File name of the template in the assembly. */
  templateFile: string;
  /** File name of the asset manifest in the assembly, when there is one. */
  assetsFile?: string;
  /** `s3://bucket/key` where the template is once the assets are published, with the placeholders of the CDK. */
  templateUrl?: string;
  /** The tags of the stack itself. */
  tags: Record<string, string>;
}

/** The parts of a cloud assembly's `manifest.json` that are read. */
interface Manifest {
  artifacts?: Record<string, Artifact>;
}

interface Artifact {
  type: string;
  metadata?: Record<string, MetadataEntry[]>;
  properties?: {
    templateFile?: string;
    stackName?: string;
    stackTemplateAssetObjectUrl?: string;
    tags?: Record<string, string>;
    file?: string;
  };
  additionalMetadataFile?: string;
}

interface MetadataEntry {
  type: string;
  data?: unknown;
}

/** The parts of the CDK's `validation-report.json`, where rule packs write since cdk-nag 3. */
interface ValidationReport {
  pluginReports?: {
    violations?: {
      ruleName: string;
      description?: string;
      severity?: string;
      violatingConstructs?: { constructPath?: string }[];
    }[];
  }[];
}

/** Written next to the templates when a rule pack has something to say. */
export const VALIDATION_REPORT = 'validation-report.json';

const LEVELS: Record<string, NagFinding['level']> = {
  'aws:cdk:error': 'error',
  'aws:cdk:warning': 'warning',
};

/**
 * Reads the one stack of a cloud assembly.
 *
 * @throws InputError when there is none or more than one
 */
export async function readAssembly(
  assemblyDirectory: string,
): Promise<SynthesizedStack> {
  const manifest = (await readJson(
    path.join(assemblyDirectory, 'manifest.json'),
  )) as Manifest;
  const artifacts = Object.entries(manifest.artifacts ?? {});
  const stacks = artifacts.filter(
    ([, { type }]) => type === 'aws:cloudformation:stack',
  );
  if (stacks.length !== 1) {
    throw new InputError(
      `A golden path has one stack, and this CDK app makes ${
        stacks.map(([id]) => id).join(', ') || 'none'
      }`,
    );
  }
  const [[id, stack]] = stacks;
  const templateFile = stack.properties?.templateFile ?? `${id}.template.json`;
  const assetsFile = artifacts.find(
    ([, { type }]) => type === 'cdk:asset-manifest',
  )?.[1].properties?.file;
  return {
    stackName: stack.properties?.stackName ?? id,
    template: (await readJson(
      path.join(assemblyDirectory, templateFile),
    )) as JsonObject,
    findings: [
      ...annotationsOf(await metadataOf(stack, assemblyDirectory)),
      ...violationsOf(await readReport(assemblyDirectory)),
    ],
    assemblyDirectory,
    templateFile,
    ...(assetsFile && { assetsFile }),
    ...(stack.properties?.stackTemplateAssetObjectUrl && {
      templateUrl: stack.properties.stackTemplateAssetObjectUrl,
    }),
    tags: stack.properties?.tags ?? {},
  };
}

/** Newer versions of the CDK put the annotations into a file of their own. */
async function metadataOf(
  stack: Artifact,
  assemblyDirectory: string,
): Promise<Record<string, MetadataEntry[]>> {
  const additional = stack.additionalMetadataFile
    ? ((await readJson(
        path.join(assemblyDirectory, stack.additionalMetadataFile),
      )) as Record<string, MetadataEntry[]>)
    : {};
  return { ...stack.metadata, ...additional };
}

function annotationsOf(
  metadata: Record<string, MetadataEntry[]>,
): NagFinding[] {
  return Object.entries(metadata).flatMap(([resource, entries]) =>
    entries
      .filter(({ type }) => Object.hasOwn(LEVELS, type))
      .map(({ type, data }) => {
        const message = String(data);
        return {
          rule:
            /^([A-Z][\w.]*-[\w.]+)(\[[^\]]*\])?:/.exec(message)?.[1] ??
            'annotation',
          level: LEVELS[type],
          resource,
          message,
        };
      }),
  );
}

async function readReport(
  assemblyDirectory: string,
): Promise<ValidationReport> {
  try {
    return (await readJson(
      path.join(assemblyDirectory, VALIDATION_REPORT),
    )) as ValidationReport;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return {};
    }
    throw error;
  }
}

function violationsOf({ pluginReports = [] }: ValidationReport): NagFinding[] {
  return pluginReports.flatMap(({ violations = [] }) =>
    violations.flatMap(
      ({ ruleName, description, severity, violatingConstructs = [] }) =>
        violatingConstructs.map(({ constructPath }) => ({
          rule: ruleName,
          // Anything that isn't called a warning or less stops a deployment.
          level:
            severity === 'warning' || severity === 'info'
              ? ('warning' as const)
              : ('error' as const),
          resource: `/${constructPath ?? ''}`,
          message: description ?? ruleName,
        })),
    ),
  );
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await fs.readFile(file, 'utf8'));
}
