import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { HARNESS_PLACE } from '@ecs-eda/plugin-scaffolder-backend-module-ecs-eda/testUtils';

/** Clients for the account of the sandbox that the projects are stamped for. */
export class SandboxAccount {
  readonly accountId = HARNESS_PLACE.accountId;
  readonly region = HARNESS_PLACE.region;
  readonly cloudFormation: CloudFormationClient;
  readonly dynamoDb: DynamoDBClient;
  readonly ecs: ECSClient;
  readonly eventBridge: EventBridgeClient;
  readonly kinesis: KinesisClient;
  readonly s3: S3Client;
  readonly sfn: SFNClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  /** For clients of further services. */
  readonly config: {
    endpoint: string;
    region: string;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };

  /** @param url - of the sandbox */
  constructor(readonly url: string) {
    const config = {
      endpoint: url,
      region: this.region,
      credentials: { accessKeyId: this.accountId, secretAccessKey: 'any' },
    };
    this.config = config;
    this.cloudFormation = new CloudFormationClient(config);
    this.dynamoDb = new DynamoDBClient(config);
    this.ecs = new ECSClient(config);
    this.eventBridge = new EventBridgeClient(config);
    this.kinesis = new KinesisClient(config);
    this.s3 = new S3Client({ ...config, forcePathStyle: true });
    this.sfn = new SFNClient({ ...config, disableHostPrefix: true });
    this.sns = new SNSClient(config);
    this.sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
  }

  /** The ARN of something in this account and region. */
  arn(service: string, resource: string): string {
    return `arn:aws:${service}:${this.region}:${this.accountId}:${resource}`;
  }

  close(): void {
    for (const client of [
      this.cloudFormation,
      this.dynamoDb,
      this.ecs,
      this.eventBridge,
      this.kinesis,
      this.s3,
      this.sfn,
      this.sns,
      this.sqs,
    ]) {
      client.destroy();
    }
  }
}
