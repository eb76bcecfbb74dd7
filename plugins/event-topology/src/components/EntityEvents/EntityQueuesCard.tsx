import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { entityQueues } from '../../graph/entity-parts';
import { useEntityTopology } from '../../live/use-entity-topology';
import { useReadingsStore } from '../../live/use-readings';
import { useWatch } from '../../live/use-watch';
import { eventTopologyTranslationRef } from '../../translation';
import { EntityPartsState } from './EntityPartsState';
import { QueueList } from './QueueList';
import { useCurrentEntity } from './use-current-entity';

/** The card *Queues* on an entity's overview. */
export function EntityQueuesCard() {
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const state = useEntityTopology(useCurrentEntity());
  const readings = useReadingsStore();
  const { topology } = state;
  useWatch(
    useMemo(
      () => (topology ? entityQueues(topology).map(({ node }) => node.id) : []),
      [topology],
    ),
  );
  return (
    <InfoCard title={t('entity.queuesTitle')}>
      <EntityPartsState state={state}>
        {loaded => <QueueList topology={loaded} readings={readings} />}
      </EntityPartsState>
    </InfoCard>
  );
}
