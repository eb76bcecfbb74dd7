import { stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  GoldenPathOffer,
  InvalidGoldenPathProfileError,
  parseGoldenPathProfile,
} from '@ecs-eda/plugin-event-topology-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';

/** The golden paths of the catalog, and those that tell nonsense of themselves. */
export interface GoldenPaths {
  offers: GoldenPathOffer[];
  /** One sentence for each template whose profile cannot be read. */
  problems: string[];
}

/** Every template that has a profile, by name. */
export function useGoldenPaths() {
  const catalog = useApi(catalogApiRef);
  return useAsyncRetry(async (): Promise<GoldenPaths> => {
    const { items } = await catalog.getEntities({
      filter: { kind: 'Template' },
      fields: [
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.title',
        'spec.goldenPath',
      ],
    });
    const found: GoldenPaths = { offers: [], problems: [] };
    const golden = items.filter(({ spec }) => spec?.goldenPath !== undefined);
    for (const template of golden) {
      const entityRef = stringifyEntityRef(template);
      try {
        found.offers.push({
          entityRef,
          title: template.metadata.title ?? template.metadata.name,
          profile: parseGoldenPathProfile(template.spec?.goldenPath),
        });
      } catch (error) {
        if (!(error instanceof InvalidGoldenPathProfileError)) {
          throw error;
        }
        found.problems.push(`${entityRef}: ${error.message}`);
      }
    }
    found.offers.sort((a, b) => a.entityRef.localeCompare(b.entityRef));
    return found;
  }, [catalog]);
}
