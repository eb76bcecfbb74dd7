import {
  Listener,
  LoadBalancer,
  Rule,
  TargetDescription,
  TargetGroup,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Scope, World } from '../../core';
import { TargetHealthRecord } from './data-plane/target-health';

export type StoredLoadBalancer = LoadBalancer & { LoadBalancerArn: string };
export type StoredTargetGroup = TargetGroup & {
  TargetGroupArn: string;
  targets: TargetDescription[];
  /** By address and port, of the targets behind which processes run. */
  health: Map<string, TargetHealthRecord>;
  /** Counts up, so that targets take turns. */
  turn: number;
};
export type StoredListener = Listener & {
  ListenerArn: string;
  LoadBalancerArn: string;
};
export type StoredRule = Rule & { RuleArn: string; listenerArn: string };

/** Everything is kept by its ARN. */
export interface LoadBalancingState {
  loadBalancers: Map<string, StoredLoadBalancer>;
  targetGroups: Map<string, StoredTargetGroup>;
  listeners: Map<string, StoredListener>;
  rules: Map<string, StoredRule>;
  tags: Map<string, Record<string, string>>;
  /** Of load balancers and target groups: those that were set. */
  attributes: Map<string, Record<string, string>>;
}

export function createLoadBalancingState(): LoadBalancingState {
  return {
    loadBalancers: new Map(),
    targetGroups: new Map(),
    listeners: new Map(),
    rules: new Map(),
    tags: new Map(),
    attributes: new Map(),
  };
}

export function loadBalancingState(
  world: World,
  scope: Scope,
): LoadBalancingState {
  return world.state<LoadBalancingState>('elasticloadbalancing', scope);
}
