import * as l10n from '@vscode/l10n';
import type { WizardStep } from '../../../wizard/wizardState';

/** What a step says of itself: what it asks, why, and what comes after it. */
export interface StepTexts {
  /** In the step list. */
  readonly name: string;
  readonly heading: string;
  readonly asks: string;
  readonly why: string;
  readonly next: string;
}

/** In the person's language; to be called after the bundle is known. */
export function getStepTexts(step: WizardStep): StepTexts {
  return texts[step]();
}

/** Of the last step, after a commit to another branch than Maia works with. */
export function getMergeTexts(branch: string, target: string): StepTexts {
  return {
    ...getStepTexts('handOver'),
    heading: l10n.t('Merge into {0}, then finish in Maia', target),
    asks: l10n.t('Merge {0} into {1} on Bitbucket, then open Maia and create the project there.', branch, target),
  };
}

const texts: Readonly<Record<WizardStep, () => StepTexts>> = {
  details: () => ({
    name: l10n.t('Project details'),
    heading: l10n.t('What is the project called?'),
    asks: l10n.t('Give the project a name and say which data platform it works on.'),
    why: l10n.t('Maia asks for the same first, and the name is how your team finds the project.'),
    next: l10n.t('Next you choose how the project’s files are kept.'),
  }),
  configuration: () => ({
    name: l10n.t('Project configuration'),
    heading: l10n.t('Who keeps the project’s files?'),
    asks: l10n.t('Choose whether Maia keeps the pipelines or your own Git repository does.'),
    why: l10n.t('In your own repository, pipelines can be reviewed, compared and edited in this editor.'),
    next: l10n.t('Next you choose the Git provider.'),
  }),
  provider: () => ({
    name: l10n.t('Git provider'),
    heading: l10n.t('Where is your repository?'),
    asks: l10n.t('Choose the service that hosts the repository.'),
    why: l10n.t('This extension prepares repositories on Bitbucket; Maia connects the others on its own pages.'),
    next: l10n.t(
      'Next you choose the repository. If Bitbucket does not know this editor yet, it asks you once before.',
    ),
  }),
  authorize: () => ({
    name: l10n.t('Authorize'),
    heading: l10n.t('Let this editor use Bitbucket'),
    asks: l10n.t('Sign in to Bitbucket and grant this editor two permissions.'),
    why: l10n.t('Without them no repository can be listed, checked or prepared. You are asked only once.'),
    next: l10n.t('Bitbucket opens in your browser. Choose Grant access there, and this page goes on by itself.'),
  }),
  repository: () => ({
    name: l10n.t('Repository'),
    heading: l10n.t('Which repository holds the project?'),
    asks: l10n.t('Choose one of the repositories you can write to.'),
    why: l10n.t('The repository of a project is hard to change later, so it is checked here before you go on.'),
    next: l10n.t('Next you choose what the repository starts with.'),
  }),
  starter: () => ({
    name: l10n.t('Starter content'),
    heading: l10n.t('What does the project start with?'),
    asks: l10n.t('Choose whether the first commit brings pipelines along.'),
    why: l10n.t(
      'A small example that works is easier to change than an empty page. Files that are there stay as they are.',
    ),
    next: l10n.t('Next you can note what Maia will ask for, or skip that.'),
  }),
  prepare: () => ({
    name: l10n.t('Prepare what Maia will ask'),
    heading: l10n.t('Prepare what Maia will ask'),
    asks: l10n.t('Note what Maia asks for after the repository. All of it is optional.'),
    why: l10n.t('You can look things up now and copy them later. The notes stay on this computer and hold no secrets.'),
    next: l10n.t('Next you review everything before anything is written.'),
  }),
  review: () => ({
    name: l10n.t('Review'),
    heading: l10n.t('Review and commit'),
    asks: l10n.t('Look at what will be committed, and change the branch or the message if you like.'),
    why: l10n.t('This prepares the repository. The project exists once you finish in Maia.'),
    next: l10n.t('Next you get everything Maia will ask, ready to copy.'),
  }),
  handOver: () => ({
    name: l10n.t('Finish in Maia'),
    heading: l10n.t('The repository is ready. Finish in Maia'),
    asks: l10n.t('Open Maia, create the project there, and copy these values where Maia asks for them.'),
    why: l10n.t('Only Maia itself can attach a Bitbucket repository to a project, on its own pages.'),
    next: l10n.t('When the project exists, paste its address above. Open in Maia then leads straight to it.'),
  }),
};
