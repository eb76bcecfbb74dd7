import '@xyflow/react/dist/base.css';
import { makeStyles } from '@material-ui/core/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PanOnScrollMode, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { MutableRefObject, ReactNode, useEffect, useMemo, useRef } from 'react';
import { TopologyEdge } from '@ecs-eda/plugin-event-topology-common';
import { DrawnMap } from '../../graph/draw-map';
import { EmphasisStore } from '../../graph/EmphasisStore';
import { Direction, neighbourTowards } from '../../graph/neighbour-towards';
import { Selection } from '../../graph/view-state';
import { ReadingsStore } from '../../live/ReadingsStore';
import { eventTopologyTranslationRef } from '../../translation';
import { FlowLine } from './FlowLine';
import { flowElements } from './flow-elements';
import { GroupCard } from './GroupCard';
import { GroupFrame } from './GroupFrame';
import { KeyboardFocus } from './KeyboardFocus';
import { MapContext, MapContextValue } from './MapContext';
import { MapControls } from './MapControls';
import { MapLegend } from './MapLegend';
import { Overview } from './Overview';
import { ResourceCard } from './ResourceCard';
import { Camera, useCamera } from './use-camera';
import { VisibleNodes } from './VisibleNodes';

const useStyles = makeStyles(theme => ({
  canvas: {
    position: 'relative',
    width: '100%',
    height: '100%',
    minHeight: 0,
    backgroundColor: theme.palette.background.default,
    fontFamily: theme.typography.fontFamily,
    '& .MuiButton-root': { textTransform: 'none' },
    '& .react-flow__attribution': {
      background: 'transparent',
      '& a': { color: theme.palette.textSubtle },
    },
    '& .react-flow__minimap': {
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderRadius: 8,
      overflow: 'hidden',
    },
  },
  entrance: {
    font: 'inherit',
    fontSize: 14,
    position: 'absolute',
    zIndex: 7,
    top: theme.spacing(1.5),
    left: '50%',
    transform: 'translateX(-50%)',
    padding: theme.spacing(1, 2),
    borderRadius: 8,
    border: 'none',
    color: theme.palette.text.primary,
    backgroundColor: theme.palette.background.paper,
    outline: `3px solid ${theme.palette.link}`,
    boxShadow: theme.shadows[4],
    '&:not(:focus-visible)': {
      width: 1,
      height: 1,
      padding: 0,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
      outline: 'none',
    },
  },
}));

const NODE_TYPES = {
  resource: ResourceCard,
  groupCard: GroupCard,
  groupFrame: GroupFrame,
};
const EDGE_TYPES = { line: FlowLine };
const MIN_ZOOM = 0.1;
const MAX_ZOOM = 1.6;
/** A small map needs no map of itself. */
const OVERVIEW_ABOVE = 60;
const HOVER_MILLISECONDS = 140;

const ARROWS: Record<string, Direction> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** What can be asked of a canvas from outside. */
export interface MapCanvasHandle {
  camera: Camera;
  /** Gives a card the keyboard's focus. */
  focus(elementId: string): void;
}

/** @internal */
export interface MapCanvasProps {
  map: DrawnMap;
  edges: TopologyEdge[];
  readings: ReadingsStore;
  emphasis: EmphasisStore;
  /** Nodes that the map is about, where it shows others beside them. */
  own?: ReadonlySet<string>;
  /** The id of the selected element or line. */
  selectedId?: string;
  /** @param byKeyboard - true when the details should take the focus */
  onSelect: (selection: Selection | undefined, byKeyboard: boolean) => void;
  onHover?: (elementId: string | undefined) => void;
  onToggleGroup?: (groupId: string, open: boolean) => void;
  onVisibleNodes?: (nodeIds: string[]) => void;
  handle?: MutableRefObject<MapCanvasHandle | null>;
  /** How much of the canvas something covers on its right, in pixels. */
  coveredRight?: number;
  /** Part of a longer page: the wheel scrolls the page. */
  embedded?: boolean;
  children?: ReactNode;
}

