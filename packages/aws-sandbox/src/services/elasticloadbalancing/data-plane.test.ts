import { IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateRuleCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  CreateApiDestinationCommand,
  CreateConnectionCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateResourceConfigurationCommand,
  CreateResourceGatewayCommand,
  VPCLatticeClient,
} from '@aws-sdk/client-vpc-lattice';
import { Sandbox, startSandbox } from '../../server';
import { clientConfig } from '../../testing/client-config';
import { callHttpEndpoint } from '../events/http-endpoints';
import { setHostAlias } from './data-plane';

jest.setTimeout(60_000);

/** Says what it was asked; its health is asked under `/health`. */
const SERVICE = `
  require('http').createServer((request, response) => {
    let body = '';
    request.on('data', data => { body += data; });
    request.on('end', () => {
      if (request.url === '/slow') return;
      if (request.url === '/health') { response.end(); return; }
      console.log(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }));
      response.statusCode = 202;
      response.end(JSON.stringify({ url: request.url }));
    });
  }).listen(process.env.PORT, process.env.HOST);`;

describe('requests to a load balancer', () => {
  let sandbox: Sandbox;
  let elb: ElasticLoadBalancingV2Client;
  let ecs: ECSClient;
  let dnsName: string;
  let taskArn: string;
  let TargetGroupArn: string;

  beforeAll(async () => {
    sandbox = await startSandbox({
      port: 0,
      containers: [
        {
          family: 'payment',
          command: [process.execPath, '-e', SERVICE],
          cwd: tmpdir(),
        },
      ],
    });
    elb = new ElasticLoadBalancingV2Client(clientConfig(sandbox));
    ecs = new ECSClient(clientConfig(sandbox));
    await createLoadBalancer();
    await createService();
    await untilHealthy();
    const { taskArns } = await ecs.send(
      new ListTasksCommand({ cluster: 'shop', serviceName: 'payment' }),
    );
    taskArn = taskArns?.[0] ?? '';
  });

  afterAll(async () => {
    elb.destroy();
    ecs.destroy();
    await sandbox.close();
  });

  async function createLoadBalancer() {
    const { LoadBalancers } = await elb.send(
      new CreateLoadBalancerCommand({
        Name: 'payment',
        Scheme: 'internal',
        Subnets: ['subnet-1'],
      }),
    );
    const [{ LoadBalancerArn, DNSName = '' }] = LoadBalancers ?? [{}];
    dnsName = DNSName;
    const { TargetGroups } = await elb.send(
      new CreateTargetGroupCommand({
        Name: 'payment',
        Protocol: 'HTTP',
        Port: 8080,
        TargetType: 'ip',
        HealthCheckPath: '/health',
        HealthCheckIntervalSeconds: 5,
      }),
    );
    TargetGroupArn = TargetGroups?.[0].TargetGroupArn ?? '';
    const { Listeners } = await elb.send(
      new CreateListenerCommand({
        LoadBalancerArn,
        Port: 443,
        Protocol: 'HTTPS',
        DefaultActions: [{ Type: 'forward', TargetGroupArn }],
      }),
    );
    await elb.send(
      new CreateRuleCommand({
        ListenerArn: Listeners?.[0].ListenerArn,
        Priority: 1,
        Conditions: [{ Field: 'path-pattern', Values: ['/closed'] }],
        Actions: [
          {
            Type: 'fixed-response',
            FixedResponseConfig: { StatusCode: '410', MessageBody: 'gone' },
          },
        ],
      }),
    );
  }

  async function createService() {
    await ecs.send(new CreateClusterCommand({ clusterName: 'shop' }));
    await ecs.send(
      new RegisterTaskDefinitionCommand({
        family: 'payment',
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        containerDefinitions: [
          {
            name: 'main',
            image: 'payment',
            portMappings: [{ containerPort: 8080 }],
          },
        ],
      }),
    );
    await ecs.send(
      new CreateServiceCommand({
        cluster: 'shop',
        serviceName: 'payment',
        taskDefinition: 'payment',
        desiredCount: 1,
        launchType: 'FARGATE',
        networkConfiguration: {
          awsvpcConfiguration: { subnets: ['subnet-1'] },
        },
        loadBalancers: [
          {
            targetGroupArn: TargetGroupArn,
            containerName: 'main',
            containerPort: 8080,
          },
        ],
      }),
    );
  }

  async function untilHealthy() {
    for (;;) {
      const { TargetHealthDescriptions } = await elb.send(
        new DescribeTargetHealthCommand({ TargetGroupArn }),
      );
      if (TargetHealthDescriptions?.[0]?.TargetHealth?.State === 'healthy') {
        return;
      }
      await new Promise(next => setTimeout(next, 50));
    }
  }

  const requests = () =>
    sandbox.containers.logs(taskArn).map(({ message }) => JSON.parse(message));

  const call = (
    url: string,
    route?: { hostname: string },
    milliseconds = 5_000,
  ) =>
    callHttpEndpoint(
      sandbox.world,
      { method: 'POST', url, headers: { 'X-Key': 'k' }, body: '{"a":1}' },
      milliseconds,
      route,
    );

  it('come to the process of a healthy task', async () => {
    const response = await call(`https://${dnsName}/orders?v=2`, {
      hostname: dnsName,
    });

    expect(response).toMatchObject({
      status: 202,
      body: '{"url":"/orders?v=2"}',
    });
    expect(requests().at(-1)).toMatchObject({
      method: 'POST',
      url: '/orders?v=2',
      body: '{"a":1}',
      headers: {
        host: dnsName,
        'x-key': 'k',
        'x-forwarded-proto': 'https',
        'x-forwarded-port': '443',
      },
    });
  });

  it('are answered by the rules of the listener', async () => {
    const response = await call(`https://${dnsName}/closed`, {
      hostname: dnsName,
    });
    expect(response).toMatchObject({ status: 410, body: 'gone' });
  });

  it('come over an alias, into a private network only by a private route', async () => {
    setHostAlias(sandbox.world, '*.shop.example', `dualstack.${dnsName}`);

    await expect(
      call('https://pay.shop.example/', { hostname: 'pay.shop.example' }),
    ).resolves.toMatchObject({ status: 202 });
    await expect(call('https://pay.shop.example/')).rejects.toThrow(
      'it is an internal load balancer, which takes a private connection',
    );
    await expect(
      call(`http://${dnsName}:8080/`, { hostname: dnsName }),
    ).rejects.toThrow('has no listener on port 8080');
    await expect(call('https://other.example/')).rejects.toThrow(
      'no such host',
    );
  });

  it('come from this machine by the host that they name', async () => {
    setHostAlias(sandbox.world, 'pay.example', dnsName);
    const ask = (host: string, path: string) =>
      new Promise<IncomingMessage & { text: string }>((resolve, reject) =>
        request(`${sandbox.url}${path}`, {
          method: 'POST',
          headers: { host, 'content-encoding': 'gzip' },
        })
          .on('error', reject)
          .on('response', async response =>
            resolve(Object.assign(response, { text: await text(response) })),
          )
          .end(gzipSync('{"a":2}')),
      );

    const answer = await ask('Pay.example:4566', '/orders?v=3');
    expect(answer).toMatchObject({
      statusCode: 202,
      text: '{"url":"/orders?v=3"}',
    });
    expect(requests().at(-1)).toMatchObject({
      url: '/orders?v=3',
      body: '{"a":2}',
      headers: { host: 'pay.example', 'x-forwarded-proto': 'https' },
    });
    expect(await ask('pay.example', '/closed')).toMatchObject({
      statusCode: 410,
      text: 'gone',
    });
    expect(await ask('other.example', '/orders')).toMatchObject({
      statusCode: 403,
      text: expect.stringContaining("not to the host 'other.example'"),
    });
  });

  it('are given up when the caller has no more time', async () => {
    await expect(
      call(`https://${dnsName}/slow`, { hostname: dnsName }, 100),
    ).rejects.toThrow('did not answer within 0.1 s');
  });

  it('come from a rule over an API destination with a private connection', async () => {
    setHostAlias(sandbox.world, 'payment.shop.example', dnsName);
    const lattice = new VPCLatticeClient(clientConfig(sandbox));
    const events = new EventBridgeClient(clientConfig(sandbox));
    await lattice
      .send(
        new CreateResourceGatewayCommand({
          name: 'payment',
          vpcIdentifier: 'vpc-1',
          subnetIds: ['subnet-1'],
        }),
      )
      .then(({ id }) =>
        lattice.send(
          new CreateResourceConfigurationCommand({
            name: 'payment',
            type: 'SINGLE',
            portRanges: ['443'],
            resourceGatewayIdentifier: id,
            resourceConfigurationDefinition: {
              dnsResource: {
                domainName: 'payment.shop.example',
                ipAddressType: 'IPV4',
              },
            },
          }),
        ),
      )
      .then(({ arn }) =>
        events.send(
          new CreateConnectionCommand({
            Name: 'payment',
            AuthorizationType: 'API_KEY',
            AuthParameters: {
              ApiKeyAuthParameters: {
                ApiKeyName: 'x-api-key',
                ApiKeyValue: 'secret',
              },
            },
            InvocationConnectivityParameters: {
              ResourceParameters: { ResourceConfigurationArn: arn ?? '' },
            },
          }),
        ),
      )
      .then(({ ConnectionArn }) =>
        events.send(
          new CreateApiDestinationCommand({
            Name: 'payment',
            ConnectionArn,
            HttpMethod: 'POST',
            InvocationEndpoint: 'https://payment.shop.example/events',
          }),
        ),
      )
      .then(async ({ ApiDestinationArn }) => {
        await events.send(
          new PutRuleCommand({
            Name: 'orders',
            EventPattern: JSON.stringify({ source: ['shop.order'] }),
          }),
        );
        await events.send(
          new PutTargetsCommand({
            Rule: 'orders',
            Targets: [
              {
                Id: 'payment',
                Arn: ApiDestinationArn,
                RoleArn: 'arn:aws:iam::111111111111:role/events',
              },
            ],
          }),
        );
      });
    await events.send(
      new PutEventsCommand({
        Entries: [
          {
            Source: 'shop.order',
            DetailType: 'OrderCreated',
            Detail: '{"orderId":7}',
          },
        ],
      }),
    );
    lattice.destroy();
    events.destroy();

    let received;
    while (!received) {
      await new Promise(next => setTimeout(next, 20));
      received = requests().find(({ url }) => url === '/events');
    }
    expect(received.headers).toMatchObject({
      'x-api-key': 'secret',
      host: 'payment.shop.example',
    });
    expect(JSON.parse(received.body)).toMatchObject({ detail: { orderId: 7 } });
  });
});
