import { Duration } from 'aws-cdk-lib';
import { HttpCodeTarget } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { http } from '../config/http';
import { ALARM_PERIOD } from './alarms';
import {
  ContainerService,
  ContainerServiceSpec,
  addContainerService,
} from './container-service';
import { LoadBalancer, Scheme, addLoadBalancer } from './load-balancer';
import type { ServiceStack } from './service-stack';

/** What a service that is called over HTTP needs beside its container. */
export interface HttpServiceSpec
  extends Omit<ContainerServiceSpec, 'port' | 'tasks' | 'healthCheck'> {
  /** Who can reach it; who may is said at its security group. */
  scheme: Scheme;
  /** How long it may take to answer, before an alarm says so. */
  answersWithinSeconds: number;
}

/** A service behind a load balancer. */
export interface HttpService extends ContainerService, LoadBalancer {
  /** `https://` and the host name. */
  url: string;
}

const PORT = 8080;

/**
 * A service that is called over HTTPS by its host name. It scales by its CPU,
 * and alarms go off when it fails or gets slow.
 */
export function addHttpService(
  stack: ServiceStack,
  { scheme, answersWithinSeconds, ...spec }: HttpServiceSpec,
): HttpService {
  const { tasks } = http;
  if (tasks.max < tasks.min) {
    throw new Error(
      `config/http.ts: tasks.max is ${tasks.max}, so it must be raised to tasks.min, which is ${tasks.min}, or more.`,
    );
  }
  const container = addContainerService(stack, { ...spec, tasks, port: PORT });
  const balanced = addLoadBalancer(stack, container.vpc, http, {
    scheme,
    port: PORT,
  });
  container.service.attachToApplicationTargetGroup(balanced.targetGroup);
  if (tasks.min < tasks.max) {
    container.service
      .autoScaleTaskCount({ minCapacity: tasks.min, maxCapacity: tasks.max })
      .scaleOnCpuUtilization('Cpu', {
        policyName: `${stack.service.name}-cpu`,
        targetUtilizationPercent: 60,
        scaleOutCooldown: Duration.seconds(60),
        scaleInCooldown: Duration.seconds(300),
      });
  }
  addAnswerAlarms(stack, balanced, answersWithinSeconds);
  return { ...container, ...balanced, url: `https://${http.domainName}` };
}

function addAnswerAlarms(
  stack: ServiceStack,
  { targetGroup }: LoadBalancer,
  answersWithinSeconds: number,
) {
  stack.alarms.add({
    name: 'errors',
    says: 'The service answers with errors of its own.',
    runbook: 'service-answers-with-errors',
    metric: targetGroup.metrics.httpCodeTarget(
      HttpCodeTarget.TARGET_5XX_COUNT,
      { period: ALARM_PERIOD, statistic: 'Sum' },
    ),
    threshold: 0,
    // A single one is tried again by whoever called.
    evaluationPeriods: 3,
  });
  stack.alarms.add({
    name: 'slow',
    says: `The service takes longer than ${answersWithinSeconds} seconds to answer.`,
    runbook: 'service-answers-slowly',
    metric: targetGroup.metrics.targetResponseTime({
      period: ALARM_PERIOD,
      statistic: 'p99',
    }),
    threshold: answersWithinSeconds,
    evaluationPeriods: 3,
  });
}
