import { InfoCard } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { useEntityTopology } from '../../live/use-entity-topology';
import { useReadingsStore } from '../../live/use-readings';
import { useWatch } from '../../live/use-watch';
import { eventTopologyTranslationRef } from '../../translation';
import { EntityPartsState } from '../EntityEvents/EntityPartsState';
import { useCurrentEntity } from '../EntityEvents/use-current-entity';
import { useMapLink } from '../map-link/use-map-link';
import { ResourceList } from './ResourceList';

const NOTHING: string[] = [];

/** The card *Live figures* of a resource: what AWS says of it now. */
export function EntityResourceCard() {
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const state = useEntityTopology(useCurrentEntity());
  const readings = useReadingsStore();
  const mapLink = useMapLink();
  const { topology } = state;
  const nodeIds = topology?.nodeIds ?? NOTHING;
  useWatch(
    useMemo(
      () => [...nodeIds, ...(topology?.nodes ?? []).map(node => node.id)],
      [nodeIds, topology],
    ),
  );
  return (
    <InfoCard
      title={t('entity.resourceTitle')}
      deepLink={
        mapLink && nodeIds.length > 0
          ? { title: t('entity.openMap'), link: mapLink(nodeIds[0]) }
          : undefined
      }
    >
      <EntityPartsState state={state}>
        {loaded => <ResourceList topology={loaded} readings={readings} />}
      </EntityPartsState>
    </InfoCard>
  );
}
