/** One setting that cannot be used. */
export interface ConfigurationProblem {
  /** The name of the environment variable. */
  readonly setting: string;
  /** The value as given, already stripped of secrets; undefined when it is not set or must not be shown. */
  readonly shown: string | undefined;
  /** What would have been right, as the end of the sentence "expected …". */
  readonly expected: string;
}

/** The process was configured so that it cannot run; it names every wrong setting and never shows a secret. */
export class ConfigurationFault extends Error {
  override readonly name = 'ConfigurationFault';

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    super(['The configuration cannot be used:', ...problems.map(sentence)].join('\n'));
  }
}

function sentence({ setting, shown, expected }: ConfigurationProblem): string {
  const value = shown === undefined ? '' : ` is ${JSON.stringify(shown)}`;
  return `  ${setting}${value}: expected ${expected}`;
}
