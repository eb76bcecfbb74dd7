import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NodeGroup,
  NodeHealth,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { Selection, Sort, ViewState } from '../../graph/view-state';
import { ReadingsStore } from '../../live/ReadingsStore';
import { eventTopologyTranslationRef } from '../../translation';
import { ConnectionTable } from './ConnectionTable';
import { ResourceTable } from './ResourceTable';

const useStyles = makeStyles(theme => ({
  root: {
    flex: 1,
    minWidth: 0,
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: theme.palette.background.paper,
  },
  tabs: {
    minHeight: 40,
    padding: theme.spacing(0, 2),
    borderBottom: `1px solid ${theme.palette.divider}`,
    '& .MuiTab-root': { minHeight: 40, textTransform: 'none', fontSize: 14 },
  },
  body: { flex: 1, minHeight: 0 },
}));

/** @internal */
export interface TopologyTableProps {
  rows: ViewState['rows'];
  sort: Sort;
  selection?: Selection;
  /** The resources that the filters let through. */
  nodes: TopologyNode[];
  /** The connections between or at resources that the filters let through. */
  edges: TopologyEdge[];
  allEdges: TopologyEdge[];
  nodeById: Map<string, TopologyNode>;
  groupOf: Map<string, NodeGroup>;
  health: Map<string, NodeHealth>;
  readings: ReadingsStore;
  onRows: (rows: ViewState['rows']) => void;
  onSort: (sort: Sort) => void;
  onSelect: (selection: Selection) => void;
}

/** The same facts as the map, for those who would rather read than look. */
export function TopologyTable(props: TopologyTableProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  return (
    <div className={classes.root}>
      <Tabs
        className={classes.tabs}
        value={props.rows}
        indicatorColor="primary"
        onChange={(_event, rows) => props.onRows(rows)}
        aria-label={t('page.viewTable')}
      >
        <Tab
          value="resources"
          label={`${t('table.resources')} (${props.nodes.length})`}
        />
        <Tab
          value="connections"
          label={`${t('table.connections')} (${props.edges.length})`}
        />
      </Tabs>
      <div className={classes.body}>
        {props.rows === 'connections' ? (
          <ConnectionTable
            edges={props.edges}
            nodeById={props.nodeById}
            selectedId={
              props.selection?.type === 'edge' ? props.selection.id : undefined
            }
            onSelect={id => props.onSelect({ type: 'edge', id })}
          />
        ) : (
          <ResourceTable
            nodes={props.nodes}
            edges={props.allEdges}
            groupOf={props.groupOf}
            health={props.health}
            readings={props.readings}
            sort={props.sort}
            selectedId={
              props.selection?.type === 'node' ? props.selection.id : undefined
            }
            onSort={props.onSort}
            onSelect={id => props.onSelect({ type: 'node', id })}
          />
        )}
      </div>
    </div>
  );
}
