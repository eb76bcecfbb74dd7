import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import TrendingFlatIcon from '@material-ui/icons/TrendingFlat';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { eventTopologyTranslationRef } from '../../translation';
import { nameOfArn } from '../../wording/name-of-arn';
import { PanelSection } from './PanelSection';
import { SubjectHeading } from './SubjectHeading';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0, fontSize: 14 },
  item: {
    padding: theme.spacing(0.75, 0),
    borderBottom: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
  },
  link: { font: 'inherit', textAlign: 'left' },
  relation: { color: theme.palette.textSubtle },
  text: { fontSize: 14 },
}));

/** @internal */
export interface BundleDetailsProps {
  edges: TopologyEdge[];
  /** What the line leads from and to: nodes or groups. */
  from: string;
  to: string;
  nodeById: Map<string, TopologyNode>;
  onOpenEdge: (edgeId: string) => void;
}

/** What one line stands for, when it stands for several connections. */
export function BundleDetails(props: BundleDetailsProps) {
  const { edges, from, to, nodeById, onOpenEdge } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const nameOf = (id: string) => nodeById.get(id)?.name ?? nameOfArn(id);
  return (
    <>
      <SubjectHeading
        icon={<TrendingFlatIcon fontSize="inherit" aria-hidden />}
        kind={t('panel.connections', { count: edges.length })}
        name={`${from} → ${to}`}
      />
      <Typography className={classes.text}>
        {t('sentence.bundle', { count: edges.length, from, to })}
      </Typography>
      <PanelSection title={t('table.connections')}>
        <ul className={classes.list}>
          {edges.map(edge => (
            <li key={edge.id} className={classes.item}>
              <Link
                component="button"
                type="button"
                className={classes.link}
                onClick={() => onOpenEdge(edge.id)}
              >
                {nameOf(edge.from)}{' '}
                <span className={classes.relation}>
                  {t(`relation.${edge.kind}`)}
                </span>{' '}
                {nameOf(edge.to)}
              </Link>
            </li>
          ))}
        </ul>
      </PanelSection>
    </>
  );
}
