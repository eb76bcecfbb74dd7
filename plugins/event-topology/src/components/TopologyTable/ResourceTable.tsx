import Link from '@material-ui/core/Link';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import TableSortLabel from '@material-ui/core/TableSortLabel';
import { parseEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  isNodeOfKind,
  NodeGroup,
  NodeHealth,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { useMemo } from 'react';
import { ResourceRow, sortRows } from '../../graph/sort-rows';
import { Sort, SortColumn } from '../../graph/view-state';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useReading } from '../../live/use-readings';
import { eventTopologyTranslationRef } from '../../translation';
import { keyFigure } from '../../wording/key-figure';
import { HealthBadge } from '../HealthBadge';
import { KindIcon } from '../KindIcon';
import { Paging, usePaging } from '../Paging';
import { useTableStyles } from './use-table-styles';

/** @internal */
export interface ResourceTableProps {
  nodes: TopologyNode[];
  edges: TopologyEdge[];
  groupOf: Map<string, NodeGroup>;
  health: Map<string, NodeHealth>;
  readings: ReadingsStore;
  sort: Sort;
  selectedId?: string;
  onSort: (sort: Sort) => void;
  onSelect: (nodeId: string) => void;
}

const UNKNOWN: NodeHealth = { status: 'unknown', findings: [] };

/** The resources of the map, a row each. */
export function ResourceTable(props: ResourceTableProps) {
  const { nodes, edges, groupOf, health, readings, sort } = props;
  const { selectedId, onSort, onSelect } = props;
  const classes = useTableStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);

  const sorted = useMemo(
    () =>
      sortRows(
        nodes.map(node => ({
          node,
          health: health.get(node.id) ?? UNKNOWN,
          group: groupOf.get(node.id),
        })),
        sort,
      ),
    [nodes, health, groupOf, sort],
  );
  const paging = usePaging(sorted);

  const sortable = (column: SortColumn, label: string) => (
    <TableCell
      className={classes.head}
      sortDirection={
        sort.column === column && (sort.descending ? 'desc' : 'asc')
      }
    >
      <TableSortLabel
        active={sort.column === column}
        direction={sort.column === column && sort.descending ? 'desc' : 'asc'}
        onClick={() =>
          onSort({
            column,
            descending: sort.column === column && !sort.descending,
          })
        }
      >
        {label}
      </TableSortLabel>
    </TableCell>
  );

  return (
    <div className={classes.root}>
      <div className={classes.scroll}>
        <Table stickyHeader size="small">
          <caption className={classes.silent}>
            {t('table.resourcesCaption')}
          </caption>
          <TableHead>
            <TableRow>
              {sortable('health', t('table.health'))}
              {sortable('kind', t('table.kind'))}
              {sortable('name', t('table.name'))}
              <TableCell className={classes.head}>
                {t('table.figure')}
              </TableCell>
              <TableCell className={classes.head}>
                {t('table.finding')}
              </TableCell>
              {sortable('group', t('table.group'))}
              {sortable('owner', t('table.owner'))}
              {sortable('account', t('table.account'))}
            </TableRow>
          </TableHead>
          <TableBody>
            {paging.rows.map(row => (
              <Row
                key={row.node.id}
                row={row}
                edges={edges}
                readings={readings}
                selected={row.node.id === selectedId}
                onSelect={onSelect}
              />
            ))}
          </TableBody>
        </Table>
      </div>
      <Paging paging={paging} />
    </div>
  );
}

function Row(props: {
  row: ResourceRow;
  edges: TopologyEdge[];
  readings: ReadingsStore;
  selected: boolean;
  onSelect: (nodeId: string) => void;
}) {
  const { row, edges, readings, selected, onSelect } = props;
  const { node, health, group } = row;
  const classes = useTableStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const reading = useReading(readings, node.id);
  const outgoing = useMemo(
    () => edges.filter(edge => edge.from === node.id),
    [edges, node.id],
  );
  const figure = keyFigure(t, node, reading, outgoing);
  const deadLetterQueue =
    isNodeOfKind(node, 'queue') && node.attributes.deadLetterQueue === true;

  return (
    <TableRow
      className={`${classes.row} ${selected ? classes.selected : ''}`}
      aria-selected={selected}
      onClick={() => onSelect(node.id)}
    >
      <TableCell className={`${classes.cell} ${classes.nowrap}`}>
        <HealthBadge status={health.status} />
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.nowrap}`}>
        <span className={classes.kind}>
          <span className={classes.icon}>
            <KindIcon kind={node.kind} deadLetterQueue={deadLetterQueue} />
          </span>
          {deadLetterQueue ? t('deadLetterQueue') : t(`kind.${node.kind}`)}
        </span>
      </TableCell>
      <TableCell
        className={`${classes.cell} ${classes.name}`}
        component="th"
        scope="row"
      >
        <Link
          component="button"
          type="button"
          className={classes.link}
          aria-label={t('table.details', { name: node.name })}
          onClick={event => {
            event.stopPropagation();
            onSelect(node.id);
          }}
        >
          {node.name}
        </Link>
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.figure}`}>
        {figure?.text}
        {figure?.detail && (
          <span className={classes.subtle}>, {figure.detail}</span>
        )}
      </TableCell>
      <TableCell className={classes.cell}>
        {health.findings.map(finding => finding.title).join('; ')}
        {node.stale && (
          <span className={classes.subtle}> {t('map.stale')}</span>
        )}
      </TableCell>
      <TableCell className={classes.cell}>{group?.title}</TableCell>
      <TableCell className={classes.cell}>
        {node.catalog?.owner
          ? parseEntityRef(node.catalog.owner, { defaultKind: 'group' }).name
          : t('filter.noOwner')}
      </TableCell>
      <TableCell className={`${classes.cell} ${classes.nowrap}`}>
        {node.accountId} {node.region}
      </TableCell>
    </TableRow>
  );
}
