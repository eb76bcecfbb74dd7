import { arnOf, placeOf } from '../__testing__/place';
import { restApiFindings } from './apigateway';

const place = placeOf('apigateway');
const API = { id: 'abc123', name: 'ingest', tags: { team: 'web' } };

describe('restApiFindings', () => {
  it('leads from methods to the buses and queues that they hand events to', () => {
    const found = restApiFindings(
      place,
      { ...API, endpointConfiguration: { types: ['REGIONAL'] } },
      [
        {
          path: '/orders',
          resourceMethods: {
            POST: {
              methodIntegration: {
                type: 'AWS',
                uri: 'arn:aws:apigateway:eu-central-1:events:action/PutEvents',
                requestTemplates: {
                  'application/json': '{"Entries":[{"EventBusName":"shop"}]}',
                },
              },
            },
            GET: {
              methodIntegration: {
                type: 'AWS_PROXY',
                uri: 'arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/x/invocations',
              },
            },
          },
        },
        {
          path: '/clicks',
          resourceMethods: {
            POST: {
              methodIntegration: {
                type: 'AWS',
                uri: 'arn:aws:apigateway:eu-central-1:sqs:path/123456789012/clicks',
              },
            },
          },
        },
      ],
    );

    expect(found?.node).toMatchObject({
      id: 'arn:aws:apigateway:eu-central-1::/restapis/abc123',
      kind: 'rest-api',
      name: 'ingest',
      accountId: '123456789012',
      tags: { team: 'web' },
      attributes: {
        endpointTypes: ['REGIONAL'],
        integratedMethods: ['POST /clicks', 'POST /orders'],
      },
    });
    expect(
      found?.edges.map(
        edge => `${edge.kind} ${edge.to} ${edge.evidence[0].operation}`,
      ),
    ).toEqual([
      `publishes ${arnOf('events', 'event-bus/shop')} apigateway:GET`,
      `enqueues ${arnOf('sqs', 'clicks')} apigateway:GET`,
    ]);
  });

  it('leaves out an API that hands on no events', () => {
    expect(
      restApiFindings(place, API, [
        {
          path: '/',
          resourceMethods: {
            GET: {
              methodIntegration: { type: 'HTTP', uri: 'https://x.example' },
            },
          },
        },
      ]),
    ).toBeUndefined();
  });
});
