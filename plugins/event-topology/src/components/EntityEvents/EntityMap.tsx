import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EntityTopologyResponse,
  NodeGroup,
} from '@ecs-eda/plugin-event-topology-common';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { drawMap } from '../../graph/draw-map';
import { EmphasisStore } from '../../graph/EmphasisStore';
import { eventPath } from '../../graph/event-path';
import { LayoutCache } from '../../graph/LayoutCache';
import { mapBounds } from '../../graph/viewport';
import { Selection } from '../../graph/view-state';
import { ReadingsStore } from '../../live/ReadingsStore';
import { eventTopologyTranslationRef } from '../../translation';
import { usePageKeys } from '../page-keys/use-page-keys';
import { MapCanvas, MapCanvasHandle } from '../MapCanvas';
import { useMapLink } from '../map-link/use-map-link';
import { EdgeDetails, NodeDetails, SidePanel } from '../SidePanel';

const useStyles = makeStyles(theme => ({
  frame: {
    display: 'flex',
    position: 'relative',
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: 8,
    overflow: 'hidden',
  },
  canvas: { flex: 1, minWidth: 0, position: 'relative' },
}));

/** @internal */
export interface EntityMapProps {
  topology: EntityTopologyResponse;
  title: string;
  readings: ReadingsStore;
}

/** The map of an entity: its own resources and what stands next to them. */
export function EntityMap({ topology, title, readings }: EntityMapProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const { nodes, edges, nodeIds } = topology;
  const [selection, setSelection] = useState<Selection>();
  const [hovered, setHovered] = useState<string>();
  const [panelFocus, setPanelFocus] = useState(0);
  const [emphasis] = useState(() => new EmphasisStore());
  const [cache] = useState(() => new LayoutCache());
  const mapLink = useMapLink();
  const canvas = useRef<MapCanvasHandle | null>(null);

  const map = useMemo(() => {
    const group: NodeGroup = {
      id: 'entity',
      title,
      kind: 'system',
      nodeIds: nodes.map(node => node.id),
    };
    const drawn = drawMap({
      nodes,
      edges,
      groups: [group],
      isOpen: () => true,
      cache,
    });
    // The card around the map is its frame.
    return { ...drawn, groups: [] };
  }, [nodes, edges, title, cache]);
  const nodeById = useMemo(
    () => new Map(nodes.map(node => [node.id, node])),
    [nodes],
  );
  const own = useMemo(() => new Set(nodeIds), [nodeIds]);

  useLayoutEffect(() => {
    const looking = hovered ?? selection?.id;
    const line = map.edges.find(edge => edge.id === looking);
    let path;
    if (line) {
      path = {
        elementIds: new Set([line.from, line.to]),
        edgeIds: new Set([line.id]),
      };
    } else if (looking) {
      path = eventPath(map.edges, [looking], () => false);
    }
    emphasis.set({ selectedId: selection?.id, path });
  }, [emphasis, map, hovered, selection]);

  const node =
    selection?.type === 'node' ? nodeById.get(selection.id) : undefined;
  const edge =
    selection?.type === 'edge'
      ? map.edges.find(line => line.id === selection.id)?.edges[0] ??
        edges.find(candidate => candidate.id === selection.id)
      : undefined;
  const openNode = (id: string) => setSelection({ type: 'node', id });
  const close = () => {
    setSelection(undefined);
    if (selection) {
      canvas.current?.focus(selection.id);
    }
  };

  usePageKeys(selection ? { Escape: close } : {});

  return (
    <div
      className={classes.frame}
      style={{ height: frameHeight(mapBounds(map).height) }}
      role="group"
      aria-label={t('entity.eventsTitle')}
    >
      <div className={classes.canvas}>
        <MapCanvas
          map={map}
          edges={edges}
          readings={readings}
          emphasis={emphasis}
          own={own}
          selectedId={selection?.id}
          onSelect={(next, byKeyboard) => {
            setSelection(next);
            if (byKeyboard && next) {
              setPanelFocus(request => request + 1);
            }
          }}
          onHover={setHovered}
          handle={canvas}
          embedded
        />
      </div>
      {selection && (node || edge) && (
        <SidePanel
          subject={`${selection.type} ${selection.id}`}
          focusRequest={panelFocus}
          onClose={close}
        >
          {node && (
            <NodeDetails
              key={node.id}
              node={node}
              edges={edges}
              nodeById={nodeById}
              readings={readings}
              mapLink={mapLink?.(node.id)}
              onOpenNode={openNode}
              onOpenEdge={id => setSelection({ type: 'edge', id })}
            />
          )}
          {edge && (
            <EdgeDetails
              edge={edge}
              nodeById={nodeById}
              onOpenNode={openNode}
            />
          )}
        </SidePanel>
      )}
    </div>
  );
}

const LEAST_HEIGHT = 320;
const MOST_HEIGHT = 560;

/** As high as the map needs, within what leaves room for the rest of the page. */
function frameHeight(mapHeight: number): number {
  return Math.min(MOST_HEIGHT, Math.max(LEAST_HEIGHT, mapHeight + 140));
}
