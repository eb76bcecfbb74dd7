import { aDriftReport, gone, missingConsumer } from '../__fixtures__/drift';
import { driftOfEntity } from './drift-of-entity';

it('is what is found of the entity itself', () => {
  expect(driftOfEntity(aDriftReport(), 'component:default/loyalty')).toEqual({
    findings: [missingConsumer],
    unjudged: [],
  });
});

it('is what is found of others that refer to it', () => {
  expect(driftOfEntity(aDriftReport(), 'api:default/order-created')).toEqual({
    findings: [missingConsumer, gone],
    unjudged: [],
  });
});

it('is what cannot be judged of it', () => {
  const { findings, unjudged } = driftOfEntity(
    aDriftReport(),
    'component:default/mystery',
  );
  expect(findings).toEqual([]);
  expect(unjudged).toHaveLength(1);
});
