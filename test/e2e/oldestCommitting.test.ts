import { tellCommitStory } from './commitStory';
import { describeStory } from './story';

const options = { vscode: 'oldest', callbackUrl: 'http://127.0.0.1/', story: 'oldest-committing' } as const;

describeStory('editing and committing, in the oldest VS Code', options, tellCommitStory);
