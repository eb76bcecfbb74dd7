import Button from '@material-ui/core/Button';
import Link from '@material-ui/core/Link';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import FolderOpenIcon from '@material-ui/icons/FolderOpen';
import UnfoldMoreIcon from '@material-ui/icons/UnfoldMore';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NodeGroup,
  NodeHealth,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { needingAttention } from '../../graph/attention';
import { eventTopologyTranslationRef } from '../../translation';
import { HealthIcon } from '../HealthBadge';
import { KindIcon } from '../KindIcon';
import { countKinds } from '../MapCanvas/count-kinds';
import { PanelSection } from './PanelSection';
import { SubjectHeading } from './SubjectHeading';

const useStyles = makeStyles(theme => ({
  list: { listStyle: 'none', margin: 0, padding: 0, fontSize: 14 },
  item: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.25, 0),
  },
  link: { font: 'inherit', textAlign: 'left' },
  text: { fontSize: 14, color: theme.palette.textSubtle },
  actions: { marginTop: theme.spacing(1.5) },
}));

/** @internal */
export interface GroupDetailsProps {
  group: NodeGroup;
  members: TopologyNode[];
  health: Map<string, NodeHealth>;
  onOpenNode: (nodeId: string) => void;
  onOpenGroup: () => void;
}

/** What a group contains and what in it needs attention. */
export function GroupDetails(props: GroupDetailsProps) {
  const { group, members, health, onOpenNode, onOpenGroup } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const unhealthy = needingAttention(members, health);
  return (
    <>
      <SubjectHeading
        icon={<FolderOpenIcon fontSize="inherit" aria-hidden />}
        kind={t(`group.${group.kind}`)}
        name={group.title}
      >
        <Typography className={classes.text}>
          {t('group.resources', { count: members.length })}
        </Typography>
      </SubjectHeading>
      <div className={classes.actions}>
        <Button
          size="small"
          variant="contained"
          color="primary"
          startIcon={<UnfoldMoreIcon />}
          onClick={onOpenGroup}
        >
          {t('group.open', { name: group.title })}
        </Button>
      </div>

      <PanelSection title={t('group.unhealthy')}>
        {unhealthy.length === 0 ? (
          <Typography className={classes.text}>{t('group.allWell')}</Typography>
        ) : (
          <ul className={classes.list}>
            {unhealthy.map(({ node, status, finding }) => (
              <li key={node.id} className={classes.item}>
                <HealthIcon status={status} />
                <Link
                  component="button"
                  type="button"
                  className={classes.link}
                  onClick={() => onOpenNode(node.id)}
                >
                  {node.name}: {finding.title}
                </Link>
              </li>
            ))}
          </ul>
        )}
      </PanelSection>

      <PanelSection title={t('group.contains')}>
        <ul className={classes.list}>
          {countKinds(members).map(({ kind, count }) => (
            <li key={kind} className={classes.item}>
              <KindIcon kind={kind} />
              {t(`kind.${kind}`)}: {count}
            </li>
          ))}
        </ul>
      </PanelSection>

      {group.kind === 'system' && (
        <PanelSection title={t('panel.ownership')}>
          <Typography className={classes.text}>
            <EntityRefLink entityRef={group.id} defaultKind="system" />
          </Typography>
        </PanelSection>
      )}
    </>
  );
}
