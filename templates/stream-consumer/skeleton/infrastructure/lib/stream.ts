import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  IStream,
  Stream,
  StreamEncryption,
  StreamMode,
} from 'aws-cdk-lib/aws-kinesis';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { StreamConfig } from '../config/stream';
import type { ServiceStack } from './service-stack';

/** The stream that is read: one of the service's own, or one that exists. */
export function addStream(stack: ServiceStack, config: StreamConfig): IStream {
  return config.mode === 'existing'
    ? existingStream(stack, config)
    : new Stream(stack, 'Stream', {
        streamName: stack.service.name,
        ...(config.shardCount > 0
          ? {
              streamMode: StreamMode.PROVISIONED,
              shardCount: config.shardCount,
            }
          : { streamMode: StreamMode.ON_DEMAND }),
        retentionPeriod: Duration.hours(config.retentionHours),
        encryption: StreamEncryption.MANAGED,
        // What it holds goes with it, and could be read by nobody else any more.
        removalPolicy: RemovalPolicy.DESTROY,
      });
}

function existingStream(
  stack: ServiceStack,
  { arn, kmsKeyArn }: StreamConfig,
): IStream {
  if (!arn) {
    throw new Error(
      "config/stream.ts: mode is 'existing', so arn must name the stream.",
    );
  }
  return Stream.fromStreamAttributes(stack, 'Stream', {
    streamArn: arn,
    encryptionKey: kmsKeyArn
      ? Key.fromKeyArn(stack, 'StreamKey', kmsKeyArn)
      : undefined,
  });
}
