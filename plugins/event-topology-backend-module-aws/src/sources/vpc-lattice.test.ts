import { placeOf } from '../__testing__/place';
import { resourceConfigurationFact } from './vpc-lattice';

const place = placeOf('vpc-lattice');

describe('resourceConfigurationFact', () => {
  it.each([
    [
      { dnsResource: { domainName: 'Internal-Shop.elb.amazonaws.com' } },
      { domainName: 'internal-shop.elb.amazonaws.com' },
    ],
    [{ arnResource: { arn: 'arn:x' } }, { resourceArn: 'arn:x' }],
    [{ ipResource: { ipAddress: '10.0.0.1' } }, { ipAddress: '10.0.0.1' }],
  ])('says where %j leads', (definition, expected) => {
    expect(
      resourceConfigurationFact(place, 'arn:rcfg', {
        resourceConfigurationDefinition: definition,
      }),
    ).toEqual({ scope: place.scope, arn: 'arn:rcfg', ...expected });
  });
});
