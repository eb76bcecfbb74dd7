import { Entity } from '@backstage/catalog-model';
import { aDriftReport, missingConsumer, unowned } from '../__fixtures__/drift';
import { ownedFindings } from './owned-findings';

const loyalty: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'loyalty' },
  relations: [
    { type: 'partOf', targetRef: 'component:default/parent' },
    { type: 'partOf', targetRef: 'system:default/shop' },
    { type: 'ownedBy', targetRef: 'group:default/loyalty-team' },
  ],
};

it('gives a finding the owner and the system of its entity', () => {
  expect(ownedFindings([missingConsumer], [loyalty])).toEqual([
    {
      finding: missingConsumer,
      owner: 'group:default/loyalty-team',
      system: 'system:default/shop',
    },
  ]);
});

it('leaves out what nobody may know', () => {
  expect(
    ownedFindings(aDriftReport().findings, []).map(({ owner }) => owner),
  ).toEqual([undefined, undefined, undefined]);
});

it('gives what has no owner none, whatever its entity says by default', () => {
  const generated: Entity = {
    ...loyalty,
    kind: 'Resource',
    metadata: { name: 'returns' },
  };
  expect(
    ownedFindings(
      [{ ...unowned, entityRef: 'resource:default/returns' }],
      [generated],
    ),
  ).toMatchObject([{ owner: undefined, system: 'system:default/shop' }]);
});