/** The map: pans, zooms, selects. What stands where is decided before. */
export function MapCanvas(props: MapCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({
  map,
  edges,
  readings,
  emphasis,
  own,
  selectedId,
  onSelect,
  onHover,
  onToggleGroup,
  onVisibleNodes,
  handle,
  coveredRight = 0,
  embedded,
  children,
}: MapCanvasProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const keyboard = useRef(new KeyboardFocus()).current;
  const active = useRef<string>();
  const elements = useMemo(() => flowElements(map), [map]);
  const camera = useCamera(map, selectedId, coveredRight);

  const context = useMemo(
    (): MapContextValue => ({
      readings,
      emphasis,
      own,
      keyboard,
      onToggleGroup,
      outgoing: byOrigin(edges),
    }),
    [readings, emphasis, own, keyboard, onToggleGroup, edges],
  );

  useEffect(() => {
    if (handle) {
      handle.current = { camera, focus: id => keyboard.request(id) };
    }
  }, [handle, camera, keyboard]);

  useEffect(() => {
    active.current = selectedId ?? active.current;
  }, [selectedId]);

  const selectElement = (id: string, byKeyboard: boolean) => {
    const group = map.groups.find(candidate => candidate.id === id);
    if (!group) {
      onSelect({ type: 'node', id }, byKeyboard);
    } else if (!group.open) {
      onSelect({ type: 'group', id: group.group.id }, byKeyboard);
    }
  };

  const root = useRef<HTMLDivElement>(null);
  const move = useRef<(direction: Direction) => void>();
  move.current = direction => {
    const next = neighbourTowards(map, active.current, direction);
    if (next) {
      active.current = next;
      keyboard.request(next);
      camera.reveal(next);
      // With the details open, they follow.
      if (selectedId) {
        selectElement(next, false);
      }
    }
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const direction = ARROWS[event.key];
      if (direction && !event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        move.current?.(direction);
      }
    };
    const element = root.current;
    element?.addEventListener('keydown', onKeyDown);
    return () => element?.removeEventListener('keydown', onKeyDown);
  }, []);

  const hoverTimer = useRef<ReturnType<typeof setTimeout>>();
  const hover = (id: string | undefined) => {
    clearTimeout(hoverTimer.current);
    hoverTimer.current = setTimeout(() => onHover?.(id), HOVER_MILLISECONDS);
  };
  useEffect(() => () => clearTimeout(hoverTimer.current), []);

  return (
    <MapContext.Provider value={context}>
      {/* Arrow keys move between cards, so a screen reader must pass them on. */}
      <div
        className={classes.canvas}
        role="application"
        ref={root}
        aria-label={t('map.label')}
        aria-roledescription={t('map.roleDescription')}
        data-testid="event-map-canvas"
      >
        {/* The one stop of the Tab key: from here the arrow keys lead on. */}
        <button
          type="button"
          className={classes.entrance}
          onClick={() => move.current?.('right')}
        >
          {t('map.instructions')}
        </button>
        <ReactFlow
          nodes={elements.nodes}
          edges={elements.edges}
          nodeTypes={NODE_TYPES}
          edgeTypes={EDGE_TYPES}
          onlyRenderVisibleElements
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          disableKeyboardA11y
          deleteKeyCode={null}
          selectionKeyCode={null}
          panActivationKeyCode={null}
          zoomOnDoubleClick={false}
          zoomOnScroll={!embedded}
          preventScrolling={!embedded}
          panOnScrollMode={PanOnScrollMode.Free}
          onNodeClick={(event, node) => {
            active.current = node.id;
            // Enter and space give a click that no button was pressed for.
            selectElement(node.id, event.detail === 0);
          }}
          onNodeDoubleClick={(_event, node) => {
            const group = map.groups.find(({ id }) => id === node.id);
            if (group && !group.open) {
              onToggleGroup?.(group.group.id, true);
            }
          }}
          onEdgeClick={(_event, edge) =>
            onSelect({ type: 'edge', id: edge.id }, false)
          }
          onPaneClick={() => onSelect(undefined, false)}
          onNodeMouseEnter={(_event, node) =>
            hover(node.type === 'groupFrame' ? undefined : node.id)
          }
          onNodeMouseLeave={() => hover(undefined)}
        >
          {map.nodes.length > OVERVIEW_ABOVE && !embedded && <Overview />}
        </ReactFlow>
        {onVisibleNodes && <VisibleNodes map={map} onChange={onVisibleNodes} />}
        <MapControls camera={camera} />
        <MapLegend compact={embedded} />
        {children}
      </div>
    </MapContext.Provider>
  );
}

function byOrigin(edges: TopologyEdge[]): Map<string, TopologyEdge[]> {
  const outgoing = new Map<string, TopologyEdge[]>();
  for (const edge of edges) {
    const list = outgoing.get(edge.from);
    if (list) {
      list.push(edge);
    } else {
      outgoing.set(edge.from, [edge]);
    }
  }
  return outgoing;
}
