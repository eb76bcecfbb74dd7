import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import Typography from '@material-ui/core/Typography';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NodeGroup,
  RefreshStatus,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { needingAttention } from '../../graph/attention';
import { withGroupOpen } from '../../graph/default-open';
import { groupElementId } from '../../graph/draw-map';
import { EmphasisStore } from '../../graph/EmphasisStore';
import { eventPath } from '../../graph/event-path';
import { INITIAL_VIEW, Selection, ViewState } from '../../graph/view-state';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useHealthOf } from '../../live/use-node-health';
import { useReadingsSummary } from '../../live/use-readings';
import { useWatch } from '../../live/use-watch';
import { eventTopologyTranslationRef } from '../../translation';
import { AttentionStrip } from '../AttentionStrip';
import { MapCanvas, MapCanvasHandle, ZOOM_STEP } from '../MapCanvas';
import { filterOptions, MapToolbar } from '../MapToolbar';
import { DOCKED_FROM, PANEL_WIDTH, SidePanel } from '../SidePanel';
import { StatusBanners } from '../StatusBanners';
import { TopologyTable } from '../TopologyTable';
import { SelectionDetails } from './SelectionDetails';
import { selectedEdges } from './selected-edges';
import { useMapModel } from './use-map-model';
import { usePageKeys } from '../page-keys/use-page-keys';
import { ChangeView } from './use-view-state';

const useStyles = makeStyles(theme => ({
  body: {
    flex: 1,
    minHeight: 0,
    display: 'flex',
    position: 'relative',
    overflow: 'hidden',
  },
  content: { flex: 1, minWidth: 0, minHeight: 0, position: 'relative' },
  nothing: {
    position: 'absolute',
    top: theme.spacing(4),
    left: '50%',
    transform: 'translateX(-50%)',
    zIndex: 6,
    textAlign: 'center',
    padding: theme.spacing(2, 3),
    borderRadius: 8,
    backgroundColor: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
  },
}));

/** Nobody could read more at once, and laying it out would stop the browser for seconds. */
const OPEN_ALL_UP_TO = 600;

/** @internal */
export interface EventMapViewProps {
  snapshot: TopologySnapshot;
  status?: RefreshStatus;
  updateError?: Error;
  /** True when there may be more than the reader is allowed to see. */
  restricted: boolean;
  readings: ReadingsStore;
  view: ViewState;
  changeView: ChangeView;
}

