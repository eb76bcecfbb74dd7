import {
  CreateTableInput,
  CreateTableOutput,
  DeleteTableInput,
  DeleteTableOutput,
  DescribeContinuousBackupsInput,
  DescribeContinuousBackupsOutput,
  DescribeTableInput,
  DescribeTableOutput,
  DescribeTimeToLiveInput,
  DescribeTimeToLiveOutput,
  ListTablesInput,
  ListTablesOutput,
  TableDescription,
  UpdateContinuousBackupsInput,
  UpdateContinuousBackupsOutput,
  UpdateTableInput,
  UpdateTableOutput,
  UpdateTimeToLiveInput,
  UpdateTimeToLiveOutput,
} from '@aws-sdk/client-dynamodb';
import { AwsError, Operation, UnsupportedError } from '../../../core';
import { callDynalite } from '../call-dynalite';
import { TableSettings, dynamoDbState, findTable, tableName } from '../state';
import { tagRecord } from '../tags';

/** Tables: dynalite's, with the settings that it does not keep. */
export const tableOperations: Record<string, Operation> = {
  async CreateTable(
    input: CreateTableInput,
    context,
  ): Promise<CreateTableOutput> {
    refuseStreams(input);
    const state = dynamoDbState(context.world, context);
    const { TableDescription: made } = await callDynalite<CreateTableOutput>(
      state.store,
      'CreateTable',
      input,
    );
    const settings: TableSettings = {
      arn: made?.TableArn ?? '',
      tags: tagRecord(input.Tags),
      hasPointInTimeRecovery: false,
      isDeletionProtected: input.DeletionProtectionEnabled ?? false,
      kmsKeyArn: input.SSESpecification?.Enabled
        ? input.SSESpecification.KMSMasterKeyId ?? 'alias/aws/dynamodb'
        : undefined,
    };
    state.tables.set(input.TableName ?? '', settings);
    return { TableDescription: withSettings(made, settings) };
  },

  async DescribeTable(
    input: DescribeTableInput,
    context,
  ): Promise<DescribeTableOutput> {
    const state = dynamoDbState(context.world, context);
    const settings = findTable(state, input.TableName);
    const { Table } = await callDynalite<DescribeTableOutput>(
      state.store,
      'DescribeTable',
      { TableName: tableName(input.TableName) },
    );
    return { Table: withSettings(Table, settings) };
  },

  async UpdateTable(
    input: UpdateTableInput,
    context,
  ): Promise<UpdateTableOutput> {
    refuseStreams(input);
    const state = dynamoDbState(context.world, context);
    const settings = findTable(state, input.TableName);
    settings.isDeletionProtected =
      input.DeletionProtectionEnabled ?? settings.isDeletionProtected;
    const TableName = tableName(input.TableName);
    const isForDynalite =
      input.ProvisionedThroughput ||
      input.GlobalSecondaryIndexUpdates ||
      input.BillingMode;
    if (!isForDynalite) {
      const { Table } = await callDynalite<DescribeTableOutput>(
        state.store,
        'DescribeTable',
        { TableName },
      );
      return { TableDescription: withSettings(Table, settings) };
    }
    const { TableDescription: updated } = await callDynalite<UpdateTableOutput>(
      state.store,
      'UpdateTable',
      { ...input, TableName },
    );
    return { TableDescription: withSettings(updated, settings) };
  },

  async DeleteTable(
    input: DeleteTableInput,
    context,
  ): Promise<DeleteTableOutput> {
    const state = dynamoDbState(context.world, context);
    const settings = findTable(state, input.TableName);
    if (settings.isDeletionProtected) {
      throw new AwsError(
        'ValidationException',
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
      );
    }
    const TableName = tableName(input.TableName);
    const { TableDescription: deleted } = await callDynalite<DeleteTableOutput>(
      state.store,
      'DeleteTable',
      { TableName },
    );
    state.tables.delete(TableName);
    return { TableDescription: withSettings(deleted, settings) };
  },

  ListTables(input: ListTablesInput, context): Promise<ListTablesOutput> {
    const { store } = dynamoDbState(context.world, context);
    return callDynalite(store, 'ListTables', input);
  },

  UpdateTimeToLive(
    input: UpdateTimeToLiveInput,
    context,
  ): UpdateTimeToLiveOutput {
    const settings = findTable(
      dynamoDbState(context.world, context),
      input.TableName,
    );
    const { AttributeName, Enabled } = input.TimeToLiveSpecification ?? {};
    if (Enabled === (settings.timeToLiveAttribute !== undefined)) {
      throw new AwsError(
        'ValidationException',
        `TimeToLive is already ${Enabled ? 'enabled' : 'disabled'}`,
      );
    }
    settings.timeToLiveAttribute = Enabled ? AttributeName : undefined;
    return { TimeToLiveSpecification: input.TimeToLiveSpecification };
  },

  DescribeTimeToLive(
    input: DescribeTimeToLiveInput,
    context,
  ): DescribeTimeToLiveOutput {
    const { timeToLiveAttribute } = findTable(
      dynamoDbState(context.world, context),
      input.TableName,
    );
    return {
      TimeToLiveDescription: {
        TimeToLiveStatus: timeToLiveAttribute ? 'ENABLED' : 'DISABLED',
        AttributeName: timeToLiveAttribute,
      },
    };
  },

  UpdateContinuousBackups(
    input: UpdateContinuousBackupsInput,
    context,
  ): UpdateContinuousBackupsOutput {
    const settings = findTable(
      dynamoDbState(context.world, context),
      input.TableName,
    );
    settings.hasPointInTimeRecovery =
      input.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled ??
      false;
    return continuousBackups(settings);
  },

  DescribeContinuousBackups(
    input: DescribeContinuousBackupsInput,
    context,
  ): DescribeContinuousBackupsOutput {
    return continuousBackups(
      findTable(dynamoDbState(context.world, context), input.TableName),
    );
  },
};

function refuseStreams({
  StreamSpecification,
}: Pick<CreateTableInput, 'StreamSpecification'>): void {
  if (StreamSpecification?.StreamEnabled) {
    throw new UnsupportedError('streams of tables');
  }
}

function withSettings(
  table: TableDescription | undefined,
  settings: TableSettings,
): TableDescription {
  return {
    ...table,
    DeletionProtectionEnabled: settings.isDeletionProtected,
    SSEDescription: settings.kmsKeyArn
      ? {
          Status: 'ENABLED',
          SSEType: 'KMS',
          KMSMasterKeyArn: settings.kmsKeyArn,
        }
      : undefined,
  };
}

function continuousBackups({ hasPointInTimeRecovery }: TableSettings) {
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED' as const,
      PointInTimeRecoveryDescription: {
        PointInTimeRecoveryStatus: hasPointInTimeRecovery
          ? ('ENABLED' as const)
          : ('DISABLED' as const),
      },
    },
  };
}
