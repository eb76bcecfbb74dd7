/**
 * The Amazon MQ broker that an address leads to, by its id: brokers are reached
 * under `b-…-1.mq.eu-central-1.amazonaws.com` or `….on.aws`, RabbitMQ's without
 * the number of an instance.
 */
export function brokerIdOfUrl(url: string): string | undefined {
  return /(?:^|\/\/|@)(b-[0-9a-f]+(?:-[0-9a-f]+){4})(?:-\d)?\.mq\.[a-z0-9-]+\.(?:amazonaws\.com|on\.aws)(?=[.:/?#]|$)/.exec(
    url,
  )?.[1];
}
