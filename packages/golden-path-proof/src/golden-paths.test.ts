import fs from 'node:fs/promises';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import {
  checkAwsName,
  stackNames,
} from '@ecs-eda/plugin-event-topology-common';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';
import { transpile } from 'typescript';
import { parseAllDocuments } from 'yaml';
import { useAsReadmeSays } from './checks/as-readme-says';
import { lint } from './checks/lint';
import {
  namesThatAreLongerThanForeseen,
  physicalNames,
} from './checks/physical-names';
import { typeCheck } from './checks/type-check';
import { runUnitTests } from './checks/unit-tests';
import { deploy } from './deployed/deploy';
import { missingOf, variantsThatFlowDifferently } from './deployed/flow';
import { inLanes } from './processes/lanes';
import { DESCRIPTION, StampedVariants } from './stamping/StampedVariants';
import {
  Variant,
  readVariants,
  variantsThatRun,
} from './variants/read-variants';
import { FrontDoor } from './workers/FrontDoor';
import { WorkerUnderTest } from './workers/WorkerUnderTest';
import { frontDoorOf } from './workers/front-doors';
import { Scene, playAll, scenesOf } from './workers/scenes';

/** The collection that is proved. */
const templatesDirectory = path.resolve(__dirname, '../../../templates');

/** What is proved: everything, or what `GOLDEN_PATHS` names. */
const VARIANTS = readVariants(
  templatesDirectory,
  namesIn(process.env.GOLDEN_PATHS),
);
/** Those whose workers are run. */
const RUNNING = variantsThatRun(readVariants(templatesDirectory))
  .map(({ id }) => VARIANTS.find(variant => variant.id === id))
  .filter(variant => variant !== undefined);
const DEPLOYED = variantsThatFlowDifferently(VARIANTS);

/** Stacks that are deployed, and workers that run, at the same time: most of it is waiting. */
const DEPLOYED_AT_A_TIME = 3;
const RUNNING_AT_A_TIME = 6;

/** All of it waits for processes, and none of it measures time. */
jest.setTimeout(1_800_000);

let stamped: StampedVariants;

const types = once(() => typeCheck(stamped));
const style = once(() => lint(stamped));
const tests = once(() => runUnitTests(stamped));
const ownFolder = once(() => useAsReadmeSays(stamped, VARIANTS[0]));
const deployments = once(async () =>
  inLanes(DEPLOYED, DEPLOYED_AT_A_TIME, variant => deploy(stamped, variant)),
);
const workers = RUNNING.flatMap(variant => {
  const frontDoor = frontDoorOf(variant);
  return frontDoor ? [{ variant, frontDoor }] : [];
}).sort((a, b) => rank(a) - rank(b));

/** Those that wait for a long job come first, then those that start a process for each event. */
function rank({ variant, frontDoor }: (typeof workers)[number]): number {
  if (frontDoor.heartbeatAfterSeconds) {
    return 0;
  }
  return variant.runs ? 1 : 2;
}

const plays = once(async () => inLanes(workers, RUNNING_AT_A_TIME, runWorker));

const STAGES = ['stamped', 'deployed', 'running'] as const;
type Stage = (typeof STAGES)[number];

/** One round after the other, so that two processors have enough to do and not more. */
const ROUNDS: [Stage, () => Promise<unknown>][][] = [
  [
    ['stamped', types],
    ['stamped', style],
  ],
  [
    ['stamped', tests],
    ['deployed', deployments],
  ],
  [
    ['running', plays],
    ['stamped', ownFolder],
  ],
];
const stages = readStages(process.env.GOLDEN_PATH_STAGES);

beforeAll(async () => {
  stamped = await StampedVariants.start(VARIANTS, {
    templatesDirectory,
    // Absent for the place where the portal installs them.
    dependenciesDirectory: process.env.GOLDEN_PATH_DEPENDENCIES,
  });
  void proveInRounds();
});

afterAll(() => stamped?.remove());

