import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import type { ServiceStack } from './service-stack';

/** A rule without what its place in the list says. */
export type WebAclRule = Omit<
  CfnWebACL.RuleProperty,
  'priority' | 'visibilityConfig'
>;

/** Adds a web ACL that lets through what no rule stops, in front of a load balancer or a stage. */
export function addWebAcl(
  stack: ServiceStack,
  {
    id,
    resourceArn,
    rules,
  }: { id: string; resourceArn: string; rules: WebAclRule[] },
): CfnWebACLAssociation {
  const visibility = (metricName: string) => ({
    metricName: `${stack.service.name}-${metricName}`,
    cloudWatchMetricsEnabled: true,
    sampledRequestsEnabled: true,
  });
  const webAcl = new CfnWebACL(stack, id, {
    scope: 'REGIONAL',
    description: `In front of ${stack.service.name}`,
    defaultAction: { allow: {} },
    rules: rules.map((rule, priority) => ({
      ...rule,
      priority,
      visibilityConfig: visibility(rule.name),
    })),
    visibilityConfig: visibility(id),
  });
  return new CfnWebACLAssociation(stack, `${id}Association`, {
    webAclArn: webAcl.attrArn,
    resourceArn,
  });
}

/**
 * For what EventBridge calls: who brings no credential doesn't reach the
 * service. There is no limit by address, because all of EventBridge's calls may
 * come from one.
 */
export function guardEventApi(credentialHeader: string): WebAclRule[] {
  return [
    managed('AWSManagedRulesAmazonIpReputationList'),
    {
      name: 'without-credential',
      action: { block: {} },
      statement: {
        notStatement: {
          statement: {
            sizeConstraintStatement: {
              fieldToMatch: { singleHeader: { Name: credentialHeader } },
              comparisonOperator: 'GT',
              size: 0,
              textTransformations: [{ priority: 0, type: 'NONE' }],
            },
          },
        },
      },
    },
  ];
}

/** For what browsers and devices call: known attacks, and more than a person does. */
export function guardClients(): WebAclRule[] {
  return [
    managed('AWSManagedRulesAmazonIpReputationList'),
    {
      name: 'too-many',
      action: { block: { customResponse: { responseCode: 429 } } },
      statement: {
        rateBasedStatement: {
          aggregateKeyType: 'IP',
          limit: 1_000,
          evaluationWindowSec: 300,
        },
      },
    },
    // Events may be larger than the 8 KB that its rule for bodies allows.
    managed('AWSManagedRulesCommonRuleSet', ['SizeRestrictions_BODY']),
    managed('AWSManagedRulesKnownBadInputsRuleSet'),
  ];
}

function managed(name: string, counted: string[] = []): WebAclRule {
  return {
    name,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: counted.map(rule => ({
          name: rule,
          actionToUse: { count: {} },
        })),
      },
    },
  };
}
