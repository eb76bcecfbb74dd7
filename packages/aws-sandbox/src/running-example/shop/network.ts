import { Network } from '../aws/network';

/** The shop's network: three zones, services in private subnets. */
export const shopNetwork: Network = {
  vpcId: 'vpc-0a1b2c3d4e5f60718',
  privateSubnetIds: [
    'subnet-0a1b2c3d4e5f6071a',
    'subnet-0a1b2c3d4e5f6071b',
    'subnet-0a1b2c3d4e5f6071c',
  ],
  serviceSecurityGroupId: 'sg-0a1b2c3d4e5f60721',
  loadBalancerSecurityGroupId: 'sg-0a1b2c3d4e5f60722',
  resourceGatewaySecurityGroupId: 'sg-0a1b2c3d4e5f60723',
};
