import { existsSync, readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { parseAllDocuments } from 'yaml';
import { buildApplication } from './application';
import { service } from './config/service';

const { app, stack } = buildApplication();
const template = Template.fromStack(stack);

interface Entity {
  kind: string;
  metadata: { name: string; description?: string };
  spec: Record<string, unknown>;
}

function resourcesOf(type: string): Record<string, unknown>[] {
  return Object.values(template.findResources(type)).map(
    resource => (resource.Properties ?? {}) as Record<string, unknown>,
  );
}

test('nothing is against the rules of AwsSolutions', () => {
  const { violations } = new AwsSolutionsChecks(app).validateScope(app);
  expect(
    violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map(
        ({ resourceLogicalId }) => `${ruleName}: ${resourceLogicalId}`,
      ),
    ),
  ).toEqual([]);
});

test('every finding that is accepted has a reason', () => {
  const accepted = app.node
    .findAll()
    .flatMap(construct => construct.node.metadata)
    .filter(({ type }) => type.includes('acknowledge'))
    .flatMap(({ data }) => Object.values(data as Record<string, string>));
  for (const reason of accepted) {
    expect(reason.length).toBeGreaterThan(20);
  }
});

test('everything that can be tagged says whose it is', () => {
  const tagged = Object.values(template.toJSON().Resources as object).filter(
    resource => Array.isArray(resource.Properties?.Tags),
  );
  expect(tagged.length).toBeGreaterThan(0);
  for (const resource of tagged) {
    expect(resource.Properties.Tags).toContainEqual({
      Key: 'event-topology:component',
      Value: `component:default/${service.name}`,
    });
  }
});

test('every alarm notifies somebody and names a page that tells what to do', () => {
  const alarms = resourcesOf('AWS::CloudWatch::Alarm').filter(
    ({ AlarmDescription }) => String(AlarmDescription).includes('What to do'),
  );
  expect(alarms.length).toBeGreaterThan(0);
  for (const { AlarmDescription, AlarmActions } of alarms) {
    const [, page] = /What to do: (\S+)$/.exec(String(AlarmDescription)) ?? [];
    expect(page && existsSync(page)).toBe(true);
    expect(AlarmActions).toHaveLength(1);
  }
});

test('the catalog file describes this service', () => {
  const documents = parseAllDocuments(
    readFileSync('catalog-info.yaml', 'utf8'),
  );
  expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
  const entities = documents.map(document => document.toJS() as Entity);
  expect(entities).toContainEqual(
    expect.objectContaining({
      kind: 'Component',
      metadata: expect.objectContaining({
        name: service.name,
        description: service.description,
      }),
      spec: expect.objectContaining({ owner: service.owner }),
    }),
  );
  const apis = entities.filter(({ kind }) => kind === 'API');
  expect(apis.length).toBeGreaterThan(0);
  for (const { spec } of apis) {
    const [contract] = parseAllDocuments(String(spec.definition));
    expect(contract?.errors).toEqual([]);
    expect(contract?.toJS()).toMatchObject({ asyncapi: '3.0.0' });
  }
});
