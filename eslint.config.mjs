import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Forbids imports in the given folders, with a message that says what to do instead. */
const forbid = (files, ...patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

/** The folders under src/ that a file may not import from; the whole table is in test/unit/architecture.test.ts. */
const areas = (names, message) => ({ regex: `^(\\.\\./)+(${names})/`, message });

const editor = {
  regex: '^vscode$',
  message: 'Only src/vscode and src/extension.ts talk to the editor; take a port instead.',
};
const node = { regex: '^node:', message: 'Pure code runs anywhere; inject what you need from Node.' };
const host = areas('vscode|node|cli', 'Dependencies point away from the adapters, never towards them.');
const siblings = areas(
  'auth|bitbucket|repositories|pipelines|wizard|projects|graph',
  'This area stands alone: declare a port here and let the composition root connect it.',
);

export default tseslint.config(
  { ignores: ['out/', 'dist/', '**/*.mjs'] },
  eslint.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  forbid(['src/{base,auth,bitbucket,pipelines}/**'], editor, node, host, siblings),
  forbid(['src/wizard/**'], editor, node, host, areas('auth|bitbucket|repositories|pipelines|graph', siblings.message)),
  forbid(['src/repositories/**'], editor, node, host, areas('auth|pipelines|wizard|projects|graph', siblings.message)),
  forbid(['src/projects/**'], editor, node, host, areas('auth|bitbucket|repositories|wizard|graph', siblings.message)),
  forbid(['src/graph/**'], editor, node, host, areas('auth|bitbucket|repositories|wizard|projects', siblings.message)),
  forbid(['src/webview/**'], editor, node, host),
  forbid(['src/node/**', 'src/cli/**'], editor, areas('vscode', host.message)),
  { files: ['test/**'], rules: { '@typescript-eslint/no-floating-promises': 'off' } },
  {
    // Programs for the terminal: what they print is their interface.
    files: ['test/{support,emulator,bench,e2e}/**'],
    rules: { 'no-console': 'off' },
  },
);
