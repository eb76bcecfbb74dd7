import { Entity } from '@backstage/catalog-model';
import {
  FilterPredicate,
  filterPredicateToFilterFunction,
} from '@backstage/filter-predicates';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import {
  SearchFilterResultTypeBlueprint,
  SearchResultListItemBlueprint,
} from '@backstage/plugin-search-react/alpha';
import { coreExtensionData } from '@backstage/frontend-plugin-api';
import plugin from '.';
import {
  driftEntityFilter,
  eventEntityFilter,
  partsEntityFilter,
  resourceEntityFilter,
} from './entity-filter';

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

  it('has a page for what the catalog says beside what AWS shows', () => {
    const page = createExtensionTester(
      plugin.getExtension('page:event-topology/drift'),
    );
    expect(page.get(coreExtensionData.routePath)).toBe('/event-drift');
    expect(page.get(coreExtensionData.title)).toBe('Catalog drift');
  });

  it('takes the results of a search that are of the map, and no others', () => {
    const { predicate } = createExtensionTester(
      plugin.getExtension('search-result-list-item:event-topology'),
    ).get(SearchResultListItemBlueprint.dataRefs.item);
    const document = { title: '', text: '', location: '' };
    expect(predicate?.({ type: 'event-topology', document })).toBe(true);
    expect(predicate?.({ type: 'software-catalog', document })).toBe(false);
  });

  it('has a result type for the search page', () => {
    expect(
      createExtensionTester(
        plugin.getExtension('search-filter-result-type:event-topology'),
      ).get(SearchFilterResultTypeBlueprint.dataRefs.resultType),
    ).toMatchObject({ value: 'event-topology', name: 'Event map' });
  });

  it.each(['resource', 'queues', 'tasks', 'drift'] as const)(
    'has the card %s',
    name => {
      expect(
        plugin.getExtension(`entity-card:event-topology/${name}`),
      ).toBeDefined();
    },
  );
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

describe('the entities that each card is offered for', () => {
  const arn = { 'aws.amazon.com/arn': 'arn:aws:sqs:eu-central-1:1:orders' };
  const offers = (filter: FilterPredicate, one: Entity) =>
    filterPredicateToFilterFunction(filter)(one);

  it.each([
    ['a resource on the map', entity('Resource', 'sqs-queue', arn), true],
    ['a component', entity('Component', 'service', arn), false],
  ])('for %s are either its own figures or its parts', (_what, one, isOwn) => {
    expect(offers(resourceEntityFilter, one)).toBe(isOwn);
    expect(offers(partsEntityFilter, one)).toBe(!isOwn);
  });

  it('are no resources that have no part on the map', () => {
    const bucket = entity('Resource', 's3-bucket');
    expect(offers(resourceEntityFilter, bucket)).toBe(false);
    expect(offers(partsEntityFilter, bucket)).toBe(false);
  });
});

describe('the entities that are compared with AWS', () => {
  const isOffered = filterPredicateToFilterFunction(driftEntityFilter);

  it('are those on the map, and APIs that may say which events they are', () => {
    expect(isOffered(entity('Component', 'service'))).toBe(true);
    expect(isOffered(entity('API', 'asyncapi'))).toBe(true);
    expect(isOffered(entity('API', 'openapi'))).toBe(false);
  });
});
