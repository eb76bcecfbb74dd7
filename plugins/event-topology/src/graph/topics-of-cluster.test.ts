import { aNode } from '../__fixtures__/build-topology';
import { erpBroker, loyaltyQueue, pageViews } from '../__fixtures__/shop';
import { topicsOfCluster } from './topics-of-cluster';

const cluster = aNode(
  'broker',
  'clickstream',
  { engine: 'KAFKA' },
  { id: pageViews.attributes.clusterArn },
);
const searches = aNode('kafka-topic', 'a-searches', pageViews.attributes);

it('are those that name the cluster, by name', () => {
  const nodes = [cluster, pageViews, loyaltyQueue, searches];
  expect(topicsOfCluster(cluster, nodes).map(({ name }) => name)).toEqual([
    'a-searches',
    'page-views',
  ]);
  expect(topicsOfCluster(erpBroker, nodes)).toEqual([]);
  expect(topicsOfCluster(loyaltyQueue, nodes)).toEqual([]);
});
