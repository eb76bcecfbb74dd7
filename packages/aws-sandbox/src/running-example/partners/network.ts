import { Network } from '../aws/network';

/** The partners' network. */
export const partnersNetwork: Network = {
  vpcId: 'vpc-0f1e2d3c4b5a60718',
  privateSubnetIds: ['subnet-0f1e2d3c4b5a6071a', 'subnet-0f1e2d3c4b5a6071b'],
  serviceSecurityGroupId: 'sg-0f1e2d3c4b5a60721',
  loadBalancerSecurityGroupId: 'sg-0f1e2d3c4b5a60722',
  resourceGatewaySecurityGroupId: 'sg-0f1e2d3c4b5a60723',
};