/** The map or the table, with its filters and the details of what is selected. */
export function EventMapView(props: EventMapViewProps) {
  const { snapshot, status, updateError, restricted } = props;
  const { readings, view, changeView } = props;
  const { nodes, edges } = snapshot;
  const { selection } = view;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const health = useHealthOf(readings, nodes);
  const figuresKnown = useReadingsSummary(readings).at !== undefined;
  // A link may lead to a resource in a group that opens collapsed.
  const [linked, setLinked] = useState(
    selection?.type === 'node' ? selection.id : undefined,
  );
  const model = useMapModel(snapshot, health, view, linked);
  const { map, nodeById, groupOf, matching } = model;

  const [emphasis] = useState(() => new EmphasisStore());
  const [hovered, setHovered] = useState<string>();
  const [onScreen, setOnScreen] = useState<string[]>([]);
  const [panelFocus, setPanelFocus] = useState(0);
  const canvas = useRef<MapCanvasHandle | null>(null);
  const docked = useMediaQuery(`(min-width: ${DOCKED_FROM}px)`);
  const search = useRef<HTMLInputElement>(null);

  const attention = useMemo(
    () => needingAttention(nodes, health),
    [nodes, health],
  );
  const options = useMemo(() => filterOptions(nodes, health), [nodes, health]);
  const selectedId = useMemo(
    () => elementOf(selection, map, groupOf),
    [selection, map, groupOf],
  );

  useLayoutEffect(() => {
    const looking = hovered ?? selectedId;
    emphasis.set({
      selectedId,
      matching: model.matchingElements,
      path: looking ? pathThrough(looking) : undefined,
    });

    function pathThrough(id: string) {
      const line = map.edges.find(edge => edge.id === id);
      const isHub = (element: string) =>
        nodeById.get(element)?.kind === 'event-bus';
      return line
        ? {
            elementIds: new Set([line.from, line.to]),
            edgeIds: new Set([line.id]),
          }
        : eventPath(map.edges, [id], isHub);
    }
  }, [emphasis, hovered, selectedId, model.matchingElements, map, nodeById]);

  // From here on the reader may collapse that group like any other.
  useEffect(() => {
    const group = linked && groupOf.get(linked);
    if (group) {
      changeView(current => withGroupOpen(current, [group.id], true), {
        replace: true,
      });
    }
    setLinked(undefined);
  }, [changeView, groupOf, linked]);

  useWatch(
    useMemo(
      () => [
        ...(selection?.type === 'node' ? [selection.id] : []),
        ...(view.view === 'map' ? onScreen : []),
      ],
      [selection, onScreen, view.view],
    ),
  );

  const select = useCallback(
    (next: Selection | undefined, byKeyboard = false) => {
      changeView(current => ({ ...current, selection: next }));
      if (byKeyboard && next) {
        setPanelFocus(request => request + 1);
      }
    },
    [changeView],
  );

  // The group may have to be drawn before its node can be centred.
  const centreNext = useRef<string>();
  useEffect(() => {
    if (centreNext.current && centreNext.current === selectedId) {
      canvas.current?.camera.centreOn(centreNext.current);
      centreNext.current = undefined;
    }
  });

  /** Goes to a resource wherever it is: opens its group and brings it into view. */
  const goTo = useCallback(
    (nodeId: string) => {
      const group = groupOf.get(nodeId);
      changeView(current => ({
        ...(group ? withGroupOpen(current, [group.id], true) : current),
        selection: { type: 'node', id: nodeId },
      }));
      centreNext.current = nodeId;
    },
    [changeView, groupOf],
  );

  const close = useCallback(() => {
    const was = selectedId;
    select(undefined);
    if (was) {
      canvas.current?.focus(was);
    }
  }, [select, selectedId]);

  const toggleGroup = useCallback(
    (groupId: string, open: boolean) =>
      changeView(current => withGroupOpen(current, [groupId], open)),
    [changeView],
  );

  const nextAttention = () => {
    const index = attention.findIndex(({ node }) => node.id === selection?.id);
    const next = attention[(index + 1) % attention.length];
    if (next) {
      goTo(next.node.id);
    }
  };

  usePageKeys({
    '/': () => search.current?.focus(),
    f: () => canvas.current?.camera.fit(),
    '+': () => canvas.current?.camera.zoomBy(ZOOM_STEP),
    '=': () => canvas.current?.camera.zoomBy(ZOOM_STEP),
    '-': () => canvas.current?.camera.zoomBy(1 / ZOOM_STEP),
    '−': () => canvas.current?.camera.zoomBy(1 / ZOOM_STEP),
    n: nextAttention,
    t: () =>
      changeView(current => ({
        ...current,
        view: current.view === 'map' ? 'table' : 'map',
      })),
    Escape: close,
  });

  const shownNodes = useMemo(
    () => (matching ? nodes.filter(node => matching.has(node.id)) : nodes),
    [nodes, matching],
  );
  const shownEdges = useMemo(
    () =>
      matching
        ? edges.filter(edge => matching.has(edge.from) || matching.has(edge.to))
        : edges,
    [edges, matching],
  );

  return (
    <>
      <MapToolbar
        view={view}
        options={options}
        found={model.found}
        shown={shownNodes.length}
        total={nodes.length}
        searchRef={search}
        onFilters={filters =>
          changeView(current => ({ ...current, filters }), { replace: true })
        }
        onOnlyMatching={onlyMatching =>
          changeView(current => ({ ...current, onlyMatching }))
        }
        onOpen={goTo}
        onAllGroups={
          model.groups.length > 1 && nodes.length <= OPEN_ALL_UP_TO
            ? open =>
                changeView(current =>
                  withGroupOpen(
                    current,
                    model.groups.map(group => group.id),
                    open,
                  ),
                )
            : undefined
        }
      />
      <StatusBanners
        snapshot={snapshot}
        status={status}
        readings={readings}
        updateError={updateError}
        restricted={restricted}
      />
      <AttentionStrip
        attention={attention}
        known={figuresKnown}
        onOpen={goTo}
        onShowAll={() =>
          changeView(current => ({
            ...current,
            view: 'table',
            rows: 'resources',
            filters: {
              ...INITIAL_VIEW.filters,
              health: ['critical', 'warning'],
            },
            sort: INITIAL_VIEW.sort,
          }))
        }
      />
      <div className={classes.body}>
        <div className={classes.content}>
          {view.view === 'table' ? (
            <TopologyTable
              rows={view.rows}
              sort={view.sort}
              selection={selection}
              nodes={shownNodes}
              edges={shownEdges}
              allEdges={edges}
              nodeById={nodeById}
              groupOf={groupOf}
              health={health}
              readings={readings}
              onRows={rows => changeView(current => ({ ...current, rows }))}
              onSort={sort =>
                changeView(current => ({ ...current, sort }), { replace: true })
              }
              onSelect={next => select(next)}
            />
          ) : (
            <MapCanvas
              map={map}
              edges={edges}
              readings={readings}
              emphasis={emphasis}
              selectedId={selectedId}
              onSelect={select}
              onHover={setHovered}
              onToggleGroup={toggleGroup}
              onVisibleNodes={setOnScreen}
              handle={canvas}
              coveredRight={selection && !docked ? PANEL_WIDTH : 0}
            />
          )}
          {matching?.size === 0 && (
            <div className={classes.nothing}>
              <Typography>{t('filter.nothing')}</Typography>
              <Typography variant="body2">{t('filter.nothingHint')}</Typography>
              <Button
                color="primary"
                onClick={() =>
                  changeView(current => ({
                    ...current,
                    filters: INITIAL_VIEW.filters,
                  }))
                }
              >
                {t('filter.clear')}
              </Button>
            </div>
          )}
        </div>
        {selection && (
          <SidePanel
            subject={`${selection.type} ${selection.id}`}
            focusRequest={panelFocus}
            onClose={close}
          >
            <SelectionDetails
              selection={selection}
              snapshot={snapshot}
              selected={selectedEdges(selection, edges, map)}
              nodeById={nodeById}
              groups={model.groups}
              health={health}
              readings={readings}
              onOpenNode={goTo}
              onOpenEdge={id => select({ type: 'edge', id })}
              onOpenGroup={id => toggleGroup(id, true)}
            />
          </SidePanel>
        )}
      </div>
    </>
  );
}

/** The element or line of the map that stands for what is selected. */
function elementOf(
  selection: Selection | undefined,
  map: {
    nodes: { id: string }[];
    edges: { id: string; edges: { id: string }[] }[];
  },
  groupOf: Map<string, NodeGroup>,
): string | undefined {
  switch (selection?.type) {
    case 'node': {
      if (map.nodes.some(node => node.id === selection.id)) {
        return selection.id;
      }
      const group = groupOf.get(selection.id);
      return group && groupElementId(group.id);
    }
    case 'edge':
      return map.edges.find(
        line =>
          line.id === selection.id ||
          line.edges.some(edge => edge.id === selection.id),
      )?.id;
    case 'group':
      return groupElementId(selection.id);
    default:
      return undefined;
  }
}
