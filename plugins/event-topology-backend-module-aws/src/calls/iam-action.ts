/**
 * The IAM action that allows a call, from the service's IAM prefix and the
 * SDK's command name: `sqs` and `ListQueuesCommand` give `sqs:ListQueues`.
 */
export function iamAction(service: string, commandName: string): string {
  // API Gateway's control plane is authorised by HTTP method, not by operation.
  if (service === 'apigateway') {
    return 'apigateway:GET';
  }
  // Topics are authorised as by Kafka's own protocol.
  if (service === 'kafka' && commandName === 'ListTopicsCommand') {
    return 'kafka-cluster:DescribeTopic';
  }
  return `${service}:${commandName.replace(/Command$/, '')}`;
}
