import {
  KinesisClient,
  ListShardsCommand,
  Shard,
} from '@aws-sdk/client-kinesis';

/** All shards that still have records, those that were split or merged included. */
export async function listShards(
  client: Pick<KinesisClient, 'send'>,
  streamArn: string,
): Promise<Shard[]> {
  const shards: Shard[] = [];
  let token: string | undefined;
  do {
    const { Shards = [], NextToken } = await client.send(
      new ListShardsCommand(
        // A token says which stream it is about, and nothing else may.
        token ? { NextToken: token } : { StreamARN: streamArn },
      ),
    );
    shards.push(...Shards);
    token = NextToken;
  } while (token);
  return shards;
}
