import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import { Properties, ResourceType } from '../resource-type';

const TABLE_SECONDS = 10 * 60;

const table = apiType({
  service: 'dynamodb',
  create: 'CreateTable',
  update: { operation: 'UpdateTable' },
  delete: 'DeleteTable',
  name: { property: 'TableName', maximumLength: 255 },
  replacedBy: ['KeySchema', 'LocalSecondaryIndexes', 'TableName'],
  recorded: ['ContributorInsightsSpecification'],
  separate: ['PointInTimeRecoverySpecification', 'TimeToLiveSpecification'],
  adapt: withApiNames,
  identify: ({ TableDescription: { TableName, TableArn, TableId } }) => ({
    physicalId: TableName,
    arn: TableArn,
    attributes: { Arn: TableArn, TableId },
  }),
  key: ({ physicalId }) => ({ TableName: physicalId }),
  async afterwards({ physicalId: TableName }, properties, before, context) {
    await untilActive(TableName, context);
    const put = async (name: string, operation: string) => {
      const wanted = properties[name];
      if (wanted !== undefined && !isDeepStrictEqual(wanted, before?.[name])) {
        await context.call(
          'dynamodb',
          operation,
          context.shape('dynamodb', operation, { TableName, [name]: wanted }),
        );
      }
    };
    await put('TimeToLiveSpecification', 'UpdateTimeToLive');
    await put('PointInTimeRecoverySpecification', 'UpdateContinuousBackups');
  },
  // A table that is still being made cannot be deleted.
  beforeDelete: ({ physicalId }, _, context) =>
    untilActive(physicalId, context),
});

function withApiNames(properties: Properties): Properties {
  const { SSESpecification, StreamSpecification } = properties;
  return {
    ...properties,
    ...(isRecord(SSESpecification) && {
      SSESpecification: encryption(SSESpecification),
    }),
    ...(isRecord(StreamSpecification) && {
      StreamSpecification: { StreamEnabled: true, ...StreamSpecification },
    }),
  };
}

function encryption({ SSEEnabled, ...rest }: Properties): Properties {
  return { ...rest, Enabled: SSEEnabled };
}

async function untilActive(
  TableName: string,
  context: ResourceContext,
): Promise<void> {
  await context.until(
    async () => {
      const { Table } = await context.call('dynamodb', 'DescribeTable', {
        TableName,
      });
      return Table.TableStatus === 'ACTIVE' ? true : undefined;
    },
    {
      seconds: TABLE_SECONDS,
      message: `Table ${TableName} did not become active`,
    },
  );
}

export const dynamodbTypes: Record<string, ResourceType> = {
  'AWS::DynamoDB::Table': table,
};
