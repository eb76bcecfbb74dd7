import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';
import { Knex } from 'knex';
import { createActions } from '../actions/create-actions';
import { createReplica } from './create-replica';
import { FakeClock } from './FakeClock';
import { FakeTopologySource } from './FakeTopologySource';
import { policy } from './permissions';

/** An agent that acts for a user of whom a policy decides as it is told. */
export async function createAgent(options: {
  knex: Knex;
  found: DiscoveryResult;
  entities?: Entity[];
  decisions?: Parameters<typeof policy>[0];
  permissions?: ReturnType<typeof policy>;
}) {
  const { knex, found, entities = [], decisions = {} } = options;
  const clock = new FakeClock();
  const replica = createReplica({
    knex,
    clock,
    source: new FakeTopologySource(found),
    entities,
  });
  await replica.refresh();
  await replica.tick();
  const registry = actionsRegistryServiceMock();
  const auditor = mockServices.auditor.mock();
  const audited = { success: jest.fn(), fail: jest.fn() };
  auditor.createEvent.mockResolvedValue(audited);
  createActions({
    ...replica,
    actionsRegistry: registry,
    auditor,
    auth: mockServices.auth(),
    permissions: options.permissions ?? policy(decisions),
    now: clock.now,
  });
  const ask = async (action: string, input: JsonObject) => {
    const { output } = await registry.invoke({
      id: `test:${action}`,
      input,
      credentials: mockCredentials.user(),
    });
    return output;
  };
  return { ...replica, clock, registry, auditor, audited, ask };
}
