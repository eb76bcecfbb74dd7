import { Link } from '@backstage/core-components';
import {
  toastApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Button from '@material-ui/core/Button';
import Collapse from '@material-ui/core/Collapse';
import { makeStyles } from '@material-ui/core/styles';
import FileCopyOutlinedIcon from '@material-ui/icons/FileCopyOutlined';
import { useId, useState } from 'react';
import { OwnedFinding } from '../../drift/owned-findings';
import { eventTopologyTranslationRef } from '../../translation';
import { nameOfArn } from '../../wording/name-of-arn';
import { useMapLink } from '../map-link/use-map-link';

const useStyles = makeStyles(theme => ({
  item: {
    padding: theme.spacing(1.5, 0),
    borderTop: `1px solid ${theme.palette.divider}`,
    overflowWrap: 'anywhere',
    fontSize: 14,
    '&:first-child': { borderTop: 0 },
  },
  message: { fontSize: 15, fontWeight: 600, margin: 0 },
  facts: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.25, 2),
    margin: theme.spacing(0.5, 0, 0),
  },
  fact: { display: 'flex', gap: theme.spacing(0.75), minWidth: 0 },
  label: { color: theme.palette.textSubtle },
  value: { margin: 0 },
  actions: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
  },
  toggle: { textTransform: 'none', marginLeft: -5 },
  copy: { textTransform: 'none' },
  instruction: { margin: theme.spacing(0.5, 0) },
  code: {
    fontFamily: 'Menlo, Consolas, "DejaVu Sans Mono", monospace',
    fontSize: 13,
    lineHeight: 1.5,
    margin: 0,
    padding: theme.spacing(1, 1.5),
    borderRadius: 8,
    overflow: 'auto',
    overflowWrap: 'normal',
    backgroundColor:
      theme.palette.code?.background ?? theme.palette.background.default,
    border: `1px solid ${theme.palette.divider}`,
  },
}));

/** One difference: what is so, whose it is, where the map shows it, what to write. */
export function FindingItem({ finding, owner, system }: OwnedFinding) {
  const classes = useStyles();
  const { t } = useTranslationRef(eventTopologyTranslationRef);
  const toasts = useApi(toastApiRef);
  const mapLink = useMapLink();
  const [open, setOpen] = useState(false);
  const id = useId();
  const { entityRef, targetRef, nodeIds, mend } = finding;
  const shown = nodeIds.at(-1);
  // Of one resource the message has the name; its ARN may end in an id.
  const way =
    nodeIds.length > 1
      ? nodeIds.map(nameOfArn).join(' → ')
      : t('panel.openMap');

  const copy = () =>
    navigator.clipboard.writeText(mend.yaml).then(
      () =>
        toasts.post({
          title: t('drift.copied'),
          status: 'success',
          timeout: 3000,
        }),
      () => {
        setOpen(true);
        toasts.post({ title: t('drift.notCopied'), status: 'warning' });
      },
    );

  return (
    <li className={classes.item}>
      <p className={classes.message}>{finding.message}</p>
      <dl className={classes.facts}>
        {fact(t('drift.entity'), entityRef)}
        {fact(t('drift.declaration'), targetRef)}
        {fact(t('drift.owner'), owner)}
        {fact(t('drift.system'), system)}
        {shown && (mapLink || nodeIds.length > 1) && (
          <div className={classes.fact}>
            <dt className={classes.label}>{t('drift.inAws')}</dt>
            <dd className={classes.value}>
              {mapLink ? <Link to={mapLink(shown)}>{way}</Link> : way}
            </dd>
          </div>
        )}
      </dl>
      <div className={classes.actions}>
        <Button
          className={classes.toggle}
          size="small"
          color="primary"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {open ? t('drift.hideMend') : t('drift.showMend')}
        </Button>
        <Button
          className={classes.copy}
          size="small"
          color="primary"
          startIcon={<FileCopyOutlinedIcon />}
          onClick={copy}
        >
          {t('drift.copy')}
        </Button>
      </div>
      <div id={id}>
        <Collapse in={open} unmountOnExit>
          <p className={classes.instruction}>{mend.instruction}</p>
          <pre className={classes.code}>{mend.yaml}</pre>
        </Collapse>
      </div>
    </li>
  );

  function fact(label: string, ref: string | undefined) {
    return (
      ref && (
        <div className={classes.fact}>
          <dt className={classes.label}>{label}</dt>
          <dd className={classes.value}>
            <EntityRefLink entityRef={ref} />
          </dd>
        </div>
      )
    );
  }
}