describeStage('stamped', 'as stamped', () => {
  describe.each(VARIANTS)('$id', variant => {
    it('is stamped', async () => {
      const { files } = await stamped.project(variant);
      expect(files).toHaveProperty(['package.json']);
    });

    it('has no type errors', async () => {
      expect((await types()).get(variant.id)).toEqual([]);
    });

    it('has nothing against its own lint rules', async () => {
      expect((await style()).get(variant.id)).toEqual([]);
    });

    it('passes its tests', async () => {
      const { failures, passed } = (await tests()).get(variant.id)!;
      expect(failures).toEqual([]);
      expect(passed).toBeGreaterThan(0);
    });

    it('synthesises with no finding of AwsSolutions', async () => {
      const { findings, stackName } = await stamped.stack(variant);
      expect(findings).toEqual([]);
      expect(stackName).toBe(variant.serviceName);
    });

    it('names everything within the limits of AWS, and as the form checks it', async () => {
      const names = physicalNames((await stamped.stack(variant)).template);
      expect(
        names.flatMap(
          ({ resource, name }) => checkAwsName(resource, name) ?? [],
        ),
      ).toEqual([]);
      // What the form does not know of, it cannot check.
      expect(
        namesThatAreLongerThanForeseen(
          names.filter(({ name }) => name.startsWith(variant.serviceName)),
          stackNames(variant.serviceName, variant.goldenPath),
        ),
      ).toEqual([]);
    });

    it('keeps every character of the description', async () => {
      const { files, directory } = await stamped.project(variant);
      expect(JSON.parse(files['package.json']).description).toBe(DESCRIPTION);
      const [component] = parseAllDocuments(files['catalog-info.yaml']);
      expect(component.toJS().metadata.description).toBe(DESCRIPTION);
      expect(
        constantOf(files['infrastructure/config/service.ts'], 'service'),
      ).toMatchObject({ description: DESCRIPTION });
      expect(
        Object.entries(files)
          .filter(([file]) => /\.ya?ml$/.test(file))
          .flatMap(([, text]) =>
            parseAllDocuments(text).flatMap(({ errors }) => errors),
          ),
      ).toEqual([]);
      expect(await fs.readdir(directory)).not.toContain('pwned');
      expect(await fs.readdir(path.dirname(directory))).not.toContain('pwned');
    });
  });
});

describeStage('stamped', 'as the README of a stamped project says', () => {
  it('installs, tests and synthesises in a folder of its own', async () => {
    const { exitCode, output, template } = await ownFolder();
    expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
    // The CDK's own program makes what all variants are held against.
    expect(template).toEqual((await stamped.stack(VARIANTS[0])).template);
  });
});

describeStage('deployed', 'as deployed', () => {
  it.each(DEPLOYED)(
    '$id is on the event map, and gone when its stack is deleted',
    async variant => {
      const { before, deployed, deleted } = await (
        await deployments()
      ).get(variant)!;
      expect(missingOf(variant.flow, deployed)).toEqual([]);
      expect(idsOf(deleted)).toEqual(idsOf(before));
    },
  );
});

describeStage('running', 'as running', () => {
  workers.forEach(worker => {
    describe(`${worker.variant.id}`, () => {
      it.each(scenesOf(worker.frontDoor))('$title', async scene => {
        const results = await (await plays()).get(worker)!;
        await expect(results.get(scene)).resolves.toBeUndefined();
      });
    });
  });
});

async function runWorker({
  variant,
  frontDoor,
}: {
  variant: Variant;
  frontDoor: FrontDoor;
}): Promise<Map<Scene, Promise<void>>> {
  const worker = await WorkerUnderTest.start(stamped, variant, frontDoor);
  try {
    return await playAll(worker, scenesOf(frontDoor));
  } finally {
    await worker.stop();
  }
}

function idsOf({ nodes, edges }: DiscoveryResult): string[] {
  return [...nodes, ...edges].map(({ id }) => id).sort();
}

function namesIn(list = ''): string[] {
  return list.split(',').filter(Boolean);
}

/** @throws Error when there is no such stage */
function readStages(list?: string): Stage[] {
  const names = namesIn(list);
  const meant = STAGES.filter(stage => names.includes(stage));
  if (meant.length < names.length) {
    throw new Error(
      `GOLDEN_PATH_STAGES is '${list}'; the stages are ${STAGES.join(', ')}`,
    );
  }
  return names.length > 0 ? meant : [...STAGES];
}

function describeStage(stage: Stage, title: string, body: () => void): void {
  (stages.includes(stage) ? describe : describe.skip)(title, body);
}

/** What comes of it, the tests look at. */
async function proveInRounds(): Promise<void> {
  for (const round of ROUNDS) {
    await Promise.allSettled(
      round.map(([stage, prove]) => stages.includes(stage) && prove()),
    );
  }
}

/** Does something the first time, and gives what came of it each time. */
function once<T>(run: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined;
  return () => {
    running ??= run();
    return running;
  };
}

/** What a module of a stamped project exports under a name. */
function constantOf(source: string, name: string): unknown {
  const exports: Record<string, unknown> = {};
  runInNewContext(transpile(source), { exports });
  return exports[name];
}
