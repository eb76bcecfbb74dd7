import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { entityWorkers } from '../../graph/entity-parts';
import { useEntityTopology } from '../../live/use-entity-topology';
import { useReadingsStore } from '../../live/use-readings';
import { useWatch } from '../../live/use-watch';
import { eventTopologyTranslationRef } from '../../translation';
import { EntityPartsState } from './EntityPartsState';
import { TaskList } from './TaskList';
import { useCurrentEntity } from './use-current-entity';

/** The card *Tasks* on an entity's overview. */
export function EntityTasksCard() {
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const state = useEntityTopology(useCurrentEntity());
  const readings = useReadingsStore();
  const { topology } = state;
  useWatch(
    useMemo(
      () =>
        topology ? entityWorkers(topology).map(({ node }) => node.id) : [],
      [topology],
    ),
  );
  return (
    <InfoCard title={t('entity.tasksTitle')}>
      <EntityPartsState state={state}>
        {loaded => <TaskList topology={loaded} readings={readings} />}
      </EntityPartsState>
    </InfoCard>
  );
}
