import fs from 'node:fs/promises';
import * as nodeFs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import git from 'isomorphic-git';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import { goldenPathsExtensionPoint } from '@ecs-eda/plugin-event-topology-node';
import { parse } from 'yaml';
import { folderOfLock } from '../npm/InstalledDependencies';
import {
  GoldenPathHarness,
  startGoldenPathHarness,
} from './start-golden-path-harness';

const templatesDirectory = path.resolve(__dirname, '../__fixtures__/templates');

const VALUES = {
  name: 'loyalty',
  description: 'Counts points',
  owner: 'group:default/shop',
  publishTo: 'nowhere',
};

const houseRules = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'house-rules',
  register(env) {
    env.registerInit({
      deps: { goldenPaths: goldenPathsExtensionPoint },
      async init({ goldenPaths }) {
        goldenPaths.addValidator({
          id: 'notes',
          async validate({ values }) {
            return values.note === 'forbidden'
              ? {
                  problems: [
                    {
                      field: 'note',
                      rule: 'no-forbidden-notes',
                      message: 'The house forbids it',
                    },
                  ],
                }
              : { values: { ...values, note: values.note ?? 'by the house' } };
          },
        });
      },
    });
  },
});

describe('the golden path harness', () => {
  let harness: GoldenPathHarness;
  let directory: string;
  let dependenciesDirectory: string;

  beforeAll(async () => {
    directory = await fs.mkdtemp(path.join(os.tmpdir(), 'harness-'));
    dependenciesDirectory = path.join(directory, 'dependencies');
    // As if it had been installed: there is no registry here.
    await fs.mkdir(
      path.join(
        dependenciesDirectory,
        folderOfLock(
          await fs.readFile(
            path.join(
              templatesDirectory,
              'shared/dependencies/package-lock.json',
            ),
            'utf8',
          ),
        ),
        'node_modules',
      ),
      { recursive: true },
    );
    harness = await startGoldenPathHarness({
      templatesDirectory,
      features: [houseRules],
      dependenciesDirectory,
      config: {
        eventTopology: {
          goldenPaths: {
            publish: { directory: path.join(directory, 'repositories') },
          },
        },
      },
      snapshot: {
        version: '1',
        generatedAt: '2026-11-23T10:00:00Z',
        edges: [],
        scopes: [],
        callsByOperation: {},
        nodes: [
          {
            id: 'arn:aws:sqs:eu-central-1:123456789012:orders',
            kind: 'queue',
            name: 'orders',
            accountId: '123456789012',
            region: 'eu-central-1',
            scope: '123456789012/eu-central-1/sqs',
            tags: {},
            attributes: {
              fifo: false,
              queueUrl: 'https://sqs/123456789012/orders',
            },
          },
        ],
      },
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: { name: 'payment' },
          spec: { type: 'service' },
        },
      ],
    });
  });

  afterAll(async () => {
    await harness.stop();
    await fs.rm(directory, { recursive: true });
  });

  const stamp = (values: JsonObject = {}) =>
    harness.stamp({ template: 'queue', values: { ...VALUES, ...values } });

  it('stamps a project by the real scaffolder', async () => {
    const project = await stamp();

    expect(Object.keys(project.files)).toEqual([
      '.gitignore',
      'README.md',
      'catalog-info.yaml',
      'cdk.json',
      'config.json',
      'infrastructure/app.mjs',
      'package-lock.json',
      'package.json',
      'workflow.yaml',
    ]);
    expect(project.steps).toContainEqual({ id: 'stamp', status: 'completed' });
    expect(project.steps).toContainEqual({ id: 'synth', status: 'skipped' });
    expect(project.log).toContain('info: package-lock.json names 2 packages');
    expect(
      await fs.readFile(path.join(project.directory, 'README.md'), 'utf8'),
    ).toBe(project.files['README.md']);
  });

  it('lets later layers win, and renders only what asks for it', async () => {
    const { files } = await stamp();

    expect(files['README.md']).toContain("the template's own README");
    expect(files['workflow.yaml']).toContain('echo ${{ github.sha }}');
  });

  it('fills in the defaults of the form, also those that depend on a choice', async () => {
    const { log } = await stamp({ messageSource: 'rule' });

    expect(log.join('\n')).toContain(
      '"eventBus":{"mode":"existing","name":"default"}',
    );
  });

  it('gives the project the part of the lock that it needs', async () => {
    const { files } = await stamp();

    expect(JSON.parse(files['package-lock.json'])).toMatchObject({
      name: 'loyalty',
      version: '0.1.0',
      packages: {
        '': { name: 'loyalty', dependencies: { left: '1.0.0' } },
        'node_modules/left': { integrity: 'sha512-bGVmdA==' },
        'node_modules/up': { version: '1.2.0' },
      },
    });
    expect(files['package-lock.json']).not.toContain('node_modules/right');
  });

  it.each([
    ['quotes and a line break', `He said "it's"\nand left`],
    ['a template expression', '${{ secrets.TOKEN }} ${{ 7 * 7 }}'],
    ['a Nunjucks expression', '{{ 7 * 7 }} {% include "/etc/passwd" %}'],
    ['a shell command', '$(touch pwned) `touch pwned`; touch pwned'],
    ['YAML', '- *a &b !!js/function {c: [d} # e: |'],
    ['HTML', '</script><script>alert(1)</script>'],
    ['what JSON.stringify leaves alone', 'über 日本 😀'],
  ])(
    'carries a description with %s into every file unharmed',
    async (_, description) => {
      const project = await stamp({ description });
      const { files } = project;

      expect(JSON.parse(files['config.json']).description).toBe(description);
      expect(parse(files['catalog-info.yaml']).metadata.description).toBe(
        description,
      );
      expect(await fs.readdir(project.directory)).not.toContain('pwned');
    },
  );

  it.each([
    [{ name: 'Loyalty' }, 'name: A service is named with'],
    [{ name: '../loyalty' }, 'name: A service is named with'],
    [{ name: '${{ 7 * 7 }}' }, 'name: A service is named with'],
    [{ name: 'l'.repeat(200) }, 'name: The name has at most'],
    [{ owner: '$(id)' }, 'owner: This is no reference'],
    [{ note: 'a\u001b[31m' }, 'note has the invisible character U+001B'],
    [{ region: 'eu-west-1' }, 'region: Account 123456789012 is not configured'],
    [{ accountId: '999999999999' }, 'accountId: The portal does not know'],
    [{ name: 'payment' }, 'name: The catalog already has a component payment'],
    [{ name: 'orders' }, 'name: There already is the queue orders'],
    [{ note: 'forbidden' }, 'note: The house forbids it (no-forbidden-notes)'],
  ])('refuses %j and says which field and why', async (values, message) => {
    await expect(stamp(values)).rejects.toThrow(message);
  });

  it("goes on with what the house's rules make of the values", async () => {
    const { files } = await stamp();

    expect(JSON.parse(files['config.json']).note).toBe('by the house');
  });

  it("passes on what the form's schema has against the values", async () => {
    await expect(stamp({ name: 7 })).rejects.toThrow(
      'The scaffolder refuses the values: instance.name is not of a type(s) string',
    );
  });

  it('names the templates there are when it is asked for another', async () => {
    await expect(
      harness.stamp({ template: 'stack', values: VALUES }),
    ).rejects.toThrow("has no template 'stack'; it has queue");
  });

  it('publishes a repository that holds what is not ignored, and never two of a name', async () => {
    const { output } = await stamp({ name: 'points', publishTo: 'directory' });
    expect(output).toEqual({
      links: [
        { title: 'In the catalog', entityRef: 'component:default/points' },
      ],
    });

    const dir = path.join(directory, 'repositories', 'points');
    expect(await git.listFiles({ fs: nodeFs, dir })).toEqual([
      '.gitignore',
      'README.md',
      'catalog-info.yaml',
      'cdk.json',
      'config.json',
      'infrastructure/app.mjs',
      'package-lock.json',
      'package.json',
      'workflow.yaml',
    ]);
    const changed = (await git.statusMatrix({ fs: nodeFs, dir })).filter(
      ([, head, workdir, stage]) => head + workdir + stage !== 3,
    );
    expect(changed).toEqual([]);
    await expect(
      stamp({ name: 'points', publishTo: 'directory' }),
    ).rejects.toThrow('name: there already is a repository in');
    expect(await fs.readdir(path.dirname(dir))).toEqual(['points']);
  });

  it('synthesises a project apart from its files', async () => {
    const project = await stamp();

    const stack = await harness.synthesize(project);

    expect(stack).toMatchObject({
      stackName: 'loyalty',
      findings: [],
      templateFile: 'loyalty.template.json',
      assetsFile: 'loyalty.assets.json',
      tags: { 'event-topology:component': 'component:default/loyalty' },
      template: {
        Description: 'hello',
        Resources: { Queue: { Type: 'AWS::SQS::Queue' } },
      },
    });
    expect(await fs.readdir(project.directory)).not.toContain('node_modules');
    expect(await fs.readdir(project.directory)).not.toContain('cdk.out');
  });

  it('tells a CDK app nothing of the environment of the backend', async () => {
    process.env.BACKEND_SECRET = 'secret';
    const { template } = await harness.synthesize(await stamp());
    delete process.env.BACKEND_SECRET;

    expect(template).toMatchObject({
      Outputs: {
        Environment: { Value: expect.stringContaining('CDK_OUTDIR') },
      },
    });
    expect(JSON.stringify(template)).not.toContain('BACKEND_SECRET');
  });

  it('reports what a rule pack finds, and what the CDK warns of', async () => {
    const against = await stamp({ description: 'is against the rules' });
    expect((await harness.synthesize(against)).findings).toEqual([
      {
        rule: 'AwsSolutions-SQS4',
        level: 'error',
        resource: '/loyalty/Queue/Resource',
        message: 'The queue does not require TLS.',
      },
    ]);

    const warned = await stamp({ description: 'has a warning' });
    expect((await harness.synthesize(warned)).findings).toEqual([
      {
        rule: 'annotation',
        level: 'warning',
        resource: '/loyalty/Queue',
        message: 'slow',
      },
    ]);
  });

  it("repeats a CDK app's own words when it fails", async () => {
    const project = await stamp({ description: 'does not build' });

    await expect(harness.synthesize(project)).rejects.toThrow(
      /ended with exit code 3:\nthe app is broken/,
    );
  });

  it('runs the step that synthesises, which fails on findings', async () => {
    const { steps, files } = await stamp({ synth: true });
    expect(steps).toContainEqual({ id: 'synth', status: 'completed' });
    expect(files).toHaveProperty(['cdk.out/loyalty.template.json']);

    await expect(
      stamp({ synth: true, description: 'is against the rules' }),
    ).rejects.toThrow(
      'The stack has findings that nothing suppresses: AwsSolutions-SQS4 at /loyalty/Queue/Resource',
    );
  });

  it('knows where the shared dependencies are installed', async () => {
    expect(
      path.dirname(path.dirname(await harness.dependenciesDirectory())),
    ).toBe(dependenciesDirectory);
  });
});
