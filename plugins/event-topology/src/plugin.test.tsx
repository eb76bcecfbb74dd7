import { Entity } from '@backstage/catalog-model';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import plugin from '.';
import { eventEntityFilter } from './entity-filter';

function entity(
  kind: string,
  type: string,
  annotations?: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'it', annotations },
    spec: { type },
  };
}

describe('the plugin', () => {
  it('is a frontend plugin with a page in the sidebar', () => {
    expect(plugin.id).toBe('event-topology');
    const page = createExtensionTester(
      plugin.getExtension('page:event-topology'),
    );
    expect(page.get(coreExtensionData.routePath)).toBe('/event-map');
    expect(page.get(coreExtensionData.title)).toBe('Event map');
  });

  it('has a tab for entities', () => {
    const tab = createExtensionTester(
      plugin.getExtension('entity-content:event-topology/events'),
    );
    expect(tab.get(EntityContentBlueprint.dataRefs.title)).toBe('Events');
    expect(tab.get(coreExtensionData.routePath)).toBe('events');
  });

  it.each(['queues', 'tasks'] as const)('has the card %s', name => {
    expect(
      plugin.getExtension(`entity-card:event-topology/${name}`),
    ).toBeDefined();
  });
});

describe('the entities that it is offered for', () => {
  const isOffered = filterPredicateToFilterFunction(eventEntityFilter);

  it.each([
    'aws.amazon.com/arn',
    'aws.amazon.com/amazon-ecs-service-arn',
    'aws.amazon.com/amazon-ecs-service-tags',
  ])('have the annotation %s', annotation => {
    expect(isOffered(entity('Resource', 'queue', { [annotation]: 'x' }))).toBe(
      true,
    );
  });

  it('are components, which AWS tags may name', () => {
    expect(isOffered(entity('Component', 'service'))).toBe(true);
    expect(isOffered(entity('Component', 'infrastructure'))).toBe(true);
  });

  it('are no libraries, and nothing else without an annotation', () => {
    expect(isOffered(entity('Component', 'library'))).toBe(false);
    expect(isOffered(entity('Resource', 'queue'))).toBe(false);
    expect(isOffered(entity('API', 'asyncapi'))).toBe(false);
  });
});
