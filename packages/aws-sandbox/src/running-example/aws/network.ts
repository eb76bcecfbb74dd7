/**
 * The network that a stack is put into. The shop's platform team owns it; a
 * stack only names it.
 */
export interface Network {
  vpcId: string;
  /** One in each zone. */
  privateSubnetIds: string[];
  serviceSecurityGroupId: string;
  loadBalancerSecurityGroupId: string;
  resourceGatewaySecurityGroupId: string;
}
