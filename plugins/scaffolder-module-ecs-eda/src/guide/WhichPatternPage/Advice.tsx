import { Link, LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import Accordion from '@material-ui/core/Accordion';
import AccordionDetails from '@material-ui/core/AccordionDetails';
import AccordionSummary from '@material-ui/core/AccordionSummary';
import Card from '@material-ui/core/Card';
import CardContent from '@material-ui/core/CardContent';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import ExpandMoreIcon from '@material-ui/icons/ExpandMore';
import Alert from '@material-ui/lab/Alert';
import {
  AdvisedGoldenPath,
  ChangedAdvice,
  GoldenPathOffer,
  GuideAdvice,
  GuideAnswers,
  RefusedGoldenPath,
} from '@ecs-eda/plugin-event-topology-common';
import { ReactNode } from 'react';
import { scaffolderEcsEdaTranslationRef } from '../../translation';
import { formAddress } from '../form-address';
import { useGuideWording } from '../use-guide-wording';

const useStyles = makeStyles(theme => ({
  list: {
    margin: theme.spacing(0.5, 0, 2),
    paddingLeft: theme.spacing(2.5),
    '& li': { marginBottom: theme.spacing(0.5) },
  },
  alert: { marginBottom: theme.spacing(1) },
  actions: { marginTop: theme.spacing(1) },
  card: { marginBottom: theme.spacing(2) },
  details: { display: 'block' },
}));

interface AdviceProps {
  advice: GuideAdvice;
  answers: GuideAnswers;
  offers: GoldenPathOffer[];
}

/** What the answers lead to, and why. */
export function Advice({ advice, answers, offers }: AdviceProps) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  if (!answers.goal) {
    return <Alert severity="info">{t('guide.begin')}</Alert>;
  }
  const { recommendation } = advice;
  return (
    <>
      <div role="status">
        {recommendation ? (
          <Recommendation
            goldenPath={recommendation}
            advice={advice}
            answers={answers}
            offers={offers}
          />
        ) : (
          <Alert severity="warning" className={classes.alert}>
            {t('guide.nothingFits')}
          </Alert>
        )}
      </div>
      {advice.runnerUp && (
        <Section title={t('guide.runnerUp')}>
          <Typography variant="body1">
            <FormLink
              goldenPath={advice.runnerUp.goldenPath}
              answers={answers}
            />
          </Typography>
          <Sentences of={advice.runnerUp.against} />
          {advice.runnerUp.lacks.length > 0 && (
            <>
              <Typography variant="body2">{t('guide.lacks')}</Typography>
              <Sentences of={advice.runnerUp.lacks} />
            </>
          )}
        </Section>
      )}
      {advice.whatWouldChange.length > 0 && (
        <Section title={t('guide.whatWouldChange')}>
          <Changes changes={advice.whatWouldChange} answers={answers} />
        </Section>
      )}
      {advice.refused.length > 0 && (
        <RefusedPaths refused={advice.refused} open={!recommendation} />
      )}
    </>
  );
}

function Recommendation(
  props: AdviceProps & { goldenPath: AdvisedGoldenPath },
) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const { advice, answers, goldenPath } = props;
  const address = useFormAddress(answers);
  return (
    <Card variant="outlined" className={classes.card}>
      <CardContent>
        <Typography variant="overline" component="p">
          {t('guide.recommendation')}
        </Typography>
        <Typography variant="h5" component="h3" gutterBottom>
          {goldenPath.title}
        </Typography>
        <Sentences of={useWhen(goldenPath, props.offers)} />
        {goldenPath.behind && (
          <Alert severity="info" className={classes.alert}>
            {t('guide.behind')}{' '}
            <FormLink goldenPath={goldenPath.behind} answers={answers} />
          </Alert>
        )}
        {advice.reasons.length > 0 && (
          <>
            <Typography variant="subtitle2" component="h4">
              {t('guide.reasons')}
            </Typography>
            <Sentences of={advice.reasons} />
          </>
        )}
        {advice.warnings.map(warning => (
          <Alert severity="warning" className={classes.alert} key={warning}>
            {warning}
          </Alert>
        ))}
        <LinkButton
          className={classes.actions}
          variant="contained"
          color="primary"
          to={address(goldenPath)}
        >
          {t('guide.use')}
        </LinkButton>
      </CardContent>
    </Card>
  );
}

function Changes(props: { changes: ChangedAdvice[]; answers: GuideAnswers }) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  const wording = useGuideWording();
  return (
    <ul className={classes.list}>
      {props.changes.map(change => (
        <Typography
          component="li"
          variant="body2"
          key={`${change.question} ${change.answer} ${change.side}`}
        >
          {wording.condition(change)}: {change.instead.title}
          {change.instead.behind &&
            ` ${t('guide.behindShort', {
              title: change.instead.behind.title,
            })}`}
        </Typography>
      ))}
    </ul>
  );
}

function RefusedPaths(props: { refused: RefusedGoldenPath[]; open: boolean }) {
  const classes = useStyles();
  const { t } = useTranslationRef(scaffolderEcsEdaTranslationRef);
  return (
    <Accordion
      // Another state of mind, another accordion: it opens when nothing fits.
      key={String(props.open)}
      defaultExpanded={props.open}
      variant="outlined"
    >
      <AccordionSummary
        expandIcon={<ExpandMoreIcon />}
        id="which-pattern-refused"
        aria-controls="which-pattern-refused-list"
      >
        <Typography variant="subtitle1">{t('guide.refused')}</Typography>
      </AccordionSummary>
      <AccordionDetails
        id="which-pattern-refused-list"
        className={classes.details}
      >
        {props.refused.map(({ goldenPath, reasons }) => (
          <div key={goldenPath.entityRef}>
            <Typography variant="subtitle2" component="h4">
              {goldenPath.title}
            </Typography>
            <Sentences of={reasons} />
          </div>
        ))}
      </AccordionDetails>
    </Accordion>
  );
}

function Section(props: { title: string; children: ReactNode }) {
  return (
    <section>
      <Typography variant="h6" component="h3">
        {props.title}
      </Typography>
      {props.children}
    </section>
  );
}

function Sentences({ of: sentences }: { of: string[] }) {
  const classes = useStyles();
  return sentences.length === 0 ? null : (
    <ul className={classes.list}>
      {sentences.map(sentence => (
        <Typography component="li" variant="body2" key={sentence}>
          {sentence}
        </Typography>
      ))}
    </ul>
  );
}

function FormLink(props: {
  goldenPath: AdvisedGoldenPath;
  answers: GuideAnswers;
}) {
  const address = useFormAddress(props.answers);
  return <Link to={address(props.goldenPath)}>{props.goldenPath.title}</Link>;
}

function useFormAddress(answers: GuideAnswers) {
  const templateAddress = useRouteRef(scaffolderPlugin.routes.selectedTemplate);
  return (goldenPath: AdvisedGoldenPath) =>
    formAddress(templateAddress, goldenPath, answers);
}

/** What the golden path says of itself; its variant speaks first. */
function useWhen(
  { entityRef, variant }: AdvisedGoldenPath,
  offers: readonly GoldenPathOffer[],
): string[] {
  const profile = offers.find(offer => offer.entityRef === entityRef)?.profile;
  const own = profile?.variants?.find(({ name }) => name === variant)?.useWhen;
  return own ?? profile?.useWhen ?? [];
}
