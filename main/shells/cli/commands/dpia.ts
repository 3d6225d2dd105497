import type { Command } from 'commander'
import type { ConsentLanguage } from '../../../contract/consent.ts'
import type { Perform } from '../command.ts'
import { languageOption, writeDocument } from './notice.ts'

export function defineDpia(program: Command, perform: Perform): void {
  program
    .command('dpia')
    .description('write papers for the data protection officer and the works council, from this installation')
    .requiredOption('--out <file>', 'the page of HTML to write')
    .addOption(languageOption())
    .action((options: { out: string; language?: ConsentLanguage }, command: Command) =>
      perform(command, (session) => writeDocument(session, 'assessment', options)),
    )
}
