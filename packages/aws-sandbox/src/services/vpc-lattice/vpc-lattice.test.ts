import {
  ConflictException,
  CreateResourceConfigurationCommand,
  CreateResourceGatewayCommand,
  DeleteResourceGatewayCommand,
  GetResourceConfigurationCommand,
  ListTagsForResourceCommand,
  ResourceNotFoundException,
  VPCLatticeClient,
  ValidationException,
  paginateListResourceConfigurations,
} from '@aws-sdk/client-vpc-lattice';
import { Sandbox, startSandbox } from '../../server';

describe('vpc lattice', () => {
  let sandbox: Sandbox;
  let lattice: VPCLatticeClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    lattice = new VPCLatticeClient({
      endpoint: sandbox.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' },
    });
  });

  afterEach(async () => {
    lattice.destroy();
    await sandbox.close();
  });

  const createGateway = async () =>
    (
      await lattice.send(
        new CreateResourceGatewayCommand({
          name: 'payment',
          vpcIdentifier: 'vpc-1',
          subnetIds: ['subnet-1'],
        }),
      )
    ).id;

  const createConfiguration = (name: string, gatewayId: string | undefined) =>
    lattice.send(
      new CreateResourceConfigurationCommand({
        name,
        type: 'SINGLE',
        portRanges: ['443'],
        resourceGatewayIdentifier: gatewayId,
        resourceConfigurationDefinition: {
          dnsResource: {
            domainName: 'internal-payment.example.com',
            ipAddressType: 'IPV4',
          },
        },
        tags: { team: 'payments' },
      }),
    );

  it('says by id or ARN where a resource configuration leads', async () => {
    const gatewayId = await createGateway();
    const { id, arn } = await createConfiguration('payment', gatewayId);

    for (const identifier of [id, arn]) {
      expect(
        await lattice.send(
          new GetResourceConfigurationCommand({
            resourceConfigurationIdentifier: identifier,
          }),
        ),
      ).toMatchObject({
        name: 'payment',
        status: 'ACTIVE',
        resourceGatewayId: gatewayId,
        resourceConfigurationDefinition: {
          dnsResource: { domainName: 'internal-payment.example.com' },
        },
      });
    }
    const { tags } = await lattice.send(
      new ListTagsForResourceCommand({ resourceArn: arn }),
    );
    expect(tags).toEqual({ team: 'payments' });
  });

  it('pages over resource configurations', async () => {
    const gatewayId = await createGateway();
    for (const name of ['one', 'two', 'three']) {
      await createConfiguration(name, gatewayId);
    }

    const pages: number[] = [];
    for await (const page of paginateListResourceConfigurations(
      { client: lattice, pageSize: 2 },
      {},
    )) {
      pages.push(page.items!.length);
    }

    expect(pages).toEqual([2, 1]);
  });

  it('refuses what does not fit, what is taken and what is in use', async () => {
    const gatewayId = await createGateway();
    await createConfiguration('payment', gatewayId);

    await expect(
      createConfiguration('Payment!', gatewayId),
    ).rejects.toBeInstanceOf(ValidationException);
    await expect(
      createConfiguration('payment', gatewayId),
    ).rejects.toBeInstanceOf(ConflictException);
    await expect(
      createConfiguration('other', 'rgw-unknown'),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
    await expect(
      lattice.send(
        new DeleteResourceGatewayCommand({
          resourceGatewayIdentifier: gatewayId,
        }),
      ),
    ).rejects.toBeInstanceOf(ConflictException);
  });
});
