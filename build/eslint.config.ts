// Type-aware lint for every module; an exception is here with its reason, not in the code.
import { defineConfig } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { root } from './root.ts';

const forbiddenCalls = [
  {
    selector: "CallExpression[callee.object.name='JSON'][callee.property.name='parse']",
    message: 'JSON.parse takes duplicate members and __proto__: use parseStrictJson for anything from outside.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Math.random is not random: use node:crypto.',
  },
];

export default defineConfig(
  { ignores: ['node_modules/**', 'out/**', 'dist/**', '**/*.mjs'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: [] }, tsconfigRootDir: root },
    },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', ...forbiddenCalls],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // A member is left out by naming it beside the rest.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Numbers read well in template strings.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A handler of one call is one line.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // There are no enums here (`erasableSyntaxOnly`), and looking for them takes an eighth of the time.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // The compiler refuses it itself where a class has private members, as ours have, and looking for it takes a fifth of the time.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Types are often narrower than a union interface can say; both forms read well here.
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    files: ['renderer/**/*.tsx'],
    plugins: { 'react-hooks': { rules: reactHooks.rules } },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...forbiddenCalls,
        {
          selector: ":matches(LogicalExpression, ConditionalExpression, IfStatement) CallExpression[callee.name='use']",
          message:
            'React goes on with a screen that waited by drawing it again: where `use` is then passed over, the next hook fails (errors 467 and 520).',
        },
      ],
    },
  },
  {
    // The module's own tsconfig has no Node in it, and so leaves out the tests, which have their own project.
    files: ['shared/**/*.test.ts'],
    languageOptions: { parserOptions: { projectService: false, project: ['shared/tsconfig.test.json'] } },
  },
  {
    // Scripts for developers talk on the console; tests read JSON that they wrote themselves.
    files: ['build/**/*.ts', 'e2e/**/*.ts', '**/*.test.ts'],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
