import { useTheme } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { nodeHealth } from '@ecs-eda/plugin-event-topology-common';
import { MiniMap, useStore } from '@xyflow/react';
import { useCallback } from 'react';
import { useReadings } from '../../live/use-readings';
import { familyColour, familyOf, healthColour } from '../../theme';
import { eventTopologyTranslationRef } from '../../translation';
import { MapElement } from './flow-elements';
import { useMapContext } from './MapContext';

/** Large enough to aim in, small enough to hide little. */
const WIDTH = 150;
const HEIGHT = 105;

/** On less, it would hide more than it shows. */
const LEAST_CANVAS_WIDTH = 900;

/** The whole map in a corner, with what needs attention in the colour of its health. */
export function Overview() {
  const theme = useTheme();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const canvasWidth = useStore(state => state.width);
  const all = useReadings(useMapContext().readings);
  const colour = useCallback(
    (element: MapElement) => {
      if (element.type !== 'resource') {
        return theme.palette.divider;
      }
      const { node } = element.data.drawn;
      const { status } = nodeHealth(node, all.get(node.id));
      return status === 'critical' || status === 'warning'
        ? healthColour(theme, status)
        : familyColour(theme, familyOf(node.kind));
    },
    [all, theme],
  );
  if (canvasWidth < LEAST_CANVAS_WIDTH) {
    return null;
  }
  return (
    <MiniMap<MapElement>
      pannable
      zoomable
      position="bottom-right"
      style={{ width: WIDTH, height: HEIGHT }}
      ariaLabel={t('map.overview')}
      nodeColor={colour}
      bgColor={theme.palette.background.paper}
      maskColor={
        theme.palette.type === 'dark' ? 'rgba(0,0,0,.45)' : 'rgba(0,0,0,.12)'
      }
    />
  );
}
