// Writes a cloud assembly as the CDK would, so that no test needs to install it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const outdir = process.env.CDK_OUTDIR;
const { name, description } = JSON.parse(readFileSync('config.json', 'utf8'));
const { greeting } = JSON.parse(process.env.CDK_CONTEXT_JSON);

function write(file, content) {
  writeFileSync(path.join(outdir, file), JSON.stringify(content));
}

if (description === 'does not build') {
  console.error('the app is broken');
  process.exit(3);
}
mkdirSync(outdir, { recursive: true });
write('manifest.json', {
  version: '55.0.0',
  artifacts: {
    [`${name}.assets`]: {
      type: 'cdk:asset-manifest',
      properties: { file: `${name}.assets.json` },
    },
    [name]: {
      type: 'aws:cloudformation:stack',
      properties: {
        templateFile: `${name}.template.json`,
        stackTemplateAssetObjectUrl:
          's3://cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}/0123abcd.json',
        tags: { 'event-topology:component': `component:default/${name}` },
      },
      metadata:
        description === 'has a warning'
          ? { [`/${name}/Queue`]: [{ type: 'aws:cdk:warning', data: 'slow' }] }
          : {},
    },
  },
});
write(`${name}.assets.json`, {
  version: '55.0.0',
  files: {
    '0123abcd': {
      source: { path: `${name}.template.json`, packaging: 'file' },
      destinations: {
        here: {
          bucketName: 'cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}',
          objectKey: '0123abcd.json',
        },
      },
    },
  },
  dockerImages: {},
});
write(`${name}.template.json`, {
  Description: greeting,
  Resources: {
    Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName: name } },
  },
  Outputs: {
    Environment: { Value: Object.keys(process.env).sort().join(',') },
  },
});
if (description === 'is against the rules') {
  write('validation-report.json', {
    pluginReports: [
      {
        pluginName: 'AwsSolutions',
        violations: [
          {
            ruleName: 'AwsSolutions-SQS4',
            description: 'The queue does not require TLS.',
            severity: 'error',
            violatingConstructs: [{ constructPath: `${name}/Queue/Resource` }],
          },
        ],
      },
    ],
  });
  process.exit(1);
}
