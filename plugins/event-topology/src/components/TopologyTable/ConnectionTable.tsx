import Link from '@material-ui/core/Link';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { useMemo } from 'react';
import { eventTopologyTranslationRef } from '../../translation';
import { nameOfArn } from '../../wording/name-of-arn';
import { Paging, usePaging } from '../Paging';
import { useTableStyles } from './use-table-styles';

/** @internal */
export interface ConnectionTableProps {
  edges: TopologyEdge[];
  nodeById: Map<string, TopologyNode>;
  selectedId?: string;
  onSelect: (edgeId: string) => void;
}

/** The connections of the map, a row each, in the order of their origins. */
export function ConnectionTable(props: ConnectionTableProps) {
  const { edges, nodeById, selectedId, onSelect } = props;
  const classes = useTableStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const sorted = useMemo(() => {
    const nameOf = (id: string) => nodeById.get(id)?.name ?? nameOfArn(id);
    return edges
      .map(edge => ({ edge, from: nameOf(edge.from), to: nameOf(edge.to) }))
      .sort(
        (a, b) =>
          a.from.localeCompare(b.from, 'en') || a.to.localeCompare(b.to, 'en'),
      );
  }, [edges, nodeById]);
  const paging = usePaging(sorted);

  return (
    <div className={classes.root}>
      <div className={classes.scroll}>
        <Table stickyHeader size="small">
          <caption className={classes.silent}>
            {t('table.connectionsCaption')}
          </caption>
          <TableHead>
            <TableRow>
              {[
                t('table.from'),
                t('table.relation'),
                t('table.to'),
                t('table.confidence'),
                t('table.evidence'),
              ].map(label => (
                <TableCell key={label} className={classes.head}>
                  {label}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {paging.rows.map(({ edge, from, to }) => (
              <TableRow
                key={edge.id}
                className={`${classes.row} ${
                  edge.id === selectedId ? classes.selected : ''
                }`}
                aria-selected={edge.id === selectedId}
                onClick={() => onSelect(edge.id)}
              >
                <TableCell
                  className={`${classes.cell} ${classes.name}`}
                  component="th"
                  scope="row"
                >
                  <Link
                    component="button"
                    type="button"
                    className={classes.link}
                    aria-label={t('table.connectionDetails', { from, to })}
                    onClick={event => {
                      event.stopPropagation();
                      onSelect(edge.id);
                    }}
                  >
                    {from}
                  </Link>
                </TableCell>
                <TableCell className={classes.cell}>
                  {t(`relation.${edge.kind}`)}
                </TableCell>
                <TableCell className={`${classes.cell} ${classes.name}`}>
                  {to}
                </TableCell>
                <TableCell className={classes.cell}>
                  {t(`confidence.${edge.confidence}`)}
                </TableCell>
                <TableCell className={`${classes.cell} ${classes.long}`}>
                  {[
                    ...new Set(
                      edge.evidence.map(
                        ({ operation, field }) => `${operation}, ${field}`,
                      ),
                    ),
                  ].join('; ')}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <Paging paging={paging} />
    </div>
  );
}
