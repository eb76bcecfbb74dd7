import { resourceTypes } from './resources/resource-types';

/** The resource types of CloudFormation, as a table in Markdown. */
export function supportedResourceTypes(): string {
  const rows = Object.entries(resourceTypes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([type, { isRecorded, recordedProperties = [] }]) =>
      isRecorded
        ? [type, 'recorded', 'all']
        : [
            type,
            'live',
            recordedProperties.map(name => `\`${name}\``).join(', '),
          ],
    )
    .map(([type, kind, recorded]) => `| \`${type}\` | ${kind} | ${recorded} |`);
  return [
    '| Resource type | | Properties that are only recorded |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}
