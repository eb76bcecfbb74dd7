import { CfnOutput } from 'aws-cdk-lib';
import {
  Certificate,
  CertificateValidation,
  ICertificate,
} from 'aws-cdk-lib/aws-certificatemanager';
import type { IApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { HttpConfig } from '../config/http';
import type { ServiceStack } from './service-stack';

/** The host name's certificate, and what leads the name to the load balancer. */
export interface HostName {
  certificate: ICertificate;
  leadTo(loadBalancer: IApplicationLoadBalancer): void;
}

export function addHostName(stack: ServiceStack, http: HttpConfig): HostName {
  return http.dns === 'route53'
    ? inHostedZone(stack, http)
    : elsewhere(stack, http);
}

function inHostedZone(
  stack: ServiceStack,
  { domainName, hostedZoneId, hostedZoneName }: HttpConfig,
): HostName {
  if (!hostedZoneId || !hostedZoneName) {
    throw new Error(
      "config/http.ts: dns is 'route53', so hostedZoneId and hostedZoneName must name the hosted zone.",
    );
  }
  if (
    domainName !== hostedZoneName &&
    !domainName.endsWith(`.${hostedZoneName}`)
  ) {
    throw new Error(
      `config/http.ts: domainName ${domainName} is not in the hosted zone ${hostedZoneName}.`,
    );
  }
  const zone = HostedZone.fromHostedZoneAttributes(stack, 'HostedZone', {
    hostedZoneId,
    zoneName: hostedZoneName,
  });
  return {
    certificate: new Certificate(stack, 'Certificate', {
      domainName,
      validation: CertificateValidation.fromDns(zone),
    }),
    leadTo(loadBalancer) {
      new ARecord(stack, 'Record', {
        zone,
        recordName: `${domainName}.`,
        target: RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer)),
      });
    },
  };
}

function elsewhere(
  stack: ServiceStack,
  { domainName, certificateArn }: HttpConfig,
): HostName {
  if (!certificateArn) {
    throw new Error(
      "config/http.ts: dns is 'external', so certificateArn must name the certificate.",
    );
  }
  return {
    certificate: Certificate.fromCertificateArn(
      stack,
      'Certificate',
      certificateArn,
    ),
    leadTo(loadBalancer) {
      new CfnOutput(stack, 'LoadBalancerDnsName', {
        value: loadBalancer.loadBalancerDnsName,
        description: `Lead ${domainName} here by a CNAME record`,
      });
    },
  };
}
