import { ReadingPlace } from '../findings/make-node';

/** Where mappers' tests say that something was read. */
export function placeOf(service: string): ReadingPlace {
  return {
    accountId: '123456789012',
    region: 'eu-central-1',
    scope: `123456789012/eu-central-1/${service}`,
  };
}

/** An ARN in that place. */
export function arnOf(service: string, resource: string): string {
  return `arn:aws:${service}:eu-central-1:123456789012:${resource}`;
}
