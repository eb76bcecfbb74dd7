import path from 'node:path';
import {
  GoldenPathHarness,
  HARNESS_PLACE,
  startGoldenPathHarness,
} from '@ecs-eda/plugin-scaffolder-backend-module-ecs-eda/testUtils';
import { parseAllDocuments } from 'yaml';
import scaffolderModuleExample from '.';

const VALUES = {
  ...HARNESS_PLACE,
  name: 'nightly-report',
  description: 'Writes "the report"',
  owner: 'group:default/shop',
  costCentre: 'CC-0815',
};

describe('our golden path', () => {
  let harness: GoldenPathHarness;

  beforeAll(async () => {
    harness = await startGoldenPathHarness({
      templatesDirectory: path.resolve(__dirname, '../templates'),
      features: [scaffolderModuleExample],
      config: {
        eventTopology: {
          goldenPaths: {
            sharedLayers: path.resolve(__dirname, '../../../templates/shared'),
          },
        },
      },
    });
  });

  afterAll(() => harness.stop());

  const stamp = (values: object = {}) =>
    harness.stamp({
      template: 'scheduled-task',
      values: { ...VALUES, ...values },
    });

  it('puts a project together from shared layers, ours and its own', async () => {
    const { files } = await stamp();

    expect(Object.keys(files)).toEqual(
      expect.arrayContaining([
        'infrastructure/lib/service-stack.ts',
        'infrastructure/lib/one-shot-task.ts',
        'infrastructure/lib/cost-centre.ts',
        'infrastructure/pattern.ts',
        'package-lock.json',
      ]),
    );
    expect(files['infrastructure/config/cost-centre.ts']).toContain(
      '"CC-0815"',
    );
    expect(files['infrastructure/config/schedule.ts']).toContain(
      'expression: "cron(0 3 * * ? *)"',
    );
    expect(files['docs/index.md']).toContain(
      'when 0 3 * * ? * matches the clock',
    );
    const [component] = parseAllDocuments(files['catalog-info.yaml']);
    expect(component.toJS().metadata.description).toBe(VALUES.description);
  });

  it('refuses a cost centre that there cannot be', async () => {
    await expect(stamp({ costCentre: '0815' })).rejects.toThrow(
      'costCentre: A cost centre is CC- and four digits',
    );
  });

  it('refuses a schedule that AWS would refuse', async () => {
    await expect(stamp({ scheduleExpression: 'daily' })).rejects.toThrow(
      "expression: 'daily' is neither",
    );
  });

  it('asks what every golden path asks', async () => {
    await expect(stamp({ name: 'Nightly Report' })).rejects.toThrow('name: ');
  });
});
