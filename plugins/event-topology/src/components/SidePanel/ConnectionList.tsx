import Link from '@material-ui/core/Link';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import InfoOutlinedIcon from '@material-ui/icons/InfoOutlined';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { eventTopologyTranslationRef } from '../../translation';
import { nameOfArn } from '../../wording/name-of-arn';
import { KindIcon } from '../KindIcon';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 0),
    fontSize: 14,
  },
  icon: { fontSize: 18, color: theme.palette.textSubtle, display: 'flex' },
  text: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  relation: { color: theme.palette.textSubtle },
  link: { font: 'inherit', fontWeight: 600, textAlign: 'left' },
  none: { fontSize: 14, color: theme.palette.textSubtle },
}));

/** @internal */
export interface ConnectionListProps {
  edges: TopologyEdge[];
  /** Which end of the edges is the other one. */
  otherEnd: 'from' | 'to';
  nodeById: Map<string, TopologyNode>;
  onOpenNode: (nodeId: string) => void;
  onOpenEdge?: (edgeId: string) => void;
  none: string;
}

/** The neighbours of a resource on one side, with how they are joined. */
export function ConnectionList(props: ConnectionListProps) {
  const { edges, otherEnd, nodeById, onOpenNode, onOpenEdge, none } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  if (edges.length === 0) {
    return <Typography className={classes.none}>{none}</Typography>;
  }
  return (
    <ul className={classes.list}>
      {edges.map(edge => {
        const id = edge[otherEnd];
        const other = nodeById.get(id);
        const name = other?.name ?? nameOfArn(id);
        const relation = t(`relation.${edge.kind}`);
        return (
          <li key={edge.id} className={classes.item}>
            <span className={classes.icon}>
              <KindIcon kind={other?.kind ?? 'external'} />
            </span>
            <span className={classes.text}>
              {otherEnd === 'to' && (
                <span className={classes.relation}>{relation} </span>
              )}
              {other ? (
                <Link
                  component="button"
                  type="button"
                  className={classes.link}
                  onClick={() => onOpenNode(id)}
                >
                  {name}
                </Link>
              ) : (
                name
              )}
              {otherEnd === 'from' && (
                <span className={classes.relation}> {relation}</span>
              )}
              {edge.confidence !== 'configured' && (
                <span className={classes.relation}>
                  {' '}
                  ({t(`confidence.${edge.confidence}`)})
                </span>
              )}
            </span>
            {onOpenEdge && (
              <IconButton
                size="small"
                aria-label={t('panel.evidenceFor', { relation, name })}
                title={t('panel.evidence')}
                onClick={() => onOpenEdge(edge.id)}
              >
                <InfoOutlinedIcon fontSize="small" />
              </IconButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}
