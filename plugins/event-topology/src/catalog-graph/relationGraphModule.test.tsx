import { useApi } from '@backstage/core-plugin-api';
import {
  createExtension,
  coreExtensionData,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { catalogGraphApiRef } from '@backstage/plugin-catalog-graph';
import catalogGraphPlugin from '@backstage/plugin-catalog-graph/alpha';
import { ENTITY_RELATIONS } from '@ecs-eda/plugin-event-topology-common';
import { screen } from '@testing-library/react';
import { relationGraphModule } from './relationGraphModule';

function Known() {
  const { knownRelations, defaultRelations, knownRelationPairs } =
    useApi(catalogGraphApiRef);
  return (
    <>
      <output data-testid="known">{knownRelations.join()}</output>
      <output data-testid="default">{defaultRelations.join()}</output>
      <output data-testid="pairs">{knownRelationPairs.join(';')}</output>
    </>
  );
}

it('gives the relation graph the relations of the map beside its own', async () => {
  renderTestApp({
    features: [catalogGraphPlugin, relationGraphModule],
    extensions: [
      createExtension({
        name: 'known',
        attachTo: { id: 'app/root', input: 'elements' },
        output: [coreExtensionData.reactElement],
        factory: () => [coreExtensionData.reactElement(<Known />)],
      }),
    ],
  });
  const listed = async (id: string, separator = ',') =>
    (await screen.findByTestId(id)).textContent?.split(separator);
  const flow = Object.values(ENTITY_RELATIONS);
  const types = flow.flatMap(({ forward, reverse }) => [forward, reverse]);
  expect(await listed('known')).toEqual(
    expect.arrayContaining([...types, 'dependsOn', 'ownedBy']),
  );
  expect(await listed('default')).toEqual(expect.arrayContaining(types));
  expect(await listed('pairs', ';')).toEqual(
    expect.arrayContaining([
      ...flow.map(({ forward, reverse }) => `${forward},${reverse}`),
      'dependsOn,dependencyOf',
    ]),
  );
});
