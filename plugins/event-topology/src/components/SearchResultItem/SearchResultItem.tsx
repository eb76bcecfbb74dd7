import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import {
  ResultHighlight,
  SearchDocument,
} from '@backstage/plugin-search-common';
import { HighlightedSearchResultText } from '@backstage/plugin-search-react';
import { NODE_KINDS, NodeKind } from '@ecs-eda/plugin-event-topology-common';
import ListItemIcon from '@material-ui/core/ListItemIcon';
import { makeStyles } from '@material-ui/core/styles';
import { eventTopologyTranslationRef } from '../../translation';
import { KindIcon } from '../KindIcon';

const useStyles = makeStyles(theme => ({
  item: { display: 'flex', width: '100%', fontSize: 14 },
  icon: { fontSize: 24, paddingTop: theme.spacing(0.5) },
  text: { minWidth: 0, overflowWrap: 'anywhere' },
  title: { fontSize: 18, fontWeight: 600 },
  arn: { color: theme.palette.textSubtle, margin: theme.spacing(0.25, 0) },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 2),
    margin: 0,
  },
  fact: { display: 'flex', gap: theme.spacing(0.75) },
  label: { color: theme.palette.textSubtle },
  value: { margin: 0 },
}));

/** @internal */
export interface SearchResultItemProps {
  /** Given by the search; a document of the type `event-topology`. */
  result?: SearchDocument;
  highlight?: ResultHighlight;
}

/** A resource of the map among the results of a search. */
export function SearchResultItem(props: SearchResultItemProps) {
  const { result, highlight } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  if (!result) {
    return null;
  }
  const text = textsOf(result);
  const kind = NODE_KINDS.find(
    (known): known is NodeKind => known === text('kind'),
  );
  const owner = text('owner');
  const system = text('system');
  const entityRef = text('entityRef');

  return (
    <div className={classes.item}>
      <ListItemIcon className={classes.icon}>
        <KindIcon kind={kind ?? 'external'} />
      </ListItemIcon>
      <div className={classes.text}>
        <Link to={result.location} noTrack className={classes.title}>
          {highlight?.fields.title ? (
            <HighlightedSearchResultText
              text={highlight.fields.title}
              preTag={highlight.preTag}
              postTag={highlight.postTag}
            />
          ) : (
            result.title
          )}
        </Link>
        <div className={classes.arn}>{text('arn')}</div>
        <dl className={classes.facts}>
          {fact(t('filter.kind'), kind ? t(`kind.${kind}`) : text('kind'))}
          {fact(t('filter.account'), text('accountId'))}
          {fact(t('search.region'), text('region'))}
          {fact(
            t('filter.owner'),
            owner && <EntityRefLink entityRef={owner} defaultKind="group" />,
          )}
          {fact(
            t('drift.system'),
            system && <EntityRefLink entityRef={system} defaultKind="system" />,
          )}
          {fact(
            t('drift.entity'),
            entityRef && <EntityRefLink entityRef={entityRef} />,
          )}
        </dl>
      </div>
    </div>
  );

  function fact(label: string, value: JSX.Element | string | undefined) {
    return (
      value && (
        <div className={classes.fact}>
          <dt className={classes.label}>{label}</dt>
          <dd className={classes.value}>{value}</dd>
        </div>
      )
    );
  }
}

/** Reads the fields that the documents of the map have beside those of all. */
function textsOf(result: SearchDocument) {
  const fields = new Map<string, unknown>(Object.entries(result));
  return (name: string): string | undefined => {
    const value = fields.get(name);
    return typeof value === 'string' ? value : undefined;
  };
}
