import { App, DefaultStackSynthesizer, Fn, Stack, Tags } from 'aws-cdk-lib';
import type { ServiceConfig } from '../config/service';
import { Alarms } from './alarms';

/**
 * The stack of a service. It tags all its resources so that the event map
 * knows whose they are, and holds the topic that its alarms notify.
 */
export class ServiceStack extends Stack {
  readonly service: ServiceConfig;
  readonly alarms: Alarms;

  constructor(app: App, service: ServiceConfig) {
    super(app, service.name, {
      stackName: service.name,
      // CloudFormation takes 1,024 bytes; a character takes at most three of them here.
      description: service.description.slice(0, 340) || undefined,
      env: { account: service.accountId, region: service.region },
      // The rule would ask AWS for the bootstrap version at each deployment.
      synthesizer: new DefaultStackSynthesizer({
        generateBootstrapVersionRule: false,
      }),
    });
    this.service = service;
    Tags.of(this).add(
      'event-topology:component',
      `component:default/${service.name}`,
    );
    Tags.of(this).add('event-topology:pattern', service.pattern);
    if (service.system) {
      Tags.of(this).add('event-topology:system', service.system);
    }
    this.alarms = new Alarms(this, service);
  }

  /** Told by configuration, because CDK would otherwise have to ask AWS while it synthesises. */
  override get availabilityZones(): string[] {
    const { availabilityZones } = this.service;
    return availabilityZones.length > 0
      ? availabilityZones
      : [0, 1].map(index => Fn.select(index, Fn.getAzs()));
  }
}
