import { UsageError, type ExitCode, type Terminal } from './command.js';
import { listedCommands, type ListedCommand } from './listed-commands.js';
import { messageOf } from './message-of.js';
import { readArguments, usageOf } from './read-arguments.js';

/** Runs the command that the line calls; every fault ends as a message on standard error and an exit code. */
export async function runCommandLine(line: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [first] = line;
  if (first === 'help' || first === '--help' || first === '-h') {
    terminal.out(overview(listedCommands));
    return 0;
  }
  const listed = findCommand(line);
  if (!listed) return refuse(line, terminal);
  const command = await listed.load();
  const rest = line.slice(wordsOf(listed).length);
  const usage = usageOf(listed.words, command);
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(`Usage: ${usage}\n\n${command.help}`);
    return 0;
  }
  try {
    return await command.run(readArguments(command, rest), terminal);
  } catch (error) {
    terminal.err(messageOf(error));
    if (!(error instanceof UsageError)) return 1;
    terminal.err(`Usage: ${usage}`);
    return 2;
  }
}

function findCommand(line: readonly string[]): ListedCommand | undefined {
  return listedCommands.find((listed) => wordsOf(listed).every((word, index) => line[index] === word));
}

function wordsOf({ words }: ListedCommand): string[] {
  return words.split(' ');
}

/** Says what is unknown, and lists what the caller may have meant: the verbs of the noun, or everything. */
function refuse([noun, verb]: readonly string[], terminal: Terminal): ExitCode {
  const ofNoun = listedCommands.filter((listed) => wordsOf(listed)[0] === noun);
  const called = [noun, ...(ofNoun.length > 0 ? [verb] : [])].filter((word) => word !== undefined).join(' ');
  terminal.err(noun === undefined ? 'A command is missing.' : `Unknown command: ${called}`);
  terminal.err(overview(ofNoun.length > 0 ? ofNoun : listedCommands));
  return 2;
}

function overview(commands: readonly ListedCommand[]): string {
  const width = Math.max(...commands.map(({ words }) => words.length));
  const lines = commands.map(({ words, summary }) => `  ${words.padEnd(width)}  ${summary}`);
  return [
    'Usage: npm run concord -- <command> [options]',
    '',
    ...lines,
    '',
    'Help on one: npm run concord -- <command> --help',
  ].join('\n');
}
